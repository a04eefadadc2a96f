import type { Instant } from '../membership/calendar.js';
import type { Language } from '../membership/offer.js';
import { behindLink, type LinkPageDeps, linkToken } from './link-page.js';
import { type Html, html, message, type PageResponse, type RequestInfo, respond, type Say } from './page-shell.js';

/** What the cardholder is asked about. `amount` is written as the reader writes money. */
export interface BankStep {
  language: Language;
  organisation: string;
  amount: string;
  card: { brand: string; last4: string };
  /** False once the payment was approved, refused or cancelled. */
  waiting: boolean;
}

/** `open` finds the payment with this gateway key; refused where there is none. */
export interface BankStepDeps extends LinkPageDeps<BankStep> {
  /** Tells the bank's answer to the gateway, and answers what became of it: `over` where it was too late. */
  decide(key: string, decision: 'approve' | 'decline'): Promise<'approved' | 'declined' | 'over'>;
}

/** The token of a bank step's link. */
export const bankStepToken = (secret: string, key: string, expiresAt: Instant): string =>
  linkToken(secret, 'bank-step', key, expiresAt);

export interface BankStepPage {
  /** The question: 410 once it was answered, for a link that expired too, 403 for one that we did not make. */
  get(token: string, info: RequestInfo): Promise<PageResponse>;
  /** Takes the answer: 200 with what became of it, the question again where it is neither yes nor no, else as `get`. */
  post(token: string, form: URLSearchParams, info: RequestInfo): Promise<PageResponse>;
}

/** The sandbox's stand-in for the page on which a cardholder's bank asks to confirm a payment. */
export function bankStepPage(deps: BankStepDeps): BankStepPage {
  const whileWaiting = (
    token: string,
    info: RequestInfo,
    page: (key: string, step: BankStep) => PageResponse | Promise<PageResponse>,
  ) =>
    behindLink(deps, { purpose: 'bank-step', token, info }, (key, step) =>
      step.waiting ? page(key, step) : tell(deps, step, 'over'),
    );
  return {
    get: (token, info) => whileWaiting(token, info, (_, step) => ask(deps, step)),
    post: (token, form, info) => whileWaiting(token, info, (key, step) => take(deps, key, step, form)),
  };
}

async function take(deps: BankStepDeps, key: string, step: BankStep, form: URLSearchParams): Promise<PageResponse> {
  const decision = form.get('decision');
  if (decision !== 'approve' && decision !== 'decline') return ask(deps, step);
  return tell(deps, step, await deps.decide(key, decision));
}

function ask(deps: BankStepDeps, step: BankStep): PageResponse {
  const say = deps.sayIn(step.language);
  const title = say('bankStep.title');
  return respond(deps, { status: 200, language: step.language, title, state: 'form', main: question(say, step) });
}

const question = (say: Say, { organisation, amount, card }: BankStep): Html => html`<h1>${say('bankStep.title')}</h1>
<p>${say('bankStep.intro')}</p>
<dl>
<div><dt>${say('bankStep.organisation')}</dt><dd>${organisation}</dd></div>
<div><dt>${say('bankStep.amount')}</dt><dd>${amount}</dd></div>
<div><dt>${say('bankStep.card')}</dt><dd>${card.brand} •••• ${card.last4}</dd></div>
</dl>
<form method="post" class="decision">
<button type="submit" name="decision" value="approve">${say('bankStep.approve')}</button>
<button type="submit" name="decision" value="decline" class="second">${say('bankStep.decline')}</button>
</form>
<p class="hint">${say('bankStep.sandbox')}</p>`;

/** The result comes as a message in the chat; the page only says that the answer has arrived. */
function tell(deps: BankStepDeps, step: BankStep, result: 'approved' | 'declined' | 'over'): PageResponse {
  const say = deps.sayIn(step.language);
  const status = result === 'over' ? 410 : 200;
  const state = result === 'over' ? 'message' : 'saved';
  const title = say(`bankStep.${result}.title`);
  return message(deps, { status, language: step.language, title, state }, say(`bankStep.${result}.text`));
}
