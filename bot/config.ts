import path from 'node:path';

/** All settings, as .env.example explains them. Read here and nowhere else. */
export interface Config {
  port: number;
  /** Where browsers reach this service, without a slash at the end: for links to the payment page and to invoices. */
  publicUrl: string;
  dataFolder: string;
  logLevel: string;
  renewalTermFrom: 'purchase' | 'anniversary';
  /** Signs links; absent: one is made and kept in the data folder. */
  linkSecret?: string;
  /** The bot's registration; absent: tester mode. */
  app?: BotRegistration;
}

export interface BotRegistration {
  id: string;
  type: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
  password?: string;
  tenantId?: string;
  openIdMetadataUrl?: string;
  channelService?: string;
}

/** What is wrong with the settings, one line for each variable. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

export type Environment = Record<string, string | undefined>;

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const APP_TYPES = ['SingleTenant', 'MultiTenant', 'UserAssignedMSI'] as const;

/** Reads and checks every setting; throws one ConfigError that names all that is wrong. */
export function readConfig(environment: Environment = process.env): Config {
  const problems: string[] = [];
  const read = new Reader(environment, problems);
  const port = read.port('PORT', 3978);
  const app = readRegistration(read);
  const config: Config = {
    port,
    publicUrl: read.url('PUBLIC_URL', `http://localhost:${port}`).replace(/\/+$/, ''),
    dataFolder: path.resolve(read.text('DATA_FOLDER') ?? 'data-store'),
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    renewalTermFrom: read.oneOf('RENEWAL_TERM_FROM', ['purchase', 'anniversary'] as const, 'purchase'),
    linkSecret: read.secret('LINK_SECRET'),
    ...(app ? { app } : {}),
  };
  checkTesterMode(read, app);
  if (problems.length) throw new ConfigError(problems);
  return config;
}

function readRegistration(read: Reader): BotRegistration | undefined {
  const id = read.text('MicrosoftAppId');
  if (!id) return undefined;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    read.wrong('MicrosoftAppId', 'must be a GUID, such as the app registration shows');
  const type = read.oneOf('MicrosoftAppType', APP_TYPES, 'MultiTenant');
  const password = read.text('MicrosoftAppPassword');
  const tenantId = read.text('MicrosoftAppTenantId');
  if (type !== 'UserAssignedMSI' && !password) read.wrong('MicrosoftAppPassword', `must be set for a ${type} bot`);
  if (type !== 'MultiTenant' && !tenantId) read.wrong('MicrosoftAppTenantId', `must be set for a ${type} bot`);
  const openIdMetadataUrl = read.url('BOT_OPENID_METADATA', undefined);
  return {
    id,
    type,
    password,
    tenantId,
    openIdMetadataUrl,
    channelService: read.oneOf('CHANNEL_SERVICE', ['', 'https://botframework.azure.us'], '') || undefined,
  };
}

/** Tester mode lets anybody be anybody, so it never runs beside a bot registration (house.md). */
function checkTesterMode(read: Reader, app: BotRegistration | undefined): void {
  const wanted = read.oneOf('TESTER_MODE', ['true', 'false', 'auto'] as const, 'auto');
  if (wanted === 'true' && app) read.wrong('TESTER_MODE', 'cannot be true while MicrosoftAppId is set');
  const orphans = ['MicrosoftAppPassword', 'MicrosoftAppTenantId'].filter((name) => !app && read.text(name));
  if (wanted !== 'true') for (const name of orphans) read.wrong(name, 'is set, but MicrosoftAppId is not');
  if (wanted === 'false' && !app) read.wrong('TESTER_MODE', 'is false, so MicrosoftAppId must be set');
}

class Reader {
  constructor(
    private readonly environment: Environment,
    private readonly problems: string[],
  ) {}

  wrong(name: string, what: string): void {
    this.problems.push(`${name} ${what}`);
  }

  text(name: string): string | undefined {
    return this.environment[name]?.trim() || undefined;
  }

  port(name: string, otherwise: number): number {
    const text = this.text(name) ?? String(otherwise);
    const port = Number(text);
    if (!/^\d+$/.test(text) || port > 65535) this.wrong(name, `must be a port number from 0 to 65535, not "${text}"`);
    return port;
  }

  url<Otherwise extends string | undefined>(name: string, otherwise: Otherwise): string | Otherwise {
    const text = this.text(name);
    if (!text) return otherwise;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isHere = url && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
    const isWeb = url && (url.protocol === 'https:' || (url.protocol === 'http:' && isHere));
    if (!isWeb || url.search || url.hash || url.username || url.password)
      this.wrong(name, 'must be an https:// address (or http:// on this machine), without a name or password, ? and #');
    return text;
  }

  oneOf<Value extends string>(name: string, values: readonly Value[], otherwise: Value): Value {
    const text = this.text(name) ?? otherwise;
    const value = values.find((each) => each === text);
    if (value === undefined) this.wrong(name, `must be one of ${values.filter(Boolean).join(', ')}, not "${text}"`);
    return value ?? otherwise;
  }

  /** Never repeated in a message. */
  secret(name: string): string | undefined {
    const text = this.text(name);
    if (text && text.length < 32) this.wrong(name, 'must have at least 32 characters');
    return text;
  }
}
