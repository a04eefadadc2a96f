import { formatMegabytes } from '../../locales/format.js';
import { keepFile } from '../../membership/actions/requests.js';
import {
  FILE_TYPES,
  type FileProblem,
  LARGEST_FILE,
  type RequestFile,
  safeFileName,
} from '../../membership/request-file.js';
import { orText, type Said, type SentFile, type Turn } from '../turn.js';

/** Files of one message that are looked at: they are fetched while the person waits. */
const MOST_AT_ONCE = 3;

/** What became of the files that came with a message: those that were kept, and a sentence for each of the others. */
export async function takeFiles(said: Said, turn: Turn): Promise<{ kept: RequestFile[]; refused: string[] }> {
  const files = said.files ?? [];
  const taken = await Promise.all(files.slice(0, MOST_AT_ONCE).map((file) => takeFile(file, turn)));
  const left = files.length > MOST_AT_ONCE ? [turn.say('file.tooMany', { count: MOST_AT_ONCE })] : [];
  return {
    kept: taken.filter((each) => typeof each !== 'string'),
    refused: [...taken.filter((each) => typeof each === 'string'), ...left],
  };
}

async function takeFile(file: SentFile, turn: Turn): Promise<RequestFile | string> {
  const name = safeFileName(file.name);
  const fetched = await turn.fetchFile(file);
  if (!fetched.ok)
    return fetched.problem.code === 'too-big' ? tooBig(name, turn) : turn.say('file.unreachable', { name });
  const kept = await keepFile(turn.ports, file.name, fetched.value);
  return kept.ok ? kept.value : problemText(kept.problem, turn);
}

function problemText({ code, name }: FileProblem, turn: Turn): string {
  if (code === 'file-too-big') return tooBig(name, turn);
  if (code === 'empty-file') return turn.say('file.empty', { name });
  return turn.say('file.wrongType', { name, types: fileTypesText(turn) });
}

const tooBig = (name: string, turn: Turn): string => turn.say('file.tooBig', { name, size: largestFileText(turn) });

/** What can be attached, as it is said. */
export const fileTypesText = (turn: Turn): string =>
  orText(
    turn,
    FILE_TYPES.map((type) => type.toUpperCase()),
  );

export const largestFileText = (turn: Turn): string => formatMegabytes(turn.language, LARGEST_FILE / 1024 / 1024);
