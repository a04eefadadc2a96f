import assert from 'node:assert/strict';
import { LIMITS } from '../../../data/journaled-files.js';
import { openJsonStore } from '../../../data/json-store.js';
import type { Store } from '../../../data/store.js';
import type { Ports } from '../../../membership/actions/ports.js';
import { changeRequest, keepFile, submitRequest } from '../../../membership/actions/requests.js';
import type { RequestFile } from '../../../membership/request-file.js';
import { FragileDisk } from '../../data/fragile-disk.js';
import { answerOf, on, RULES, USER } from '../../support/accounts.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { newRequest, subscriber } from '../service-requests.js';

const { number: _, ...ASKED } = newRequest();
const PDF = '%PDF-1.7';

/** Where the conversation was when the process ended: what a turn had saved, it finds again. */
interface Draft {
  file?: RequestFile;
}

describe('A crash at any step of a request', function () {
  this.timeout(60_000);
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  for (const crash of ['process killed', 'power cut, anything may have got through'] as const) {
    it(`leaves one request, one note and one file when the person goes on: ${crash}`, async () => {
      const disk = new FragileDisk();
      const lefts: { disk: FragileDisk; draft: Draft }[] = [];
      const draft: Draft = {};
      const store = await openJsonStore(folder.path, { disk, limits: { ...LIMITS, files: 2 } });
      answerOf(await store.create(subscriber()));
      disk.onStep = () => lefts.push({ disk: disk.after(crash), draft: { ...draft } });
      await wholeRequest(store, draft);
      await store.close();
      assert.ok(lefts.length > 30, `${lefts.length} steps`);
      for (const left of lefts) {
        const again = await openJsonStore(folder.path, { disk: left.disk, warn: () => undefined });
        await assertNothingHalf(again);
        await wholeRequest(again, left.draft);
        await assertWhole(again);
        await again.close();
      }
    });
  }
});

/** A file, the submit, a note and a second file, each act under the id that the conversation keeps for it. */
async function wholeRequest(store: Store, draft: Draft): Promise<void> {
  const ports = portsOf(store);
  draft.file ??= answerOf(await keepFile(ports, 'offer.pdf', Buffer.from(PDF)));
  const { number } = answerOf(await submitRequest(ports, 'wingtip', { ...ASKED, files: [draft.file] }));
  const act = (id: string) => ({ number, by: USER.id, id });
  answerOf(await changeRequest(ports, 'wingtip', act('note'), { what: 'note', text: 'hello' }));
  const second = answerOf(await keepFile(ports, 'more.pdf', Buffer.from(PDF)));
  answerOf(await changeRequest(ports, 'wingtip', act('file'), { what: 'file', file: second }));
}

/** What is counted is there, and what is named can be read. */
async function assertNothingHalf(store: Store): Promise<void> {
  for (const { number, messages, files } of (await store.account('wingtip'))?.requests ?? []) {
    assert.equal((await store.requestMessages(number)).length, messages);
    assert.equal(await store.partnerOfRequest(number), 'wingtip');
    for (const { id } of files) assert.equal(String(Buffer.from((await store.file(id)) ?? [])), PDF);
  }
}

async function assertWhole(store: Store): Promise<void> {
  await assertNothingHalf(store);
  const requests = (await store.account('wingtip'))?.requests ?? [];
  assert.deepEqual(
    requests.map(({ messages, files }) => [messages, files.map(({ name }) => name)]),
    [[1, ['offer.pdf', 'more.pdf']]],
  );
}

let ids = 0;

function portsOf(store: Store): Ports {
  const newId = () => {
    ids += 1;
    return `file${ids}`;
  };
  return { store, rules: RULES, clock: () => on('2026-06-23'), newId } as unknown as Ports;
}
