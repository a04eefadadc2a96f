import { claim, markDelivered } from '../../../membership/actions/notices.js';
import { addDays, addSeconds } from '../../../membership/calendar.js';
import { GOLD, PACK, SILVER } from '../../support/accounts.js';
import { type Books, killPartner, openBooks, START } from './kill-books.js';
import { PLANS, type Purchase, purchase } from './kill-purchases.js';

export const PARTNERS: readonly string[] = ['partner-a', 'partner-b', 'partner-c', 'partner-d'];

const OFFERS = [PACK, SILVER, GOLD];
const PLAN_LIST = Object.values(PLANS);

/** Days from one year's purchases to the next: the terms have expired, and their window is open. */
const YEAR_AND_A_BIT = 367;

/** Seconds by which a clock runs ahead in each new process, so that nobody holds a notice any more. */
const SECONDS_A_RUN = 61;

/** Buys three offers a year, year after year, for every partner at once; `buying` is called when it begins. */
export async function buyOnAndOn(folder: string, run: number, buying: () => void): Promise<void> {
  const books = await openBooks(folder);
  buying();
  await Promise.all(
    PARTNERS.map(async (id, number) => {
      await begin(books, id, number);
      for (;;) await buyNext(books, id, run);
    }),
  );
}

async function begin({ store }: Books, id: string, number: number): Promise<void> {
  if (!(await store.account(id))) await store.create(killPartner(id, number));
}

/** Does the purchase that is next for a partner, or goes on with the one that was left. */
export async function buyNext(books: Books, partnerId: string, run: number): Promise<void> {
  const account = await books.store.account(partnerId);
  const finished = account?.orders.filter(({ status }) => status === 'paid').length ?? 0;
  await purchase(atItsTime(books, finished, run), nextPurchase(partnerId, finished));
}

/** Delivers what is left when every clock of the purchases is long past, and nobody holds anything any more. */
export async function deliverTheRest({ ports }: Books, partnerId: string): Promise<void> {
  const late = { ...ports, clock: () => '2999-01-01T00:00:00.000Z' };
  await markDelivered(late, partnerId, await claim(late, partnerId, 'outbox'));
}

/** The same order, offer and plan for the same count, in whatever process. */
function nextPurchase(partnerId: string, finished: number): Purchase {
  const offer = OFFERS[finished % OFFERS.length] ?? PACK;
  const plan = PLAN_LIST[(finished + PARTNERS.indexOf(partnerId)) % PLAN_LIST.length] ?? PLANS['by a card'];
  return { partnerId, orderId: `order-${partnerId}-${finished}`, offerId: offer.id, plan };
}

/** Each partner lives in a year of its own, so it needs a clock of its own. */
function atItsTime(books: Books, finished: number, run: number): Books {
  const day = addDays('2026-06-22', Math.floor(finished / OFFERS.length) * YEAR_AND_A_BIT);
  const clock = {
    now: addSeconds(`${day}${START.slice(10)}`, run * SECONDS_A_RUN),
    advance(seconds: number) {
      this.now = addSeconds(this.now, seconds);
    },
  };
  return { ...books, clock, ports: { ...books.ports, clock: () => clock.now } };
}
