import type { Instant } from '../../../membership/calendar.js';
import { dateIn } from '../../../membership/calendar.js';
import type { Charge, ChargeRequest, PaymentGateway } from '../../../membership/payments/gateway.js';
import { refuse } from '../../../membership/result.js';
import { bankSays, type Saying, TICK } from './world.js';

interface BankCharge {
  says: Saying | 'cancelled';
  at: Instant;
  request?: ChargeRequest;
}

/** A gateway that decides as the world says, keeps books, and lets a person take 20 minutes for the bank's step. */
export class Bank implements PaymentGateway {
  readonly charges = new Map<string, BankCharge>();
  /** `<day> charge <card>` for each partner. */
  readonly log = new Map<string, string[]>();

  constructor(
    private readonly seed: number,
    private readonly now: () => Instant,
    private readonly zoneOf: (partner: string) => string,
  ) {}

  /** A card's token at this bank. */
  static token = (partner: string, card: string): string => `${partner}/${card}`;

  async storeCard() {
    return refuse({ code: 'card-refused' as const });
  }

  async forgetCard() {}

  async charge(request: ChargeRequest): Promise<Charge> {
    if (!this.charges.has(request.key)) {
      const [partner = '', card = ''] = request.token.split('/');
      const today = dateIn(this.zoneOf(partner), this.now());
      this.charges.set(request.key, { says: bankSays(this.seed, partner, card, today), at: this.now(), request });
      this.log.set(partner, [...(this.log.get(partner) ?? []), `${today} charge ${card}`]);
    }
    return this.state(request.key) as Charge;
  }

  async find(key: string): Promise<Charge | undefined> {
    return this.state(key);
  }

  async cancel(key: string): Promise<Charge> {
    const charge = this.charges.get(key);
    if (!charge || this.state(key)?.status === 'needs-confirmation')
      this.charges.set(key, { ...charge, at: this.now(), says: 'cancelled' });
    return this.state(key) as Charge;
  }

  private state(key: string): Charge | undefined {
    const charge = this.charges.get(key);
    if (!charge) return undefined;
    const { says, at } = charge;
    if (says === 'paid') return { status: 'paid', at };
    if (says === 'cancelled') return { status: 'declined', reason: 'not-confirmed' };
    if (says === 'declined' || says === 'insufficient-funds') return { status: 'declined', reason: says };
    const isApproved = says === 'bank-approved' && Date.parse(this.now()) >= Date.parse(at) + 1.3 * TICK;
    return isApproved ? { status: 'paid', at } : { status: 'needs-confirmation', url: 'https://bank.example' };
  }
}
