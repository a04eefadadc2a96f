import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SOURCES = ['bot', 'dialogs', 'data', 'membership', 'locales', 'pages', 'scripts/build.mjs', 'package-lock.json'];

/**
 * Builds dist/ where a source is newer than it: the service as one file and its worker as another, the payment page's
 * script and style, and copies of the invoices' fonts and of the catalogue, which is data and stays editable.
 * @returns {Promise<string>} the file to run
 */
export async function buildIfNeeded() {
  const main = path.join(ROOT, 'dist/main.js');
  const built = await modified(main);
  const sources = await Promise.all(SOURCES.map((source) => newest(path.join(ROOT, source))));
  if (Math.max(...sources) > built) await buildAll();
  return main;
}

/** Builds beside dist/ and then takes its place, so that a build that fails or is under way twice does no harm. */
async function buildAll() {
  const out = path.join(ROOT, `dist-${process.pid}`);
  await mkdir(path.join(out, 'data'), { recursive: true });
  await cp(path.join(ROOT, 'data/catalogue'), path.join(out, 'data/catalogue'), { recursive: true });
  await cp(path.join(ROOT, 'bot/invoice-pdf/fonts'), path.join(out, 'fonts'), { recursive: true });
  await buildPages(path.join(out, 'pages'));
  await buildService(out);
  await rm(path.join(ROOT, 'dist'), { recursive: true, force: true });
  await rename(out, path.join(ROOT, 'dist'));
}

/** @param {string} out */
async function buildService(out) {
  await build({
    entryPoints: {
      main: path.join(ROOT, 'bot/main.ts'),
      // A thread of its own, so that the service starts without what only invoices need.
      'invoice-worker': path.join(ROOT, 'bot/invoice-pdf/worker.ts'),
      reindex: path.join(ROOT, 'data/reindex.ts'),
    },
    outdir: out,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    minifyWhitespace: true,
    minifySyntax: true,
    // A native module for tracing that restify takes where it is installed; it brings a stand-in of its own.
    external: ['dtrace-provider'],
    // CommonJS packages ask for Node's own modules by a `require` that an ES module does not have.
    banner: { js: "import { createRequire as _cr } from 'node:module';const require = _cr(import.meta.url);" },
    plugins: [withoutRecognizers],
    logLevel: 'warning',
  });
}

/**
 * Leaves out what only botbuilder's number, date, choice and confirm prompts use: half of the code, and a large part of
 * the time to start. Our own questions read all five languages; those prompts cannot (house.md).
 * @type {import('esbuild').Plugin}
 */
const withoutRecognizers = {
  name: 'without-recognizers',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(globalize|@microsoft\/recognizers-text-.*)$/ }, ({ path }) => ({
      path,
      namespace: 'left-out',
    }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: LEFT_OUT }));
  },
};

const LEFT_OUT = `
const leftOut = () => { throw new Error('This prompt needs a recognizer that scripts/build.mjs leaves out') };
module.exports = {
  Culture: {},
  load() {},
  recognizeNumber: leftOut,
  recognizeOrdinal: leftOut,
  recognizeBoolean: leftOut,
  recognizeDateTime: leftOut,
};`;

/**
 * Builds what browsers run: payment.js and payment.css, one file each, so that the pages' strict policy needs to
 * allow nothing but their own origin.
 * @param {string} outFolder
 * @returns {Promise<Record<string, number>>} the size of each file in bytes
 */
export async function buildPages(outFolder) {
  const { metafile } = await build({
    entryPoints: [path.join(ROOT, 'pages/payment/payment.ts'), path.join(ROOT, 'pages/payment/payment.css')],
    outdir: outFolder,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    metafile: true,
    logLevel: 'warning',
  });
  const outputs = Object.entries(metafile.outputs);
  return Object.fromEntries(outputs.map(([file, { bytes }]) => [path.basename(file), bytes]));
}

/**
 * @param {string} place a file or folder
 * @returns {Promise<number>} when the newest file in it was changed, in milliseconds
 */
async function newest(place) {
  const info = await stat(place);
  if (!info.isDirectory()) return info.mtimeMs;
  const entries = await readdir(place);
  const times = await Promise.all(entries.map((entry) => newest(path.join(place, entry))));
  return Math.max(0, ...times);
}

/** @param {string} file */
const modified = (file) =>
  stat(file).then(
    (info) => info.mtimeMs,
    () => 0,
  );
