import { brandOf } from '../../membership/payments/card-brands.js';
import { formatCvc, formatExpiry, formatNumber } from '../../membership/payments/card-format.js';
import {
  CARD_FIELDS,
  type CardField,
  type CardForm,
  type CardProblem,
  type CardProblems,
  digitsOf,
  problemOf,
  problemsOf,
} from '../../membership/payments/card-rules.js';
import { replaceText } from './caret.js';

const input = (field: CardField): HTMLInputElement => document.querySelector(`#${field}`) as HTMLInputElement;
const element = (id: string): HTMLElement => document.querySelector(`#${id}`) as HTMLElement;
const typed = (): CardForm => Object.fromEntries(CARD_FIELDS.map((field) => [field, input(field).value])) as CardForm;

const FORMATS: Record<CardField, (text: string) => string> = {
  number: formatNumber,
  expiry: formatExpiry,
  cvc: (text) => formatCvc(text, input('number').value),
  holder: (text) => text,
};

/** Makes the form help while a person types. Its sentences and today's month come with the page. */
export function startForm(form: HTMLFormElement): void {
  const today = form.dataset.today ?? '';
  const messages: Record<CardProblem, string> = JSON.parse(form.dataset.messages ?? '{}');

  const show = (field: CardField, problem: CardProblem | undefined): void => {
    element(`${field}-error`).textContent = problem ? messages[problem] : '';
    if (problem) input(field).setAttribute('aria-invalid', 'true');
    else input(field).removeAttribute('aria-invalid');
  };
  const check = (field: CardField): void => show(field, problemOf(field, typed(), today));

  for (const field of CARD_FIELDS) {
    input(field).addEventListener('input', (event) => {
      if ((event as InputEvent).isComposing) return; // an input method is at work; what it leaves is formatted after
      onTyped(field, check, show);
    });
    input(field).addEventListener('compositionend', () => onTyped(field, check, show));
    input(field).addEventListener('blur', () => input(field).value && check(field));
  }
  form.addEventListener('submit', (event) => {
    const problems = problemsOf(typed(), today);
    for (const field of CARD_FIELDS) show(field, problems[field]);
    showSummary(form, problems, messages);
    if (Object.keys(problems).length > 0) event.preventDefault();
    else showSaving(form);
  });
  focusFirstBad();
}

/** A field is checked while it is typed once it looks complete, or when it was already wrong; not before. */
function onTyped(
  field: CardField,
  check: (field: CardField) => void,
  show: (field: CardField, problem: undefined) => void,
): void {
  replaceText(input(field), FORMATS[field](input(field).value));
  if (field === 'number') onNumber(check);
  if (isComplete(field) || input(field).hasAttribute('aria-invalid')) check(field);
  else show(field, undefined);
}

/** The brand is shown, and decides what a good security code is. */
function onNumber(check: (field: CardField) => void): void {
  element('brand').textContent = brandOf(digitsOf(input('number').value)).name;
  if (input('cvc').value) check('cvc');
}

function isComplete(field: CardField): boolean {
  const digits = digitsOf(input(field).value);
  if (field === 'number') return digits.length >= Math.max(...brandOf(digits).lengths.filter((length) => length <= 16));
  return field === 'expiry' && digits.length >= 4;
}

function showSummary(form: HTMLFormElement, problems: CardProblems, messages: Record<CardProblem, string>): void {
  const items = CARD_FIELDS.flatMap((field) => {
    const problem = problems[field];
    return problem ? [summaryItem(field, messages[problem])] : [];
  });
  const list = document.createElement('ul');
  list.append(...items);
  const title = document.createElement('p');
  title.textContent = form.dataset.summary ?? '';
  element('summary').replaceChildren(...(items.length > 0 ? [title, list] : []));
  focusFirstBad();
}

function summaryItem(field: CardField, text: string): HTMLLIElement {
  const link = document.createElement('a');
  link.href = `#${field}`;
  link.textContent = text;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    input(field).focus();
  });
  const item = document.createElement('li');
  item.append(link);
  return item;
}

function focusFirstBad(): void {
  const first = CARD_FIELDS.find((field) => input(field).hasAttribute('aria-invalid'));
  if (first) input(first).focus();
}

/** One tap is enough, and a second one must not look as if it did anything. */
function showSaving(form: HTMLFormElement): void {
  const button = form.querySelector('button') as HTMLButtonElement;
  button.disabled = true;
  button.textContent = form.dataset.saving ?? button.textContent;
}
