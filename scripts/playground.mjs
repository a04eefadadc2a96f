import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * Runs the bot and the Microsoft 365 Agents Playground together, and prints the page to open. Both end together.
 */
const botPort = process.env.PORT ?? '3978';
const wantedPage = process.env.PLAYGROUND_PORT ?? '56150';
const playground = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json')),
  'cli.js',
);
const endpoint = `http://127.0.0.1:${botPort}/api/messages`;

/** @type {import('node:child_process').ChildProcess[]} */
const children = [];

run(['scripts/start.mjs'], {});
await until(`http://127.0.0.1:${botPort}/health/ready`);
const tool = run([playground, 'start', '--dt', '--app-endpoint', endpoint, '--port', wantedPage], {
  TEAMSAPPTESTER_BROWSER: 'none',
});
// It takes another port where the wanted one is in use, and says which.
tool.stdout?.on('data', (part) => {
  const port = /Listening on (\d+)/.exec(String(part))?.[1];
  if (port)
    console.log(`\nOpen http://localhost:${port} in a browser, and write "tester" to see what testers can do.\n`);
});

/**
 * @param {string[]} command
 * @param {Record<string, string>} environment
 */
function run(command, environment) {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'], env });
  child.stdout?.pipe(process.stdout, { end: false });
  child.on('exit', (code) => end(code ?? 1));
  children.push(child);
  return child;
}

/** @param {number} code */
function end(code) {
  process.exitCode ??= code;
  for (const child of children) child.kill('SIGTERM');
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => end(0));

/** @param {string} address waits until it answers, half a minute at most */
async function until(address) {
  for (let tries = 0; tries < 150; tries += 1) {
    const answers = await fetch(address).then(
      (answer) => answer.ok,
      () => false,
    );
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  console.error(`${address} did not answer within 30 seconds`);
  end(1);
}
