import assert from 'node:assert/strict';
import { deleteCard, openPaymentLink, partnerOfLink, saveCard, usableLink } from '../../../membership/actions/cards.js';
import { recoverCharges } from '../../../membership/actions/charge.js';
import { buy, prepare } from '../../../membership/actions/orders.js';
import { addSeconds } from '../../../membership/calendar.js';
import { ok } from '../../../membership/result.js';
import { ADMIN, answerOf, on, problemOf, requestFor, USER } from '../../support/accounts.js';
import { CARDS, detailsOf, eachWithWorkshop } from './workshop.js';

const NOW = on('2026-06-23');
const DETAILS = detailsOf(CARDS.paid);
const ASKED = { member: ADMIN.id, conversation: 'c1', language: 'en' } as const;

describe('a payment link', () => {
  const workshop = eachWithWorkshop();
  const open = (parts: object = {}) => openPaymentLink(workshop().ports, 'wingtip', { ...ASKED, ...parts });
  const save = (linkId: string, number: string = CARDS.paid) =>
    saveCard(workshop().ports, 'wingtip', linkId, detailsOf(number));
  const usable = async (linkId: string) => usableLink(await workshop().account(), linkId, workshop().now);

  it('names its partner and works for half an hour', async () => {
    const link = await open();
    assert.equal(partnerOfLink(link.id), 'wingtip');
    assert.equal(link.expiresAt, addSeconds(NOW, 1800));
    workshop().now = addSeconds(NOW, 1799);
    assert.ok((await usable(link.id)).ok);
    workshop().now = addSeconds(NOW, 1800);
    assert.equal(problemOf(await usable(link.id)).code, 'link-expired');
    assert.equal(problemOf(await save(link.id)).code, 'link-expired');
  });

  it('saves brand, last four digits, expiry and token, and no more', async () => {
    const link = await open();
    const { card } = answerOf(await save(link.id));
    const { id, token, ...rest } = card;
    assert.deepEqual(rest, { brand: 'Visa', last4: '4242', expiryMonth: 8, expiryYear: 2030, addedAt: NOW });
    assert.match(token, /^card_/);
    assert.ok(!JSON.stringify(await workshop().account()).includes('4242424242424242'));
    assert.equal((await workshop().account()).paymentLinks[0]?.cardId, id);
  });

  it('answers the card that it saved to whoever submits that card again, and changes nothing', async () => {
    const link = await open();
    const first = answerOf(await save(link.id));
    const account = await workshop().account();
    workshop().now = addSeconds(NOW, 60);
    const again = answerOf(await save(link.id));
    assert.deepEqual([first.isNew, again], [true, { ...first, isNew: false }]);
    assert.deepEqual(await workshop().account(), account);
    assert.equal(workshop().gateway.ledger().length, 1);
  });

  it('gives one card, new to one of them, when it is submitted several times at once', async () => {
    const link = await open();
    const all = (await Promise.all([1, 2, 3].map(() => save(link.id)))).map(answerOf);
    assert.deepEqual(all.map(({ isNew }) => isNew).sort(), [false, false, true]);
    assert.equal(new Set(all.map(({ card }) => JSON.stringify(card))).size, 1);
    assert.equal((await workshop().account()).cards.length, 1);
    assert.equal(workshop().gateway.ledger().length, 1);
  });

  it('works once: another card is refused, at the provider too', async () => {
    const link = await open();
    const { card } = answerOf(await save(link.id));
    const others = [detailsOf(CARDS.bank), { ...DETAILS, expiryMonth: 9 }, { ...DETAILS, expiryYear: 2031 }];
    for (const other of others) {
      const refused = await saveCard(workshop().ports, 'wingtip', link.id, other);
      assert.equal(problemOf(refused).code, 'link-used');
    }
    assert.deepEqual((await workshop().account()).cards, [card]);
    assert.equal(workshop().gateway.ledger().length, 1);
  });

  it('saves one of two different cards that are submitted at once, and refuses the other', async () => {
    const link = await open();
    const both = await Promise.all([save(link.id), save(link.id, CARDS.bank)]);
    const saved = both.flatMap((each) => (each.ok ? [each.value.card] : []));
    assert.deepEqual((await workshop().account()).cards, saved);
    assert.deepEqual(
      both.flatMap((each) => (each.ok ? [] : [each.problem.code])),
      ['link-used'],
    );
  });

  it('does not say of a card that it is saved when it is not any more', async () => {
    const link = await open();
    answerOf(await save(link.id));
    await workshop().store.change('wingtip', (account) => ok({ account: { ...account, cards: [] }, value: undefined }));
    assert.equal(problemOf(await save(link.id)).code, 'link-used');
    assert.deepEqual((await workshop().account()).cards, []);
  });

  it('stays usable after a card that the provider refused', async () => {
    const link = await open();
    assert.equal(problemOf(await save(link.id, '4111 1111 1111 1111')).code, 'card-refused');
    answerOf(await save(link.id));
  });

  it('is the same while it is fresh, in the same conversation and language', async () => {
    const link = await open();
    workshop().now = addSeconds(NOW, 899);
    assert.deepEqual(await open(), link);
    const others = await Promise.all([{ conversation: 'c2' }, { language: 'ja' }, { member: USER.id }].map(open));
    assert.equal(new Set([link.id, ...others.map(({ id }) => id)]).size, 4);
    workshop().now = addSeconds(NOW, 900);
    assert.notEqual((await open()).id, link.id);
  });

  it('is another once it was used', async () => {
    const link = await open();
    answerOf(await save(link.id));
    assert.notEqual((await open()).id, link.id);
  });

  it('is forgotten a day after it expired', async () => {
    await open();
    workshop().now = addSeconds(NOW, 1800 + 24 * 3600);
    const later = await open();
    assert.deepEqual((await workshop().account()).paymentLinks, [later]);
  });

  it('is nobody’s where partner or link is unknown, or its member may not buy any more', async () => {
    const link = await open({ member: USER.id });
    const problems = [await usable(link.id), await usable('wingtip~gone'), usableLink(undefined, link.id, NOW)];
    assert.deepEqual(
      problems.map((each) => problemOf(each).code),
      Array(3).fill('no-such-link'),
    );
  });
});

describe('removing a saved card', () => {
  const workshop = eachWithWorkshop();
  const remove = (cardId: string) => deleteCard(workshop().ports, 'wingtip', { cardId, by: ADMIN.id });
  const forgottenTokens = () =>
    workshop()
      .gateway.ledger()
      .flatMap((entry) => (entry.type === 'card-forgotten' ? [entry.token] : []));

  it('takes it out of the records, then has the gateway forget it', async () => {
    const { id, token } = await workshop().card(CARDS.paid);
    assert.ok((await remove(id)).ok);
    const { cards, forgetting } = await workshop().account();
    assert.deepEqual([cards, forgetting, forgottenTokens()], [[], [], [token]]);
    assert.deepEqual(await workshop().store.partnersWithOrdersInDoubt(), []);
  });

  it('is done once, however often and by however many it is asked for', async () => {
    const { id } = await workshop().card(CARDS.paid);
    const answers = await Promise.all([1, 2, 3].map(() => remove(id)));
    assert.equal(answers.filter(({ ok }) => ok).length, 1);
    assert.equal(forgottenTokens().length, 1);
  });

  it('has the gateway forget it later, where it could not be reached or the process stopped', async () => {
    const { id, token } = await workshop().card(CARDS.paid);
    const gateway = { ...workshop().gateway, forgetCard: () => Promise.reject(new Error('down')) };
    assert.ok((await deleteCard({ ...workshop().ports, gateway }, 'wingtip', { cardId: id, by: ADMIN.id })).ok);
    assert.deepEqual((await workshop().account()).forgetting, [token]);
    assert.deepEqual(await workshop().store.partnersWithOrdersInDoubt(), ['wingtip']);
    await recoverCharges(workshop().ports);
    assert.deepEqual([(await workshop().account()).forgetting, forgottenTokens()], [[], [token]]);
    assert.deepEqual(await workshop().store.partnersWithOrdersInDoubt(), []);
  });

  it('leaves a purchase that was under review with it to choose another card', async () => {
    const { id } = await workshop().card(CARDS.paid);
    answerOf(await prepare(workshop().ports, 'wingtip', requestFor({ pay: { way: 'card', cardId: id } })));
    await remove(id);
    const asked = { orderId: 'order1', review: 1, by: ADMIN.id, turn: 'turn1', patienceMs: 5000 };
    assert.equal(problemOf(await buy(workshop().ports, 'wingtip', asked)).code, 'no-such-card');
    assert.deepEqual(await workshop().charges(), []);
  });
});
