import { buildIfNeeded } from './build.mjs';

const main = await buildIfNeeded();
await import(main);
