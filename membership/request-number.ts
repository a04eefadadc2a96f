/**
 * The number of a service request: six digits, short enough to be read aloud, unique across all partners. It may be
 * given with or without its prefix.
 */
export type RequestNumber = string;

/** Numbers up to here are kept free for demo data. At six digits there is room for 760,000 requests. */
const LAST_RESERVED = 240_100;

/** The number of the request that was asked for as the `count`-th, counted from 1. */
export const requestNumberAt = (count: number): RequestNumber => String(LAST_RESERVED + count);

/** A number as people see it. */
export const shownNumber = (number: RequestNumber): string => `SR-${number}`;
