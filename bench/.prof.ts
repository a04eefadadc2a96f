import { Child, freePort, here } from './children.js';
import { greetings, peopleFor, renewals, plainTalks } from './conversations.js';
import { seedService } from './seed.js';
import { APP_ID, environmentFor, inFolder, contenders } from './servers.js';
import { listening } from './turn-cost.js';
const which = process.argv[2] ?? 'ours', extra = process.argv.slice(3);
await inFolder(async (folder) => {
  const N = Number(process.env.N ?? 8);
  const people = peopleFor(120, N);
  const channel = new Child(here('channel.ts'));
  const addresses = await channel.next<any>();
  await seedService(`${folder}/data-store`, people.total);
  const c = (await contenders(folder))[which as 'ours'];
  const port = await freePort();
  const server = new Child(c.file, [], { env: environmentFor(addresses, port, folder), cwd: folder, execArgv: [...extra, '--import', here('servers/meter.mjs')] });
  await listening(port);
  const load = (conversations: any) => channel.ask<any>({ port, appId: APP_ID, atOnce: 16, conversations });
  if (which === 'ours') await load(greetings(people));
  for (let r = 0; r < N; r++) {
    const b = await server.ask<any>({});
    const l = await load(which === 'ours' ? renewals(people, r) : plainTalks(people));
    const u = await server.ask<any>({});
    console.log(r, "user", ((u.user-b.user)/l.turns).toFixed(0), ((u.cpu - b.cpu) / l.turns).toFixed(0), 'us/turn', (l.turns / l.seconds).toFixed(0), 't/s rss', (u.resident / 1e6).toFixed(0));
  }
  await server.end(); await channel.end();
});
