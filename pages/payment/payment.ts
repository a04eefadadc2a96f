import { startForm } from './form.js';
import { connectToTeams } from './teams.js';

/*
 * The payment page's script. The page works without it: it formats and checks what is typed, and tells Teams when the
 * page is ready and when it is done. It brings no sentences and sends card data nowhere: the browser posts the form.
 */
const form = document.querySelector<HTMLFormElement>('form[data-messages]');
if (form) startForm(form);

const state = document.querySelector<HTMLElement>('main')?.dataset.state;
connectToTeams(state === 'saved').catch(() => undefined); // not in Teams after all: the page says what to do
