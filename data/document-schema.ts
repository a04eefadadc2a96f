import { isUtf8 } from 'node:buffer';
import { ok, type Result, refuse } from '../membership/result.js';
import { type DocumentKind, type Fields, isCount, isFields, type Migration } from './document-kind.js';

/** Why a file cannot be the document it should be. */
export interface Damaged {
  code: 'damaged';
  why: string;
}

/** The schema that a kind has with these migrations. */
const schemaWith = (migrations: readonly Migration[]): number => migrations.length + 1;

/**
 * A document from the content of its file, migrated to the schema of this program. Damage is an answer; a document of
 * a newer schema is a fault, since there is nothing wrong with it.
 */
export function decode<Document>(
  content: Buffer | string,
  kind: DocumentKind<Document>,
  migrations: readonly Migration[],
): Result<Document, Damaged> {
  const fields = parse(content);
  if (!isFields(fields)) return damaged('it is not a JSON object in UTF-8');
  if (!isCount(fields.schema) || fields.schema < 1) return damaged('it has no schema number');
  const current = migrate(fields, fields.schema, kind, migrations);
  return kind.hasShape(current) ? ok(current as Document) : damaged(`it does not look like a ${kind.name} document`);
}

function parse(content: Buffer | string): unknown {
  try {
    const isText = typeof content === 'string' || isUtf8(content);
    return isText ? JSON.parse(content.toString()) : undefined;
  } catch {
    return undefined;
  }
}

function migrate<Document>(
  fields: Fields,
  schema: number,
  kind: DocumentKind<Document>,
  migrations: readonly Migration[],
): Fields {
  if (schema > schemaWith(migrations)) {
    throw new Error(
      `A ${kind.name} document has schema ${schema}, but this program knows only ${schemaWith(migrations)}. ` +
        'A newer version wrote it: use that one. The document was left as it is.',
    );
  }
  return migrations
    .slice(schema - 1)
    .reduce((document, next, step) => ({ ...next(document), schema: schema + step + 1 }), fields);
}

const damaged = (why: string) => refuse({ code: 'damaged' as const, why });
