import path from 'node:path';
import { openJournal } from './journal.js';
import { emptyLedger, type Ledger, readEntry, record } from './ledger.js';
import { Sandbox, type SandboxGateway, type SandboxOptions } from './sandbox.js';

export type { SandboxGateway, SandboxOptions } from './sandbox.js';

/**
 * Opens the sandbox whose ledger is in `folder`. Only one process at a time may.
 * A damaged ledger is a fault that names the file and the line.
 */
export async function openSandboxGateway(folder: string, options: SandboxOptions): Promise<SandboxGateway> {
  const file = path.join(folder, 'ledger.jsonl');
  const { journal, lines } = await openJournal(file);
  try {
    const { now = Date.now, bankStepUrl, slowSeconds = 20 } = options;
    return new Sandbox(journal, readLedger(file, lines), { now, bankStepUrl, slowSeconds });
  } catch (damage) {
    await journal.close();
    throw damage;
  }
}

function readLedger(file: string, lines: readonly string[]): Ledger {
  const ledger = emptyLedger();
  try {
    for (const line of lines) record(ledger, readEntry(line));
    return ledger;
  } catch (cause) {
    throw new Error(`The sandbox ledger ${file} is damaged at line ${ledger.entries.length + 1}`, { cause });
  }
}
