/** Teams on a phone or desktop is not always a parent frame: then it leaves this object in the window. */
const isHosted = (): boolean => window.parent !== window || 'nativeInterface' in window;

/**
 * Tells Teams that the page is there, and closes its dialog when `done`. teams-js runs only inside a host, because it
 * fetches a list of hosts as soon as it does. In a browser nothing happens.
 */
export async function connectToTeams(done: boolean): Promise<void> {
  if (!isHosted()) return;
  const { announce } = await import('./teams-host.js');
  await announce(done);
}
