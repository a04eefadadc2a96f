import { app, dialog } from '@microsoft/teams-js';

/** Imported by name, and in a module of its own: only so does the bundle leave the rest of teams-js out. */
export async function announce(done: boolean): Promise<void> {
  await app.initialize();
  app.notifySuccess();
  if (done && dialog.url.isSupported()) dialog.url.submit({ paymentPage: 'saved' });
  const { theme } = (await app.getContext()).app;
  document.documentElement.dataset.theme = theme;
}
