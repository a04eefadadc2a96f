import { openJsonStore } from './json-store.js';
import type { Store } from './store.js';

/** Where the records are. Other engines will have settings of their own. */
export interface StoreSettings {
  /** Of the embedded store; made where it is missing. */
  folder: string;
  /** Told in a sentence about records that were set aside. */
  warn?: (message: string) => void;
}

/** Opens the store that the settings ask for; rejects with a sentence for the operator where that cannot be. */
export const openStore = ({ folder, warn }: StoreSettings): Promise<Store> => openJsonStore(folder, { warn });
