import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from './build.mjs';

/** Compiled code is kept from one start to the next where Node can do that: from 22.1 on. */
const { enableCompileCache, flushCompileCache } =
  /** @type {{ enableCompileCache?(folder: string): unknown, flushCompileCache?(): void }} */ (module);

const main = await buildIfNeeded();
enableCompileCache?.(fileURLToPath(new URL('../dist/compiled', import.meta.url)));
await import(main);
flushCompileCache?.();
