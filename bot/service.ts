import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadCatalogue } from '../data/catalogue.js';
import { openStore } from '../data/open-store.js';
import { sayIn } from '../locales/text.js';
import { recoverCharges } from '../membership/actions/charge.js';
import { runDuties } from '../membership/actions/duties.js';
import type { Ports } from '../membership/actions/ports.js';
import { openSandboxGateway } from '../membership/payments/sandbox-gateway.js';
import { PartnerAdapter } from './adapter.js';
import { openAuthentication } from './authentication.js';
import { bankStepPage } from './bank-step-page.js';
import { bankPageDeps, bankStepAddress } from './bank-steps.js';
import { TesterClock, wallClock } from './clock.js';
import type { Config } from './config.js';
import { claimDataFolder } from './data-folder.js';
import { openDownloads } from './downloads.js';
import { invoiceFiles } from './invoice-files.js';
import { invoiceLinkPage, invoiceToken } from './invoice-link.js';
import { InvoicePrinter } from './invoice-pdf/printer.js';
import type { Log } from './log.js';
import { Outbox } from './outbox.js';
import { paymentDeps } from './payment-links.js';
import { paymentPage, paymentToken } from './payment-page.js';
import { createBotServer, listen } from './server.js';
import { Tester } from './tester.js';
import { Turns } from './turns.js';
import { openUploads } from './uploads.js';

/** How often orders in doubt are asked about, and waiting notices tried (house.md). */
const RECOVER_MS = 60_000;
const OUTBOX_MS = 15_000;

/** How often it is asked what has fallen due. */
const DUTIES_MS = 120_000;

/** How long a channel may take for the last replies, once the service stops. */
const LAST_REPLIES_MS = 4000;

const SECRET_LENGTH = 32;

/** The running service. */
export interface Service {
  port: number;
  /** Stops accepting, finishes the turns under way, closes the store. */
  close(): Promise<void>;
}

/** Puts the whole service together and starts it. `builtPages`: the folder with the payment page's script and style. */
export async function startService(config: Config, log: Log, builtPages: string): Promise<Service> {
  await claimDataFolder(config.dataFolder, config.app ? 'live' : 'tester');
  const store = await openStore({
    folder: path.join(config.dataFolder, 'records'),
    warn: (message) => log.warn(message),
  });
  const secret = config.linkSecret ?? (await keptSecret(config.dataFolder));
  const isTester = !config.app;
  const clock = new TesterClock();
  const address = (place: string, token: string) => `${config.publicUrl}/${place}/${token}`;
  // A proxy may serve the bot below a path of its own.
  const assetPath = (name: string) => new URL(`${config.publicUrl}/assets/${name}`).pathname;
  const gateway = await openSandboxGateway(path.join(config.dataFolder, 'sandbox-gateway'), {
    bankStepUrl: bankStepAddress(secret, address),
  });
  const authentication = openAuthentication(registrationOf(config));
  const adapter = new PartnerAdapter(authentication, config.app?.id);
  const downloads = openDownloads(isTester);
  const uploads = openUploads(isTester);
  const printer = new InvoicePrinter();
  const outbox = new Outbox(() => ports, adapter, log);
  const ports: Ports = {
    store,
    gateway,
    rules: { catalogue: await loadCatalogue(), renewalTermFrom: config.renewalTermFrom },
    clock: isTester ? () => clock.now() : wallClock,
    newId: () => randomUUID().replaceAll('-', ''),
    noticeWaits: (partnerId) => outbox.kick(partnerId),
    fault: (what, cause) => log.error({ err: cause }, what),
  };
  // What the jobs tell is not waited for: a tester's command holds the turn lock of a conversation it may go to.
  const runJobs = async () => {
    await recoverCharges(ports);
    await runDuties(ports);
    for (const partnerId of await store.partnersWithNotices()) outbox.kick(partnerId);
  };
  const tester = isTester ? new Tester({ ports, gateway, clock, runJobs }) : undefined;
  await tester?.start();
  const invoiceFile = invoiceFiles(printer, ports);
  const turns = new Turns({
    adapter,
    ports,
    log,
    tester,
    downloads,
    uploads,
    invoiceFile,
    invoiceAddress: (linked) => address('invoices', invoiceToken(secret, linked, ports.clock())),
    paymentPage: (link) => address('pay', paymentToken(secret, link.id, link.expiresAt)),
  });
  const shared = {
    secret,
    now: ports.clock,
    sayIn,
    assets: { script: assetPath('payment.js'), style: assetPath('payment.css') },
  };
  const onFault = (fault: unknown) => log.error({ err: fault }, 'fault in a page');
  const server = createBotServer({
    adapter,
    turn: (context) => turns.run(context),
    paymentPage: paymentPage({
      ...shared,
      ...paymentDeps(ports, turns, onFault),
      testCards: isTester,
      builtPages,
      onFault,
    }),
    invoiceLinkPage: invoiceLinkPage({ ...shared, ports, file: invoiceFile, onFault }),
    // The bank keeps its own time, as a provider would: a tester's clock does not move it.
    bankStepPage: bankStepPage({ ...shared, now: wallClock, ...bankPageDeps(ports, gateway), onFault }),
    unready: async () => ((await store.isWritable()) ? undefined : 'storage'),
    log,
  });
  const listening = await listen(server, config.port, isTester);
  const timers = [
    every(RECOVER_MS, () => recoverCharges(ports)),
    every(DUTIES_MS, () => runDuties(ports)),
    every(OUTBOX_MS, () => outbox.run()),
  ];
  void runJobs().catch((fault) => log.error({ err: fault }, 'the first run of the jobs failed'));

  function every(ms: number, job: () => Promise<void>): NodeJS.Timeout {
    return setInterval(() => void job().catch((fault) => log.error({ err: fault }, 'a job failed')), ms).unref();
  }

  return {
    port: listening.port,
    close: async () => {
      for (const timer of timers) clearInterval(timer);
      // A channel that takes a reply and never answers holds up the turn that waits for it, but not the end.
      const cut = setTimeout(() => void authentication.connectors.close(), LAST_REPLIES_MS);
      await listening.close();
      clearTimeout(cut);
      await gateway.close();
      await downloads.close();
      await uploads.close();
      await printer.close();
      await authentication.connectors.close();
      await store.close();
    },
  };
}

function registrationOf({ app }: Config) {
  if (!app) return {};
  const { id, type, password, tenantId, openIdMetadataUrl, channelService } = app;
  return { appId: id, appType: type, appPassword: password, tenantId, openIdMetadataUrl, channelService };
}

/** The secret that signs links: made at the first start, kept whole or not at all, readable for this user only. */
async function keptSecret(folder: string): Promise<string> {
  const file = path.join(folder, 'link-secret');
  const kept = await readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
  if (kept.length >= SECRET_LENGTH) return kept;
  const made = randomBytes(SECRET_LENGTH).toString('base64url');
  await writeFile(`${file}.new`, made, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
  return made;
}
