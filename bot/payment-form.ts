import type { Language } from '../membership/offer.js';
import {
  CARD_FIELDS,
  CARD_PROBLEMS,
  type CardField,
  type CardForm,
  type CardProblem,
  type Month,
} from '../membership/payments/card-rules.js';
import { TEST_CARDS } from '../membership/payments/test-cards.js';
import { type Html, html, type Say } from './page-shell.js';

/** What is wrong with the form: what our rules say, and what the provider may say of the number. */
export type FormProblems = Partial<Record<CardField, CardProblem | 'card-refused'>>;

/** The form as it is shown: `kept` are the fields that may be shown again, never the number or the code. */
export interface FormView {
  language: Language;
  organisation: string;
  today: Month;
  testCards: boolean;
  kept: Partial<CardForm>;
  problems: FormProblems;
}

/** Attributes that make browsers and phones help with each field. */
const HELP: Record<CardField, Html> = {
  number: html`inputmode="numeric" autocomplete="cc-number" spellcheck="false"`,
  expiry: html`inputmode="numeric" autocomplete="cc-exp" spellcheck="false"`,
  cvc: html`inputmode="numeric" autocomplete="cc-csc" spellcheck="false"`,
  holder: html`autocomplete="cc-name" autocapitalize="words" spellcheck="false" maxlength="100"`,
};

const LOCK = html`<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><rect x="4" y="8.5" width="12" height="8.5" rx="1.5"/><path d="M7 8.5V6a3 3 0 0 1 6 0v2.5"/></svg>`;

/** The payment page's form. Works as a plain form; the script adds formatting and checks while a person types. */
export function paymentForm(say: Say, view: FormView): Html {
  return html`<p class="for">${view.organisation}</p>
<h1>${say('paymentPage.title')}</h1>
<p>${say('paymentPage.intro')}</p>
<form method="post" novalidate autocomplete="on" data-today="${view.today}" data-messages="${messages(say)}"
 data-summary="${say('paymentPage.summary')}" data-saving="${say('paymentPage.saving')}">
<div id="summary" class="summary" role="alert">${summary(say, view.problems)}</div>
${field(say, view, 'number', html`<span id="brand" class="brand" role="status"></span>`)}
<div class="row">
${field(say, view, 'expiry')}
${field(say, view, 'cvc')}
</div>
${field(say, view, 'holder')}
<button type="submit">${say('paymentPage.submit')}</button>
</form>
<section class="kept" aria-labelledby="kept">
${LOCK}
<div>
<h2 id="kept">${say('paymentPage.kept.title')}</h2>
<p>${say('paymentPage.kept.text')}</p>
</div>
</section>
${view.testCards && testCards(say)}`;
}

function field(say: Say, view: FormView, name: CardField, beside?: Html): Html {
  const problem = view.problems[name];
  const first = problem && firstBad(view.problems) === name;
  const described = hint(say, view, name) ? `${name}-error ${name}-hint` : `${name}-error`;
  return html`<div class="field">
<label for="${name}">${say(`paymentPage.${name}`)}</label>
<div class="control"><input id="${name}" name="${name}" type="text" value="${view.kept[name] ?? ''}" ${HELP[name]}
 aria-required="true" aria-describedby="${described}"${problem && html` aria-invalid="true"`}${first && html` autofocus`}>${beside}</div>
<p id="${name}-error" class="error">${problem && say(`paymentPage.problem.${problem}`)}</p>
${hint(say, view, name)}
</div>`;
}

/** The example is two years ahead, so that it never looks expired. */
function hint(say: Say, view: FormView, name: CardField): Html | undefined {
  const example = `08/${String(Number(view.today.slice(2, 4)) + 2).padStart(2, '0')}`;
  if (name === 'expiry')
    return html`<p id="expiry-hint" class="hint">${say('paymentPage.expiry.hint', { example })}</p>`;
  if (name === 'cvc') return html`<p id="cvc-hint" class="hint">${say('paymentPage.cvc.hint')}</p>`;
  return undefined;
}

const firstBad = (problems: FormProblems): CardField | undefined => CARD_FIELDS.find((name) => problems[name]);

function summary(say: Say, problems: FormProblems): Html | undefined {
  if (!firstBad(problems)) return undefined;
  const items = CARD_FIELDS.map((name) => {
    const problem = problems[name];
    return problem ? html`<li><a href="#${name}">${say(`paymentPage.problem.${problem}`)}</a></li>` : html``;
  });
  return html`<p>${say('paymentPage.summary')}</p><ul>${items}</ul>`;
}

/** The sentences that the script needs, so that it brings none of its own. */
const messages = (say: Say): string =>
  JSON.stringify(Object.fromEntries(CARD_PROBLEMS.map((problem) => [problem, say(`paymentPage.problem.${problem}`)])));

function testCards(say: Say): Html {
  const rows = TEST_CARDS.map(
    ({ number, behaviour }) =>
      html`<li><code>${number}</code><span>${say(`paymentPage.tester.${behaviour}`)}</span></li>\n`,
  );
  return html`<details class="tester">
<summary>${say('paymentPage.tester.title')}</summary>
<p>${say('paymentPage.tester.text')}</p>
<ul>${rows}</ul>
</details>`;
}
