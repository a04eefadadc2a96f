import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkArchitecture } from '../scripts/check-architecture.js';

type Seeded = [file: string, text: string, violation: string];

const FORBIDDEN_IMPORTS: Seeded[] = [
  [
    'dialogs/renew.ts',
    "import { openJsonStore } from '../data/json-store.js';",
    'dialogs/renew.ts imports data/json-store.ts: dialogs reach records only through membership/actions',
  ],
  [
    'dialogs/steps/pay.ts',
    "import { openSandbox } from '../../membership/payments/sandbox-gateway.js';",
    'dialogs/steps/pay.ts imports membership/payments/sandbox-gateway.ts: dialogs pay only through membership/actions',
  ],
  [
    'dialogs/cards/receipt.ts',
    "import type { Config } from '../../bot/config.js';",
    'dialogs/cards/receipt.ts imports bot/config.ts: dialogs know nothing of the running service: bot/main.ts hands them what they need',
  ],
  [
    'dialogs/understanding/dates.ts',
    "import { TurnContext } from 'botbuilder';",
    'dialogs/understanding/dates.ts imports botbuilder: dialogs/understanding knows no botbuilder: what a channel needs belongs in dialogs or bot',
  ],
  [
    'dialogs/understanding/dates.ts',
    "export * from '../turn.js';",
    'dialogs/understanding/dates.ts imports dialogs/turn.ts: dialogs/understanding may import membership, luxon',
  ],
  [
    'membership/renewing.ts',
    "import { renew } from './actions/renew.js';",
    'membership/renewing.ts imports membership/actions/renew.ts: the rules are pure functions: actions call them, never the other way',
  ],
  [
    'membership/renewing.ts',
    "import type { Store } from '../data/store.js';",
    'membership/renewing.ts imports data/store.ts: the rules are pure functions: records come in as arguments and go out as values',
  ],
  [
    'membership/renewing.ts',
    "import { readFile } from 'node:fs/promises';",
    'membership/renewing.ts imports node:fs: membership may import luxon',
  ],
  [
    'membership/actions/renew.ts',
    "import { openStore } from '../../data/open-store.js';",
    'membership/actions/renew.ts imports data/open-store.ts: actions know records only by data/store.ts',
  ],
  [
    'membership/actions/renew.ts',
    "import { openSandbox } from '../payments/sandbox-gateway.js';",
    'membership/actions/renew.ts imports membership/payments/sandbox-gateway.ts: actions know payments only by membership/payments/gateway.ts',
  ],
  [
    'membership/payments/stripe-gateway.ts',
    "import { ActivityTypes } from 'botframework-schema';",
    'membership/payments/stripe-gateway.ts imports botframework-schema: membership/payments knows no botbuilder: what a channel needs belongs in dialogs or bot',
  ],
  [
    'data/json-store.ts',
    "import { renew } from '../membership/actions/renew.js';",
    'data/json-store.ts imports membership/actions/renew.ts: records are kept, not acted on: actions call the store',
  ],
  [
    'data/json-store.ts',
    "import { MemoryStorage } from 'botbuilder';",
    'data/json-store.ts imports botbuilder: data knows no botbuilder: what a channel needs belongs in dialogs or bot',
  ],
  [
    'locales/text.ts',
    "export { say } from '../dialogs/message.js';",
    'locales/text.ts imports dialogs/message.ts: locales may import membership, intl-messageformat',
  ],
  [
    'pages/tab.tsx',
    "import { store } from '../data/store.js';\nexport const Tab = () => <p>don't</p>;",
    'pages/tab.tsx imports data/store.ts: pages run in a browser and reach records only through membership/actions of the bot, by its HTTP routes',
  ],
  [
    'bot/desk/queue.ts',
    "import { start } from '../main.js';",
    'bot/desk/queue.ts imports bot/main.ts: it puts everything together, and nothing of the service imports it',
  ],
  [
    'bot/server.ts',
    "import { fakeChannel } from '../test/support/fake-channel.js';",
    'bot/server.ts imports test/support/fake-channel.ts: bot may import membership, membership/payments, membership/actions, data, locales, dialogs, dialogs/understanding, pages, *',
  ],
];

/** Ways in which a module can be imported; each is seen. */
const WAYS_TO_IMPORT = [
  "import store from '../data/store.js';",
  "import type { Store } from '../data/store.js';",
  "import { type Store } from '../data/store.js';",
  "import '../data/store.js';",
  "export * from '../data/store.js';",
  "export type { Store } from '../data/store.js';",
  "const store = await import('../data/store.js');",
  'const store = await import(`../data/store.js`);',
  "let store: import('../data/store.js').Store;",
  "import store = require('../data/store.js');",
  "const store = require('../data/store.js');",
];

const READS_ENVIRONMENT = [
  'const port = process.env.PORT;',
  "const port = process['env'].PORT;",
  'const port = process?.env?.PORT;',
  'const port = globalThis.process.env.PORT;',
  'const { env } = process;',
  "import { env } from 'node:process';",
];

const LOOKS_AT_CLOCK: [text: string, look: string][] = [
  ['const now = Date.now();', 'Date.now'],
  ['const clock = Date.now;', 'Date.now'],
  ['const now = new Date();', 'the current Date'],
  ['const now = new Date;', 'the current Date'],
  ['const now = DateTime.now();', 'DateTime.now'],
  ['const now = DateTime.local();', 'DateTime.local without a time'],
  ['const now = DateTime.utc();', 'DateTime.utc without a time'],
];

describe('the architecture check', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'architecture-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  it('finds nothing wrong with the project as it stands', async () => {
    assert.deepEqual(await checkArchitecture(fileURLToPath(new URL('..', import.meta.url))), []);
  });

  for (const [file, text, violation] of FORBIDDEN_IMPORTS)
    it(`names the right door when ${violation.split(':')[0]}`, async () => {
      await seed({ [file]: text });
      assert.deepEqual(await checkArchitecture(root), [violation]);
    });

  for (const text of WAYS_TO_IMPORT)
    it(`sees ${text}`, async () => {
      await seed({ 'dialogs/renew.ts': text });
      assert.deepEqual(await checkArchitecture(root), [
        'dialogs/renew.ts imports data/store.ts: dialogs reach records only through membership/actions',
      ]);
    });

  it('is not misled by comments, texts and regular expressions', async () => {
    const misleading = [
      "// import '../data/store.js';",
      "/* import '../data/store.js'; Date.now() */",
      'const text = "import \'../data/store.js\'; process.env";',
      "const template = `import '../data/store.js' new Date()`;",
      "const pattern = /import '..\\/data\\/store.js'/;",
    ];
    await seed({ 'dialogs/renew.ts': misleading.join('\n') });
    assert.deepEqual(await checkArchitecture(root), []);
  });

  it('refuses an import of which the name only shows when it runs', async () => {
    await seed({ 'dialogs/renew.ts': 'export const load = (name: string) => import(name);' });
    assert.deepEqual(await checkArchitecture(root), [
      'dialogs/renew.ts imports what only shows when it runs: write the name out',
    ]);
  });

  it('allows what the table allows', async () => {
    await seed({
      'membership/calendar.ts': "import { DateTime } from 'luxon';",
      'membership/actions/renew.ts':
        "import '../calendar.js'; import '../../data/store.js'; import '../payments/gateway.js';",
      'membership/payments/gateway.ts': "import '../calendar.js';",
      'data/store.ts': "import '../membership/calendar.js';",
      'data/json-store.ts': "import './store.js'; import 'lowdb/node'; import 'node:fs/promises';",
      'dialogs/understanding/dates.ts': "import 'luxon';",
      'dialogs/renew.ts':
        "import '../membership/actions/renew.js'; import './understanding/dates.js'; import 'botbuilder';",
      'bot/main.ts': "import '../data/json-store.js'; import '../dialogs/renew.js'; import 'restify';",
      'bot/config.ts': 'export const config = process.env;',
      'test/data/store.test.ts': "import '../../data/json-store.js'; const now = Date.now();",
      'bench/start.ts': "import '../bot/main.js'; console.log(process.env.CI);",
    });
    assert.deepEqual(await checkArchitecture(root), []);
  });

  for (const text of READS_ENVIRONMENT)
    it(`keeps the environment to bot/config.ts: ${text}`, async () => {
      await seed({ 'bot/server.ts': text, 'bot/config.ts': text, 'scripts/build.ts': text, 'test/a.test.ts': text });
      const said = 'reads process.env: only bot/config.ts reads the environment, and hands out what was validated';
      assert.deepEqual([...new Set(await checkArchitecture(root))], [`bot/server.ts ${said}`]);
    });

  for (const [text, look] of LOOKS_AT_CLOCK)
    it(`keeps membership, dialogs and data from the clock: ${text}`, async () => {
      const timeless = ['data/lock.ts', 'dialogs/renew.ts', 'membership/actions/renew.ts', 'membership/calendar.ts'];
      const others = ['bot/clock.ts', 'test/a.test.ts', 'membership/payments/sandbox-gateway.ts'];
      await seed(Object.fromEntries([...timeless, ...others].map((file) => [file, text])));
      const said = 'the time is an argument here, from the one clock that bot/main.ts sets up';
      assert.deepEqual(
        await checkArchitecture(root),
        timeless.map((file) => `${file} uses ${look}: ${said}`),
      );
    });

  it('lets a time that is given be read', async () => {
    await seed({
      'membership/calendar.ts': 'const then = (at: string) => [new Date(at), Date.parse(at), DateTime.utc(2026)];',
    });
    assert.deepEqual(await checkArchitecture(root), []);
  });

  it('tells a circle of imports once, with its way round', async () => {
    await seed({
      'membership/a.ts': "import { b } from './b.js';",
      'membership/b.ts': "import { c } from './c.js';",
      'membership/c.ts': "import { a } from './a.js';",
      'membership/d.ts': "import { a } from './a.js';",
    });
    assert.deepEqual(await checkArchitecture(root), [
      'membership/a.ts → membership/b.ts → membership/c.ts → membership/a.ts is a circle of imports: move what they share into a file of its own',
    ]);
  });

  it('lets types refer to each other, which are gone when the code runs', async () => {
    await seed({
      'membership/a.ts': "import type { B } from './b.js';",
      'membership/b.ts': "import { a } from './a.js';",
    });
    assert.deepEqual(await checkArchitecture(root), []);
  });

  it('asks for a room for every file, and leaves alone what others made', async () => {
    await seed({
      'helpers/misc.ts': '',
      'node_modules/x/index.ts': 'import',
      'dist/main.ts': 'import',
      '.cache/a.ts': '',
    });
    assert.deepEqual(await checkArchitecture(root), [
      'helpers/misc.ts is in no room: move it into one, or add its folder to scripts/check-architecture.ts',
    ]);
  });

  it('says so when a file cannot be read as TypeScript', async () => {
    await seed({ 'membership/a.ts': 'import { from;' });
    const [violation] = await checkArchitecture(root);
    assert.match(violation ?? '', /^membership\/a\.ts cannot be read: /);
  });

  it('tells every violation, sorted by file', async () => {
    await seed({
      'membership/b.ts': "import 'botbuilder'; const now = Date.now();",
      'dialogs/a.ts': "import '../data/store.js'; const port = process.env.PORT;",
    });
    const files = (await checkArchitecture(root)).map((violation) => violation.split(' ')[0]);
    assert.deepEqual(files, ['dialogs/a.ts', 'dialogs/a.ts', 'membership/b.ts', 'membership/b.ts']);
  });

  async function seed(files: Record<string, string>): Promise<void> {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(path.join(root, path.dirname(file)), { recursive: true });
      await writeFile(path.join(root, file), text);
    }
  }
});
