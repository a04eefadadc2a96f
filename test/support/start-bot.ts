import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../bot/config.js';
import { openLog } from '../../bot/log.js';
import { type Service, startService } from '../../bot/service.js';
import { type FakeChannel, startFakeChannel } from './fake-channel.js';
import { temporaryFolder } from './temporary-folder.js';

/** The whole service on a free port, with a data folder of its own and a channel to post its replies to. */
export interface BotUnderTest {
  url: string;
  dataFolder: string;
  channel: FakeChannel;
  /** Stops the service and starts it again on the same data folder (and another port); `meanwhile` it is down. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

const BUILT_PAGES = fileURLToPath(new URL('../../dist/pages/', import.meta.url));

/** Starts the real service in this process. Close it after the test. */
export async function startBot(settings: Partial<Config> = {}): Promise<BotUnderTest> {
  const folder = await temporaryFolder();
  const channel = await startFakeChannel();
  const config: Config = {
    port: 0,
    publicUrl: 'http://bot.example',
    dataFolder: path.join(folder.path, 'data'),
    logLevel: 'silent',
    renewalTermFrom: 'purchase',
    ...settings,
  };
  const start = (): Promise<Service> => startService(config, openLog(config.logLevel), BUILT_PAGES);
  let service = await start();
  const bot: BotUnderTest = {
    url: `http://127.0.0.1:${service.port}`,
    dataFolder: config.dataFolder,
    channel,
    restart: async (meanwhile) => {
      await service.close();
      await meanwhile?.();
      service = await start();
      bot.url = `http://127.0.0.1:${service.port}`;
    },
    close: async () => {
      await service.close();
      await channel.close();
      await folder.remove();
    },
  };
  return bot;
}
