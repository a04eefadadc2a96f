import { join } from 'node:path';
import type { Instant } from '../membership/calendar.js';
import type { PartnerId } from '../membership/partner.js';

/** An instant as the name of a folder, in the order of time; a colon is not allowed everywhere. */
export const dueFolderOf = (instant: Instant): string => `${instant.slice(0, 16).replace(':', '')}Z`;

const instantOf = (folder: string): Instant => `${folder.slice(0, 13)}:${folder.slice(13, 15)}:00.000Z`;

/**
 * Which partners have something that falls due, by the minute in which it does: a folder a minute, a file a partner. A
 * folder is listed when it is first asked about; from then on memory says what is in it, because files come later.
 */
export class DueIndex {
  /** By folder name; undefined where the disk still says it all. */
  readonly #minutes = new Map<string, Set<PartnerId> | undefined>();

  constructor(
    private readonly folder: string,
    private readonly disk: { list(folder: string): string[]; partnersIn(folder: string): PartnerId[] },
  ) {}

  /** Reads the names of the folders. */
  load(): void {
    this.#minutes.clear();
    for (const name of this.disk.list(this.folder)) this.#minutes.set(name, undefined);
  }

  add(minute: string, partner: PartnerId): void {
    this.#partnersIn(minute).add(partner);
  }

  remove(minute: string, partner: PartnerId): void {
    const partners = this.#partnersIn(minute);
    partners.delete(partner);
    if (!partners.size) this.#minutes.delete(minute);
  }

  /** Partners with something that fell due by then, the earliest first. */
  upTo(now: Instant): PartnerId[] {
    const passed = [...this.#minutes.keys()].filter((minute) => minute <= dueFolderOf(now)).sort();
    return [...new Set(passed.flatMap((minute) => [...this.#partnersIn(minute)]))];
  }

  /** When the next thing falls due; undefined where nothing lies ahead. */
  next(): Instant | undefined {
    const ahead = [...this.#minutes.keys()].sort();
    const minute = ahead.find((each) => this.#partnersIn(each).size > 0);
    return minute && instantOf(minute);
  }

  #partnersIn(minute: string): Set<PartnerId> {
    const known = this.#minutes.get(minute);
    if (known) return known;
    const partners = new Set(this.#minutes.has(minute) ? this.disk.partnersIn(join(this.folder, minute)) : []);
    this.#minutes.set(minute, partners);
    return partners;
  }
}
