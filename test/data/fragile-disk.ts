import { dirname, sep } from 'node:path';
import type { Disk, DiskFile } from '../../data/disk.js';

/** What is in a file: as processes see it, and as much of it as surely is on disk. */
interface Content {
  text: string;
  synced: string;
}

/** What a crash leaves of what was not synced. */
export type Crash = 'process killed' | 'power cut, nothing got through' | 'power cut, anything may have got through';

/** A disk in memory that knows what a crash would leave of it. Folders are taken to be there always. */
export class FragileDisk implements Disk {
  #names = new Map<string, Content>();
  #syncedNames = new Map<string, Content>();
  /** Called after everything that changes the disk. */
  onStep: () => void = () => undefined;

  /** What is found at the next start. */
  after(crash: Crash): FragileDisk {
    const left = new FragileDisk();
    const chance = crash === 'process killed' ? 1 : crash === 'power cut, nothing got through' ? 0 : 0.5;
    for (const path of new Set([...this.#names.keys(), ...this.#syncedNames.keys()])) {
      const content = (Math.random() < chance ? this.#names : this.#syncedNames).get(path);
      if (!content) continue;
      const text = Math.random() < chance ? part(content, chance) : content.synced;
      left.#names.set(path, { text, synced: text });
    }
    left.#syncedNames = new Map(left.#names);
    return left;
  }

  get paths(): string[] {
    return [...this.#names.keys()];
  }

  read(path: string): Buffer | undefined {
    const content = this.#names.get(path);
    return content && Buffer.from(content.text);
  }

  list(folder: string): string[] {
    const below = this.paths.filter((path) => path.startsWith(folder + sep));
    return [...new Set(below.map((path) => path.slice(folder.length + 1).split(sep)[0] ?? ''))];
  }

  open(path: string, how: 'a' | 'w'): DiskFile {
    const content = (how === 'a' && this.#names.get(path)) || { text: '', synced: '' };
    this.#names.set(path, content);
    this.onStep();
    return {
      size: () => content.text.length,
      append: (text) => {
        content.text += text.toString();
        this.onStep();
      },
      sync: async () => {
        const { text } = content;
        await this.#wait();
        content.synced = text;
        this.onStep();
      },
      close: () => undefined,
    };
  }

  rename(from: string, to: string): void {
    const content = this.#names.get(from);
    if (!content) throw new Error(`There is no ${from}`);
    this.#names.delete(from);
    this.#names.set(to, content);
    this.onStep();
  }

  remove(path: string): boolean {
    const was = this.#names.delete(path);
    this.onStep();
    return was;
  }

  async removeFolder(folder: string): Promise<void> {
    for (const path of this.paths) if (path.startsWith(folder + sep)) this.remove(path);
  }

  makeFolder = (): Promise<void> => Promise.resolve();

  async syncFolder(folder: string): Promise<void> {
    const inIt = (names: Map<string, Content>) => [...names].filter(([path]) => dirname(path) === folder);
    const now = inIt(this.#names);
    await this.#wait();
    for (const [path] of inIt(this.#syncedNames)) this.#syncedNames.delete(path);
    for (const [path, content] of now) this.#syncedNames.set(path, content);
    this.onStep();
  }

  #wait = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
}

/** A part of what was not synced, sometimes with a hole in it, as where blocks arrive out of order. */
function part({ text, synced }: Content, chance: number): string {
  if (chance === 1) return text;
  const more = text.slice(synced.length, synced.length + Math.floor(Math.random() * (text.length - synced.length + 1)));
  const hole = Math.floor(Math.random() * more.length * 2);
  return synced + more.slice(0, hole) + more.slice(hole, hole + 40).replace(/./gs, '\0') + more.slice(hole + 40);
}
