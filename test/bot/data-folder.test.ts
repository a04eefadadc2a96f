import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { claimDataFolder, DataFolderError, type Mode } from '../../bot/data-folder.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('A data folder', () => {
  let root: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    root = await temporaryFolder();
  });
  afterEach(() => root.remove());
  const folder = () => path.join(root.path, 'data');
  const claim = (mode: Mode) => claimDataFolder(folder(), mode);
  const refused = (mode: Mode, advice: RegExp) =>
    assert.rejects(claim(mode), (fault) => fault instanceof DataFolderError && advice.test(fault.message));

  it('is made, and belongs to the mode of its first start for good', async () => {
    await claim('tester');
    await claim('tester');
    await refused('live', /holds demo data/);
    await rm(folder(), { recursive: true });
    await claim('live');
    await refused('tester', /real partners.*Set MicrosoftAppId/);
  });

  it('of an earlier version is a tester’s where it has a tester’s record, else real partners’', async () => {
    await mkdir(path.join(folder(), 'records/records/partners'), { recursive: true });
    await refused('tester', /real partners/);
    await mkdir(path.join(folder(), 'records/records/tester'));
    await refused('live', /demo data/);
    await claim('tester');
  });

  it('that cannot be one is named', async () => {
    await writeFile(folder(), '');
    await refused('tester', /DATA_FOLDER .* cannot be used as a folder/);
  });
});
