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
let isEnding = false;

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => end(0));

run(['scripts/start.mjs'], {});
if (await isReady(`http://127.0.0.1:${botPort}/health/ready`)) openPlayground();

function openPlayground() {
  const tool = run([playground, 'start', '--dt', '--app-endpoint', endpoint, '--port', wantedPage], {
    TEAMSAPPTESTER_BROWSER: 'none',
  });
  // It takes another port where the wanted one is in use, and says which.
  tool.stdout?.on('data', (part) => {
    const port = /Listening on (\d+)/.exec(String(part))?.[1];
    if (port)
      console.log(`\nOpen http://localhost:${port} in a browser, and write "tester" to see what testers can do.\n`);
  });
}

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

/**
 * Ends both. Each is told once: the bot takes a second signal as an order to leave its turns unfinished.
 * @param {number} code
 */
function end(code) {
  if (isEnding) return;
  isEnding = true;
  process.exitCode = code;
  for (const child of children) child.kill('SIGTERM');
}

/**
 * Waits until the bot answers, half a minute at most.
 * @param {string} address
 * @returns {Promise<boolean>} false where it does not, or where everything ends in the meantime
 */
async function isReady(address) {
  for (let tries = 0; tries < 150 && !isEnding; tries += 1) {
    const answers = await fetch(address).then(
      (answer) => answer.ok,
      () => false,
    );
    if (answers) return !isEnding;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  if (!isEnding) console.error(`${address} did not answer within 30 seconds`);
  end(1);
  return false;
}
