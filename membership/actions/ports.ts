import type { Store } from '../../data/store.js';
import type { Instant } from '../calendar.js';
import type { PartnerId } from '../partner.js';
import type { PaymentGateway } from '../payments/gateway.js';
import type { BuyingRules } from '../quote.js';

/** What the actions work with. `main.ts` puts the real ones together, a test its own. */
export interface Ports {
  store: Store;
  gateway: PaymentGateway;
  rules: BuyingRules;
  clock: () => Instant;
  /** A new id, unique everywhere, of letters and digits. */
  newId: () => string;
  /** A notice was written that the outbox should send soon. */
  noticeWaits: (partner: PartnerId) => void;
  /** A fault outside any turn: the provider did not answer, say. It is logged and tried again later. */
  fault: (what: string, cause: unknown) => void;
}
