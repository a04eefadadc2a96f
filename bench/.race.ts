import { Child, freePort, here } from './children.js';
import { greetings, peopleFor, renewals, plainTalks } from './conversations.js';
import { seedService } from './seed.js';
import { APP_ID, environmentFor, inFolder } from './servers.js';
import { listening } from './turn-cost.js';
import { withRange, median } from './numbers.js';
const N = Number(process.env.N ?? 12), warm = 5;
const files = process.argv.slice(2);
await inFolder(async (folder) => {
  const people = peopleFor(100, N);
  const channel = new Child(here('channel.ts'));
  const addresses = await channel.next<any>();
  const rs = [];
  for (const spec of ['W', ...files]) {
    const [file, ...extra] = spec.split(',');
    const ours = spec !== 'W'; const f = ours ? file! : here('servers/waterfall.mjs');
    const dir = `${folder}/${rs.length}`;
    if (ours) await seedService(`${dir}/data-store`, people.total); else (await import('node:fs')).mkdirSync(dir);
    const port = await freePort();
    const server = new Child(f, [], { env: environmentFor(addresses, port, dir), cwd: dir, execArgv: [...extra, '--import', here('servers/meter.mjs')] });
    await listening(port);
    const load = (conversations: any) => channel.ask<any>({ port, appId: APP_ID, atOnce: 16, conversations });
    if (ours) await load(greetings(people));
    rs.push({ spec, ours, server, load, cpu: [] as number[], user: [] as number[], rss: 0 });
  }
  for (let r = 0; r < N; r++) for (const x of rs) {
    const b = await x.server.ask<any>({});
    const l = await x.load(x.ours ? renewals(people, r) : plainTalks(people));
    const u = await x.server.ask<any>({});
    if (r >= warm) { x.cpu.push((u.cpu - b.cpu) / l.turns); x.user.push((u.user - b.user) / l.turns); x.rss = u.peak; }
  }
  for (const x of rs) console.log(x.spec.padEnd(40), withRange(x.cpu), 'user', median(x.user).toFixed(0), 'ratio', withRange(x.cpu.map((c, i) => c / rs[0]!.cpu[i]!)), (x.rss / 1e6).toFixed(0) + 'MB');
  for (const x of rs) await x.server.end(); await channel.end();
});
