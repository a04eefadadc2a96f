import { DISK, type Disk } from '../../data/disk.js';

type Step = 'open' | 'append' | 'sync';

/** The disk of this computer, but for what a test wants of it before a file is opened or appended to, or when it is synced. */
export const diskThat = (does: (step: Step, path: string) => void): Disk => ({
  ...DISK,
  open(path, how) {
    does('open', path);
    const file = DISK.open(path, how);
    return {
      ...file,
      append: (content) => {
        does('append', path);
        file.append(content);
      },
      sync: async () => {
        await file.sync();
        does('sync', path);
      },
    };
  },
});

export const inJournal = (path: string): boolean => path.endsWith('.journal');

/** What a disk without room says. */
export const full = (): Error => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
