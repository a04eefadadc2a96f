import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * Runs the bot and the Microsoft 365 Agents Playground together, and prints the page to open. Both end together.
 */
const botPort = process.env.PORT ?? '3978';
const page = process.env.PLAYGROUND_PORT ?? '56150';
const playground = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json')),
  'cli.js',
);
const endpoint = `http://127.0.0.1:${botPort}/api/messages`;

/** @type {import("node:child_process").ChildProcess | undefined} */
let tool;
const bot = run(['scripts/start.mjs'], {});
await until(`http://127.0.0.1:${botPort}/health/ready`);
tool = run([playground, 'start', '--dt', '--app-endpoint', endpoint, '--port', page], { TEAMSAPPTESTER_BROWSER: 'none' });
await until(`http://127.0.0.1:${page}/`);
console.log(`\nOpen http://localhost:${page} in a browser, and write "tester" to see what testers can do.\n`);

/**
 * @param {string[]} command
 * @param {Record<string, string>} environment
 */
function run(command, environment) {
  const child = spawn(process.execPath, command, { stdio: 'inherit', env: { ...process.env, ...environment } });
  child.on('exit', (code) => end(code ?? 1));
  return child;
}

/** @param {number} code */
function end(code) {
  process.exitCode ??= code;
  for (const child of [bot, tool]) child?.kill('SIGTERM');
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => end(0));

/** @param {string} address waits until it answers, half a minute at most */
async function until(address) {
  for (let tries = 0; tries < 150; tries += 1) {
    if (await fetch(address).then((answer) => answer.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  console.error(`${address} did not answer within 30 seconds`);
  end(1);
}
