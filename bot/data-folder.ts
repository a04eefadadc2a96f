import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What a data folder is for: testers may be anybody and wipe it, so that it never holds real partners. */
export type Mode = 'tester' | 'live';

/** The folder cannot be used as it is; the message says what to do. */
export class DataFolderError extends Error {
  override name = 'DataFolderError';
}

/**
 * Makes the data folder where it is missing. Says whose it is to be, if nothing says so yet; refuses the other mode: an
 * app id that was forgotten must not put demo data beside real partners, whom a tester's reset would delete.
 * @throws DataFolderError
 */
export async function claimDataFolder(folder: string, mode: Mode): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause) => {
    throw new DataFolderError(`DATA_FOLDER ${folder} cannot be used as a folder`, { cause });
  });
  const file = path.join(folder, 'mode');
  const said = (await readFile(file, 'utf8').catch(() => '')).trim() || (await modeOfRecords(folder));
  if (said && said !== mode) throw new DataFolderError(SENTENCES[mode](folder));
  if (said) return;
  await writeFile(`${file}.new`, `${mode}\n`, { flush: true });
  await rename(`${file}.new`, file);
}

const SENTENCES: Record<Mode, (folder: string) => string> = {
  tester: (folder) =>
    `DATA_FOLDER ${folder} holds the records of real partners, and the bot would start in tester mode. Set MicrosoftAppId, or another DATA_FOLDER.`,
  live: (folder) =>
    `DATA_FOLDER ${folder} holds demo data of tester mode, and the bot would serve it to real people. Set another DATA_FOLDER.`,
};

/** Folders of an earlier version say it by the tester's record. */
async function modeOfRecords(folder: string): Promise<Mode | undefined> {
  const isThere = (...parts: string[]) =>
    stat(path.join(folder, ...parts)).then(
      () => true,
      () => false,
    );
  if (!(await isThere('records', 'records'))) return undefined;
  return (await isThere('records', 'records', 'tester')) ? 'tester' : 'live';
}
