import type { PartnerId } from '../membership/partner.js';
import { isFields, isText } from './document-kind.js';

/** The content of an index entry's file. */
export const indexLine = (key: string, partner: PartnerId): string => JSON.stringify({ key, partner });

/** What such a file says; undefined what it does not say, being damaged. */
export function readIndexFile(content: Buffer | string): { key?: string; partner?: PartnerId } {
  const fields = parse(content);
  if (!isFields(fields)) return {};
  return {
    key: isText(fields.key) ? fields.key : undefined,
    partner: isText(fields.partner) ? fields.partner : undefined,
  };
}

function parse(content: Buffer | string): unknown {
  try {
    return JSON.parse(content.toString());
  } catch {
    return undefined;
  }
}
