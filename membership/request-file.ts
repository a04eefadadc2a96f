import { ok, type Result, refuse } from './result.js';

/** Largest file that can be attached, in bytes: 10 MB. */
export const LARGEST_FILE = 10 * 1024 * 1024;

/** What can be attached, by the ending of its name. Nothing that runs, and no office file with macros. */
export const FILE_TYPES = ['pdf', 'png', 'jpg', 'txt', 'csv', 'docx', 'xlsx'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** A file of a request; its bytes are kept under its id, and are never run or shown by us. */
export interface RequestFile {
  id: string;
  /** As the person named it, made harmless. */
  name: string;
  type: FileType;
  /** In bytes. */
  size: number;
}

/** What a look at a file finds out. */
export type FileFacts = Omit<RequestFile, 'id'>;

export type FileProblem = { code: 'empty-file' | 'file-too-big' | 'wrong-file-type'; name: string };

/** Looks at a file before it is kept: size, ending, and whether the content is what the ending says. */
export function inspectFile(name: string, content: Uint8Array): Result<FileFacts, FileProblem> {
  const safe = safeFileName(name);
  const type = typeOf(safe);
  if (!content.length) return refuse({ code: 'empty-file', name: safe });
  if (content.length > LARGEST_FILE) return refuse({ code: 'file-too-big', name: safe });
  if (!type || !LOOKS_LIKE[type](content)) return refuse({ code: 'wrong-file-type', name: safe });
  return ok({ name: safe, type, size: content.length });
}

function typeOf(name: string): FileType | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  return FILE_TYPES.find((type) => type === (ending === 'jpeg' ? 'jpg' : ending));
}

const startsWith = (content: Uint8Array, ...bytes: number[]): boolean =>
  bytes.every((byte, index) => content[index] === byte);

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const ZIP = [0x50, 0x4b, 0x03, 0x04];

const LOOKS_LIKE: Record<FileType, (content: Uint8Array) => boolean> = {
  pdf: (content) => startsWith(content, 0x25, 0x50, 0x44, 0x46, 0x2d),
  png: (content) => startsWith(content, ...PNG),
  jpg: (content) => startsWith(content, 0xff, 0xd8, 0xff),
  txt: isText,
  csv: isText,
  docx: (content) => isOfficeFile(content, 'word/document.xml'),
  xlsx: (content) => isOfficeFile(content, 'xl/workbook.xml'),
};

/** No control characters, in whatever encoding: tables from Japan or Korea are often not in UTF-8. UTF-16 has a mark. */
function isText(content: Uint8Array): boolean {
  if (startsWith(content, 0xff, 0xfe) || startsWith(content, 0xfe, 0xff)) return true;
  // ESC (27) begins another character set in ISO-2022.
  const isControl = (byte: number) => byte < 32 && ![9, 10, 12, 13, 27].includes(byte);
  return !content.some(isControl) && !startsWith(content, 0x25, 0x50, 0x44, 0x46);
}

/** Names in a ZIP are not compressed, so that its bytes tell what is in it. */
function isOfficeFile(content: Uint8Array, part: string): boolean {
  if (!startsWith(content, ...ZIP)) return false;
  const text = new TextDecoder('latin1').decode(content);
  return text.includes('[Content_Types].xml') && text.includes(part) && !text.includes('vbaProject.bin');
}

const LONGEST_NAME = 100;
// Control characters, those that turn the direction of what follows, and what has a meaning in paths or in a shell.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}<>:"|?*`$;&]+/gu;
const NAMES_OF_DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** A file name without folders and without anything that could mislead; `file` where nothing is left of it. */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim();
  const [, stem = '', ending = ''] = /^(.*?)(\.[a-z0-9]{1,10})?$/i.exec(plain.replace(/^\.+/, '')) ?? [];
  const short = Array.from(stem)
    .slice(0, LONGEST_NAME - ending.length)
    .join('')
    .trim();
  return `${short || 'file'}${ending}`.replace(NAMES_OF_DEVICES, '_$1');
}
