import type { Instant } from '../membership/calendar.js';

/** The one place where the wall clock is read; rules and actions get the time as a value. */
export const wallClock = (): Instant => new Date().toISOString();

/** The wall clock moved by a number of seconds that a tester decides. */
export class TesterClock {
  offsetSeconds = 0;

  now(): Instant {
    return new Date(Date.now() + this.offsetSeconds * 1000).toISOString();
  }

  /** Sets the clock to an instant; from then on it runs. */
  set(instant: Instant): void {
    this.offsetSeconds = (Date.parse(instant) - Date.now()) / 1000;
  }
}
