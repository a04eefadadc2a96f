import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FolderLock, lockFolder } from '../../data/folder-lock.js';
import { openJsonStore } from '../../data/json-store.js';
import { thisProcess } from '../../data/process-identity.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('The lock of a data folder', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  const leave = (number: number, owner: unknown) =>
    writeFile(join(folder.path, `lock.${number}`), typeof owner === 'string' ? owner : JSON.stringify(owner));

  it('keeps a second opener out, and names the folder and the process', async () => {
    const store = await openJsonStore(folder.path);
    await assert.rejects(openJsonStore(folder.path), (fault: Error) => {
      return fault.message.includes(folder.path) && fault.message.includes(`process ${process.pid}`);
    });
    await store.close();
    await (await openJsonStore(folder.path)).close();
  });

  it('stays when the store is cleared', async () => {
    const store = await openJsonStore(folder.path);
    await store.clear();
    await assert.rejects(openJsonStore(folder.path), /in use/);
    await store.close();
  });

  it('is released when the store cannot be opened', async () => {
    await writeFile(join(folder.path, 'records'), 'a file where the folder should be');
    await assert.rejects(openJsonStore(folder.path), /ENOTDIR|EEXIST/);
    await (await lockFolder(folder.path)).release();
  });

  it('keeps others out while another process that lives has it', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(other, 'spawn');
    await leave(3, { pid: other.pid, started: '' });
    await assert.rejects(lockFolder(folder.path), new RegExp(`process ${other.pid}`));
    other.kill('SIGKILL');
    await once(other, 'exit');
    await lockFolder(folder.path);
  });

  it('is taken over from a process that was killed while it had the folder', async () => {
    const module = JSON.stringify(new URL('../../data/folder-lock.ts', import.meta.url).href);
    const path = JSON.stringify(folder.path);
    const code = `(await import(${module})).lockFolder(${path}).then(() => { console.log('locked'); setInterval(() => {}, 1000) })`;
    const other = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code]);
    await once(other.stdout, 'data');
    await assert.rejects(lockFolder(folder.path), new RegExp(`process ${other.pid}`));
    other.kill('SIGKILL');
    await once(other, 'exit');
    await lockFolder(folder.path);
  });

  it('is taken over where the process id belongs to another process by now', async () => {
    const me = await thisProcess();
    // Without /proc there is no telling; see process-identity.ts.
    if (me.started === '') return;
    await leave(1, { pid: me.pid, started: `${me.started}0` });
    await lockFolder(folder.path);
  });

  for (const [what, content] of [
    ['empty', ''],
    ['cut off', '{"pid":'],
    ['about nobody', '{}'],
  ]) {
    it(`is taken over where its file is ${what}`, async () => {
      await leave(1, content);
      await lockFolder(folder.path);
      assert.deepEqual(await readdir(folder.path), ['lock.2']);
    });
  }

  it('goes to exactly one of many who ask at once, also where a dead process left one', async () => {
    for (let round = 0; round < 20; round += 1) {
      const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder.path)));
      const won = asked.filter((answer): answer is PromiseFulfilledResult<FolderLock> => answer.status === 'fulfilled');
      const lost = asked.filter((answer) => answer.status === 'rejected');
      assert.equal(won.length, 1);
      assert.ok(lost.every(({ reason }) => /in use by process/.test(reason.message)));
      await (round % 2 ? won[0]?.value.release() : abandon(folder.path));
    }
    assert.equal((await readdir(folder.path)).length, 1);
  });
});

/** Makes the lock that of a process which has ended. */
async function abandon(folder: string): Promise<void> {
  const [name = ''] = (await readdir(folder)).filter((each) => each.startsWith('lock.'));
  const owner = JSON.parse(await readFile(join(folder, name), 'utf8'));
  await writeFile(join(folder, name), JSON.stringify({ ...owner, pid: 2 ** 22 + 1 }));
}
