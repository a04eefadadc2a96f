import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Chat } from '../support/chat.js';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ROUNDS = 5;
const CONTACT = { contactName: 'Dana', contactPhone: '', contactEmail: 'dana@contoso.com' };

describe('A service that is killed while a request is submitted', function () {
  this.timeout(120_000);
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let service: ServiceProcess;
  before(async () => {
    folder = await temporaryFolder();
    service = await ServiceProcess.start(folder.path);
  });
  after(async () => {
    await service.end('SIGTERM');
    await folder.remove();
  });

  it('has opened it once, however often it is submitted and delivered again', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const chat = new Chat(service.url, { user: `u${round}`, conversation: `c${round}` });
      for (const text of ['tester reset', 'tester as contoso-admin', 'cancel my subscription', 'yes', 'yes', 'skip'])
        await chat.say(text);
      await chat.say('minimal');
      await chat.tap('Next', CONTACT);
      await chat.say('skip');
      const submit = chat.tapOf('Submit');
      const cutOff = chat.send(submit).catch(() => undefined);
      await sleep(round * 2);
      await service.end('SIGKILL');
      await cutOff;
      await service.restart();
      // The channel delivers it again, and the person taps again.
      await chat.send(submit);
      await chat.send({ ...submit, id: `again-${round}` });
      assert.match(await chat.say('my service requests'), /Here is how request SR-2401\d\d stands now/);
      assert.match(await chat.say('cancel my subscription'), /haven’t opened a second one/);
    }
  });
});
