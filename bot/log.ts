import { createHash } from 'node:crypto';
import pino, { type Logger } from 'pino';

export type Log = Logger;

/**
 * Lines of JSON on standard output. What is logged is chosen field by field: never a message's text, a token, a
 * secret or a card; of a fault its message and stack, with long digit runs struck out in case a library quotes input.
 */
export function openLog(level: string): Log {
  return pino({ level, base: undefined, serializers: { err: faultFields } });
}

/** A conversation's or person's key as it may stand in the log: the same each time, and not to be turned back. */
export const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 12);

function faultFields(fault: unknown): Record<string, unknown> {
  if (!(fault instanceof Error)) return { message: 'not an Error' };
  const { name, message, stack, cause } = fault;
  return {
    name,
    message: strike(message),
    stack: strike(stack ?? ''),
    ...(cause ? { cause: faultFields(cause) } : {}),
  };
}

const strike = (text: string): string => text.replace(/(?:\d[ -]?){12,}/g, '[digits]');
