import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { ConfigError, readConfig } from './config.js';
import { DataFolderError } from './data-folder.js';
import { openLog } from './log.js';
import { startService } from './service.js';

/** How long the turns under way may take after SIGTERM before the process ends all the same. */
const LAST_WORDS_MS = 9000;

async function main(): Promise<void> {
  const config = readConfig();
  const log = openLog(config.logLevel);
  const builtPages = fileURLToPath(new URL('./pages/', import.meta.url));
  const service = await startService(config, log, builtPages);
  const mode = config.app ? 'with Bot Connector authentication' : 'in tester mode, on this machine only';
  log.info(
    `Listening on ${config.publicUrl}/api/messages, ${mode}. Connect the Bot Framework Emulator or the Playground.`,
  );
  let ending = false;
  const end = async (signal: string) => {
    // Ctrl+C sends one signal to everybody, and who started us may send another.
    if (ending) return;
    ending = true;
    log.info(`${signal}: finishing the turns under way`);
    setTimeout(() => process.exit(1), LAST_WORDS_MS).unref();
    await service.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void end('SIGTERM'));
  process.once('SIGINT', () => void end('SIGINT'));
  process.on('unhandledRejection', (fault) => log.error({ err: fault }, 'a promise was rejected and nobody listened'));
}

/** What to do about a start that failed; for a fault that nobody foresaw, its stack. */
function adviceFor(fault: unknown): string {
  if (fault instanceof ConfigError || fault instanceof DataFolderError) return fault.message;
  const { code, port, stack } = fault as NodeJS.ErrnoException & { port?: number };
  return code === 'EADDRINUSE' ? `PORT ${port} is in use. Stop what uses it, or set PORT to another one.` : `${stack}`;
}

// Garbage is collected once the heap has doubled, not only when it is several times what is in use: a third less memory
// under load (bench/README.md), for a few percent of CPU.
setFlagsFromString('--heap-growing-percent=100');

if (existsSync('.env')) process.loadEnvFile('.env');

await main().catch((fault: unknown) => {
  process.stderr.write(`${adviceFor(fault)}\n`);
  process.exit(1);
});
