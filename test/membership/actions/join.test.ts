import assert from 'node:assert/strict';
import { join } from '../../../membership/actions/join.js';
import { chooseLanguage } from '../../../membership/actions/language.js';
import type { Joining } from '../../../membership/joining.js';
import { ADMIN, accountWith, answerOf, JAPAN, problemOf, USER } from '../../support/accounts.js';
import { eachWithWorkshop } from './workshop.js';

const joining = (parts: Partial<Joining> = {}): Joining => ({
  organisation: 'Contoso',
  country: JAPAN,
  contactName: 'Hanako',
  contactEmail: 'hanako@example.com',
  currency: 'JPY',
  zone: 'Asia/Tokyo',
  person: 'entra:t2/hanako',
  tenant: 't2',
  ...parts,
});

describe('joining, as an action', () => {
  const workshop = eachWithWorkshop();

  it('makes the partner, which is then found by its person, tenant and MPN ID', async () => {
    const { ports, store } = workshop();
    const account = answerOf(await join(ports, joining(), 'contoso'));
    assert.match(account.mpnId, /^[1-9]\d{6}$/);
    assert.equal(await store.partnerOfPerson('entra:t2/hanako'), 'contoso');
    assert.equal(await store.partnerOfTenant('t2'), 'contoso');
    assert.equal(await store.partnerOfMpnId(account.mpnId), 'contoso');
  });

  it('finds the first tap’s partner at a second tap', async () => {
    const { ports } = workshop();
    const first = answerOf(await join(ports, joining(), 'contoso'));
    assert.deepEqual(answerOf(await join(ports, joining(), 'contoso')), first);
  });

  it('makes one partner of two taps at once', async () => {
    const { ports } = workshop();
    const taps = await Promise.all([1, 2, 3].map(() => join(ports, joining(), 'contoso')));
    const [first, ...others] = taps.map((tap) => answerOf(tap));
    for (const other of others) assert.deepEqual(other, first);
  });

  it('sends a second person of a joined tenant to that partner', async () => {
    const { ports, store } = workshop();
    answerOf(await join(ports, joining(), 'contoso'));
    const second = await join(ports, joining({ person: 'entra:t2/other' }), 'contoso-2');
    assert.deepEqual(problemOf(second), { code: 'taken', what: 'tenant', by: 'contoso' });
    assert.equal(await store.account('contoso-2'), undefined);
  });

  it('refuses a person who is a member somewhere already', async () => {
    const second = await join(workshop().ports, joining({ person: ADMIN.person, tenant: undefined }), 'contoso');
    assert.deepEqual(problemOf(second), { code: 'taken', what: 'person', by: 'wingtip' });
  });

  it('draws another MPN ID where the first is taken', async () => {
    const { ports } = workshop();
    const ids = ['same', 'm1', 'same', 'm2', 'other', 'm3'];
    const drawing = { ...ports, newId: () => ids.shift() ?? '' };
    const first = answerOf(await join(drawing, joining(), 'contoso'));
    const other = answerOf(await join(drawing, joining({ person: 'entra:t3/x', tenant: 't3' }), 'fabrikam'));
    assert.notEqual(first.mpnId, other.mpnId);
    assert.equal(other.members[0]?.id, 'm3');
  });

  it('gives up when no MPN ID is free', async () => {
    const drawing = { ...workshop().ports, newId: () => 'same' };
    answerOf(await join(drawing, joining(), 'contoso'));
    const other = await join(drawing, joining({ person: 'entra:t3/x', tenant: 't3' }), 'fabrikam');
    assert.equal(problemOf(other).what, 'mpn-id');
  });
});

describe('choosing a language', () => {
  const workshop = eachWithWorkshop(() => accountWith({ members: [ADMIN, USER] }));

  it('is kept for the member who chose, and for nobody else', async () => {
    await chooseLanguage(workshop().ports, 'wingtip', USER.id, 'ko');
    const languages = (await workshop().account()).members.map(({ language }) => language);
    assert.deepEqual(languages, [undefined, 'ko']);
  });
});
