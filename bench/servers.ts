import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildIfNeeded } from '../scripts/build.mjs';
import type { ChannelAddresses } from './channel.js';
import { here } from './children.js';

export const APP_ID = '3f1d2c54-0000-4000-8000-00000000b07a';
const TENANT_ID = '3f1d2c54-0000-4000-8000-0000000007e4';

/** A server that is measured: a file to run, and the folder that it runs in. */
export interface Contender {
  name: string;
  file: string;
  folder: string;
}

/** Ours as it is shipped, and botbuilder's own way, not bundled, as its users run it. */
export async function contenders(folder: string): Promise<{ ours: Contender; waterfall: Contender; echo: Contender }> {
  return {
    ours: { name: 'renewal (ours, durable)', file: await buildIfNeeded(), folder },
    waterfall: { name: 'plain waterfall', file: here('servers/waterfall.mjs'), folder },
    echo: { name: 'plain echo', file: here('servers/echo.mjs'), folder },
  };
}

/**
 * What every contender is told: a registration whose channel tokens are checked against the local issuer, and whose
 * own tokens come from the local identity endpoint. Names are botbuilder's, ours and Azure App Service's.
 */
export const environmentFor = (channel: ChannelAddresses, port: number, folder: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  PORT: String(port),
  DATA_FOLDER: path.join(folder, 'data-store'),
  MicrosoftAppId: APP_ID,
  MicrosoftAppType: 'UserAssignedMSI',
  MicrosoftAppTenantId: TENANT_ID,
  IDENTITY_ENDPOINT: channel.identityUrl,
  IDENTITY_HEADER: 'local',
  BOT_OPENID_METADATA: channel.metadataUrl,
  ToBotFromChannelOpenIdMetadataUrl: channel.metadataUrl,
  ToBotFromEmulatorOpenIdMetadataUrl: channel.metadataUrl,
  ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${TENANT_ID}`,
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  OAuthUrl: 'https://token.botframework.com',
});

/** Runs `work` with a folder that is gone afterwards. */
export async function inFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(path.join(tmpdir(), 'membership-bench-'));
  return work(folder).finally(() => rm(folder, { recursive: true, force: true }));
}
