import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/**
 * A real Chromium. On Linux x64 it comes through npm; elsewhere an installed Chrome is used. Close it after the tests.
 */
export async function launchBrowser(): Promise<Browser> {
  const fromNpm = process.platform === 'linux' && process.arch === 'x64';
  return fromNpm ? launchFromNpm() : chromium.launch({ channel: 'chrome' });
}

/** Its unpacked files go into a folder of this run's own: the package would reuse any older ones that it finds. */
async function launchFromNpm(): Promise<Browser> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chromium-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', remove);
  const executablePath = await unpackInto(folder);
  const browser = await chromium.launch({ executablePath, env: environmentOf(folder), args: ['--no-sandbox'] });
  browser.on('disconnected', remove);
  return browser;
}

/** The package unpacks where TMPDIR says, and its own copy of libnss only when it believes to be on Lambda. */
async function unpackInto(folder: string): Promise<string> {
  const { TMPDIR, AWS_LAMBDA_JS_RUNTIME } = process.env;
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    return await packed.executablePath();
  } finally {
    restore('TMPDIR', TMPDIR);
    restore('AWS_LAMBDA_JS_RUNTIME', AWS_LAMBDA_JS_RUNTIME);
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

/** Chromium ends at once where it finds no font, and the package's own font list names one fixed folder. */
function environmentOf(folder: string): Record<string, string> {
  const file = path.join(folder, 'fonts.conf');
  const fonts = `<dir>${path.join(folder, 'fonts')}</dir><cachedir>${path.join(folder, 'fonts-cache')}</cachedir>`;
  const system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>';
  writeFileSync(file, `<?xml version="1.0"?><fontconfig>${system}${fonts}</fontconfig>\n`);
  const given = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { FONTCONFIG_FILE: file, ...Object.fromEntries(given), LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib') };
}
