/** A document as it was parsed: nothing is known of its fields yet. */
export type Fields = Record<string, unknown>;

/** Makes a document of one schema into one of the next; the `schema` field itself is taken care of. */
export type Migration = (document: Fields) => Fields;

/** What the store has to know of one kind of document. */
export interface DocumentKind<Document> {
  name: KindName;
  /** The key under which it is stored, which is also in it. */
  keyOf(document: Document): string;
  /** Whether it has the fields that others rely on; checked when read, after migration. */
  hasShape(document: Fields): boolean;
}

type KindName = 'partner' | 'conversation' | 'person' | 'tester' | 'message' | 'counter';

/** For each kind, the migrations from schema 1 to 2, 2 to 3 and so on; a kind's schema is one more than their number. */
export type Migrations = Readonly<Partial<Record<KindName, readonly Migration[]>>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === 'string';

export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** Whether a value is a list in which every element passes. */
export const isListOf = (value: unknown, passes: (element: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(passes);
