/**
 * Checks who imports whom: the rooms of ARCHITECTURE.md, in the table below. Also that only bot/config.ts reads the
 * environment, that the time is an argument wherever it decides something, and that no files import in a circle.
 * Prints a line for each violation that names the right door; exit code 1 if there is one.
 */
import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

/** A folder and what its files may import besides each other. Of two that match a file, the longer name is its room. */
interface Room {
  folder: string;
  /** Other rooms, single files, or file names with a `*`; absent: everything. */
  may?: readonly string[];
  /** Packages; Node's own with `node:`, of which `node:*` means all. */
  packages?: readonly string[];
  /** What to do instead, by the start of what was imported. */
  doors?: Readonly<Record<string, string>>;
}

const RECORDS_BY_ACTIONS = 'reach records only through membership/actions';
const KNOW_NO_SERVICE = 'know nothing of the running service: bot/main.ts hands them what they need';
const NO_CHANNEL = 'knows no botbuilder: what a channel needs belongs in dialogs or bot';

export const ROOMS: readonly Room[] = [
  {
    folder: 'membership',
    packages: ['luxon'],
    may: [],
    doors: {
      'membership/actions/': 'the rules are pure functions: actions call them, never the other way',
      'membership/payments/': 'the rules are pure functions: actions charge, and tell the rules what came of it',
      'data/': 'the rules are pure functions: records come in as arguments and go out as values',
    },
  },
  {
    folder: 'membership/payments',
    may: ['membership'],
    packages: ['node:*'],
    doors: { 'data/': 'a gateway keeps its own books' },
  },
  {
    folder: 'membership/actions',
    may: ['membership', 'data/store.ts', 'membership/payments/gateway.ts'],
    packages: ['node:crypto', 'node:timers'],
    doors: {
      'data/': 'actions know records only by data/store.ts',
      'membership/payments/': 'actions know payments only by membership/payments/gateway.ts',
    },
  },
  {
    folder: 'data',
    may: ['membership'],
    packages: ['node:*', 'lowdb', 'zod'],
    doors: {
      'membership/actions/': 'records are kept, not acted on: actions call the store',
      'membership/payments/': 'records know no gateway: what is kept of a card stands in membership/partner.ts',
      luxon: 'dates are reckoned in membership/calendar.ts',
    },
  },
  { folder: 'locales', may: ['membership'], packages: ['intl-messageformat'] },
  {
    folder: 'dialogs',
    may: ['membership', 'membership/actions', 'dialogs/understanding', 'locales'],
    packages: ['botbuilder', 'botbuilder-dialogs', 'botbuilder-core', 'botframework-schema', 'node:crypto'],
    doors: {
      'data/': `dialogs ${RECORDS_BY_ACTIONS}`,
      'membership/payments/': 'dialogs pay only through membership/actions',
      'bot/': `dialogs ${KNOW_NO_SERVICE}`,
      luxon: 'dates are reckoned in membership/calendar.ts and said by locales/format.ts',
    },
  },
  {
    folder: 'dialogs/understanding',
    may: ['membership'],
    packages: ['luxon'],
    doors: {
      'data/': `understanding reads a text and nothing else: dialogs ${RECORDS_BY_ACTIONS}`,
    },
  },
  {
    folder: 'bot',
    may: [
      'membership',
      'membership/payments',
      'membership/actions',
      'data',
      'locales',
      'dialogs',
      'dialogs/understanding',
      'pages',
    ],
    packages: ['*'],
  },
  {
    folder: 'pages',
    may: ['membership', 'membership/payments/card-*.ts', 'locales'],
    packages: ['@microsoft/teams-js', 'react', 'react-dom', '@fluentui/*'],
    doors: { 'data/': `pages run in a browser and ${RECORDS_BY_ACTIONS} of the bot, by its HTTP routes` },
  },
  { folder: 'manifest' },
  { folder: 'scripts' },
  { folder: 'bench' },
  { folder: 'test' },
];

/** Rooms where the time must be an argument; the files that may look at the clock all the same, and why. */
const TIMELESS = ['membership', 'dialogs', 'data'];
const MAY_LOOK_AT_CLOCK: Readonly<Record<string, string>> = {
  'membership/payments/sandbox-gateway.ts': 'its own clock is a default: a provider does not follow the tester’s clock',
  'data/document-file.ts': 'names a damaged file that is set aside; no record holds that time',
};

const MAY_READ_ENVIRONMENT = ['bot/config.ts', 'scripts/', 'bench/', 'manifest/', 'test/'];
const NOT_OURS = ['node_modules', 'dist', 'coverage', 'data-store'];

/** Every violation below `root`, a sentence each, sorted by file. */
export async function checkArchitecture(root: string): Promise<string[]> {
  const files = (await sourcesIn(root)).toSorted();
  const sources = await Promise.all(
    files.map(async (file) => sourceOf(file, await readFile(path.join(root, file), 'utf8'))),
  );
  const own = sources.flatMap((source) => [...source.violations, ...importViolations(source)]);
  return [...own.toSorted(), ...cyclesIn(sources)];
}

async function sourcesIn(root: string, folder = ''): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true });
  const found = entries.map((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return isOurs(entry.name) ? sourcesIn(root, name) : [];
    return /\.tsx?$/.test(entry.name) ? [name] : [];
  });
  return (await Promise.all(found)).flat();
}

const isOurs = (folder: string): boolean => !folder.startsWith('.') && !NOT_OURS.includes(folder);

/** What a file imports. `path` is below the root for a file of ours, else the name as it is written. */
interface Import {
  path: string;
  ours: boolean;
  typeOnly: boolean;
}

interface Source {
  file: string;
  imports: Import[];
  violations: string[];
}

function sourceOf(file: string, text: string): Source {
  const { program, errors } = parseSync(file, text);
  const source: Source = {
    file,
    imports: [],
    violations: errors.map(({ message }) => `${file} cannot be read: ${message}`),
  };
  for (const node of nodesIn(program)) {
    const imported = importIn(node);
    if (imported) addImport(source, imported);
    const misuse = environmentMisuse(file, node) ?? clockMisuse(file, node);
    if (misuse) source.violations.push(`${file} ${misuse}`);
  }
  return source;
}

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

function* nodesIn(value: unknown): Generator<Node> {
  if (!isNode(value)) return;
  if (!Array.isArray(value)) yield value;
  for (const part of Object.values(value)) yield* nodesIn(part);
}

const part = (node: unknown, key: string): unknown => (isNode(node) ? node[key] : undefined);

/** The specifier that a node imports; a path that is put together when it runs has none. */
function importIn(node: Node): { specifier: string | undefined; typeOnly: boolean } | undefined {
  const typeOnly = node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType';
  if (/^(Import|ExportNamed|ExportAll)Declaration$/.test(String(node.type)) && node.source)
    return { specifier: textOf(node.source), typeOnly };
  if (node.type === 'ImportExpression' || node.type === 'TSImportType')
    return { specifier: textOf(node.source), typeOnly };
  if (node.type === 'TSExternalModuleReference') return { specifier: textOf(node.expression), typeOnly };
  if (node.type === 'CallExpression' && nameOf(node.callee) === 'require')
    return { specifier: textOf(part(node.arguments, '0')), typeOnly };
  return undefined;
}

function textOf(node: unknown): string | undefined {
  const quasis = part(node, 'quasis');
  const text =
    Array.isArray(quasis) && quasis.length === 1 ? part(part(quasis[0], 'value'), 'cooked') : part(node, 'value');
  return typeof text === 'string' ? text : undefined;
}

function addImport(
  source: Source,
  { specifier, typeOnly }: { specifier: string | undefined; typeOnly: boolean },
): void {
  const { file } = source;
  if (specifier !== undefined) source.imports.push({ ...resolved(file, specifier), typeOnly });
  else if (roomOf(file)?.may)
    source.violations.push(`${file} imports what only shows when it runs: write the name out`);
}

function resolved(file: string, specifier: string): { path: string; ours: boolean } {
  if (!/^\.{0,2}\//.test(specifier) && !/^\.\.?$/.test(specifier)) return { path: packageOf(specifier), ours: false };
  return { path: path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.ts'), ours: true };
}

function packageOf(specifier: string): string {
  if (isBuiltin(specifier)) return `node:${specifier.replace(/^node:/, '').split('/')[0]}`;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The room of a file, or undefined where it lies outside of all. */
const roomOf = (file: string): Room | undefined =>
  ROOMS.filter(({ folder }) => file.startsWith(`${folder}/`)).sort((a, b) => b.folder.length - a.folder.length)[0];

function importViolations({ file, imports }: Source): string[] {
  const room = roomOf(file);
  if (!room) return [`${file} is in no room: move it into one, or add its folder to scripts/check-architecture.ts`];
  const main = imports.filter(({ path }) => path === 'bot/main.ts' && room.may);
  const forbidden = imports.filter((each) => !isAllowed(room, each));
  return [
    ...main.map(
      () => `${file} imports bot/main.ts: it puts everything together, and nothing of the service imports it`,
    ),
    ...forbidden.map((each) => `${file} imports ${each.path}: ${doorOf(room, each)}`),
  ];
}

function isAllowed(room: Room, { path, ours }: Import): boolean {
  if (!room.may) return true;
  if (!ours) return (room.packages ?? []).some((name) => matches(name, path));
  const target = roomOf(path);
  return target === room || room.may.some((each) => each === target?.folder || matches(each, path));
}

const matches = (pattern: string, name: string): boolean => {
  const [start = '', end] = pattern.split('*');
  return end === undefined ? name === pattern : name.startsWith(start) && name.endsWith(end);
};

function doorOf(room: Room, { path }: Import): string {
  if (/^bot(builder|framework)/.test(path)) return `${room.folder} ${NO_CHANNEL}`;
  const [, door] = Object.entries(room.doors ?? {}).find(([start]) => path.startsWith(start)) ?? [];
  const allowed = [...(room.may ?? []), ...(room.packages ?? [])].join(', ');
  return door ?? `${room.folder} may import ${allowed}`;
}

/** The last name of an identifier or of a path of members: `process` of `process` and of `globalThis.process`. */
function nameOf(node: unknown): unknown {
  if (part(node, 'type') === 'Identifier') return part(node, 'name');
  return part(node, 'type') === 'MemberExpression'
    ? (part(part(node, 'property'), 'name') ?? textOf(part(node, 'property')))
    : undefined;
}

const isMember = (node: Node, object: string, member: string): boolean =>
  node.type === 'MemberExpression' && nameOf(node.object) === object && nameOf(node) === member;

function environmentMisuse(file: string, node: Node): string | undefined {
  if (MAY_READ_ENVIRONMENT.some((allowed) => file.startsWith(allowed))) return undefined;
  const unpacked =
    node.type === 'VariableDeclarator' && nameOf(node.init) === 'process' && part(node.id, 'type') === 'ObjectPattern';
  const imported = node.type === 'ImportDeclaration' && packageOf(textOf(node.source) ?? '') === 'node:process';
  if (!isMember(node, 'process', 'env') && !unpacked && !imported) return undefined;
  return 'reads process.env: only bot/config.ts reads the environment, and hands out what was validated';
}

function clockMisuse(file: string, node: Node): string | undefined {
  if (!TIMELESS.some((room) => file.startsWith(`${room}/`)) || MAY_LOOK_AT_CLOCK[file]) return undefined;
  const look = clockLook(node);
  return look && `uses ${look}: the time is an argument here, from the one clock that bot/main.ts sets up`;
}

function clockLook(node: Node): string | undefined {
  if (isMember(node, 'Date', 'now')) return 'Date.now';
  if (isMember(node, 'DateTime', 'now')) return 'DateTime.now';
  const isCall = node.type === 'CallExpression' || node.type === 'NewExpression';
  if (!isCall || !Array.isArray(node.arguments) || node.arguments.length > 0 || !isNode(node.callee)) return undefined;
  if (nameOf(node.callee) === 'Date') return 'the current Date';
  const fromClock = ['local', 'utc'].find((name) => isNode(node.callee) && isMember(node.callee, 'DateTime', name));
  return fromClock && `DateTime.${fromClock} without a time`;
}

/** Circles of imports that exist when the code runs: types are gone by then. Each is told once. */
function cyclesIn(sources: Source[]): string[] {
  const bySource = new Map(sources.map((source) => [source.file, source]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, way: string[]): void => {
    if (way.includes(file)) cycles.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (way.includes(file) || done.has(file)) return;
    const next = bySource.get(file)?.imports.filter(({ ours, typeOnly }) => ours && !typeOnly) ?? [];
    for (const each of next) visit(each.path, [...way, file]);
    done.add(file);
  };
  for (const { file } of sources) visit(file, []);
  return cycles.map((cycle) => `${cycle} is a circle of imports: move what they share into a file of its own`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const violations = await checkArchitecture(fileURLToPath(new URL('..', import.meta.url)));
  for (const violation of violations) console.error(violation);
  process.exitCode = violations.length ? 1 : 0;
}
