import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { speakerOf } from '../../bot/identity.js';
import { openStore } from '../../data/open-store.js';
import type { Store } from '../../data/store.js';
import { sampleAccount, sampleMember } from '../data/store-sample.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const activity = (parts: object): Activity =>
  ({
    type: 'message',
    channelId: 'msteams',
    from: { id: '29:x', name: 'Erin', aadObjectId: 'o1' },
    conversation: { id: 'c1', tenantId: 't1' },
    ...parts,
  }) as Activity;

describe('Who speaks', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let store: Store;
  beforeEach(async () => {
    folder = await temporaryFolder();
    store = await openStore({ folder: folder.path });
    await store.create(sampleAccount('contoso', { members: [sampleMember('entra:t1/o1')] }));
  });
  afterEach(async () => {
    await store.close();
    await folder.remove();
  });
  const speaker = (parts: object) => speakerOf(activity(parts), store, undefined);

  it('is the member of this Entra tenant and object id, in Teams', async () => {
    const member = await speaker({});
    assert.deepEqual([member.kind, member.person], ['member', 'entra:t1/o1']);
    const other = await speaker({ conversation: { id: 'c1', tenantId: 't2' } });
    assert.deepEqual([other.kind, other.person], ['visitor', 'entra:t2/o1']);
  });

  for (const channelId of ['directline', 'webchat', 'emulator']) {
    it(`is nobody in particular on ${channelId}, whatever the client says, and somebody else in another conversation`, async () => {
      const one = await speaker({ channelId });
      const two = await speaker({ channelId, conversation: { id: 'c2', tenantId: 't1' } });
      assert.ok(one.kind === 'visitor' && one.anonymous && two.kind === 'visitor');
      assert.equal(one.tenant, undefined);
      assert.notEqual(one.person, two.person);
    });
  }
});
