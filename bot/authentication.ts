import { hash } from 'node:crypto';
import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  AuthenticationError,
  BotFrameworkAuthentication,
  type ClaimsIdentity,
  type ConnectorFactory,
  ToBotFromBotOrEmulatorTokenValidationParameters as EMULATOR_RULES,
  GovernmentConstants,
  type UserTokenClient,
} from 'botframework-connector';
import { type ConnectorOptions, LeanConnectorFactory } from './connector-client.js';

/** The bot's registration. Without an app id nothing is authenticated: tester mode. */
export interface AuthenticationSettings {
  appId?: string;
  appPassword?: string;
  appType?: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
  tenantId?: string;
  /** Where the channels' signing keys are looked up; the cloud's own unless told. */
  openIdMetadataUrl?: string;
  /** `https://botframework.azure.us` for the US Government cloud, else absent. */
  channelService?: string;
  /** Service URLs that get the bot's token besides Microsoft's and those that a validated request named. */
  trustedServiceUrls?: string[];
}

/** What tests put in place of the wall clock, the patience and the HTTP client. */
export interface AuthenticationTools {
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** Milliseconds after which unanswered signing keys are a fault. */
  patience?: number;
  connector?: Pick<ConnectorOptions, 'dispatcher' | 'pause'>;
}

/** The request is not from a channel that may speak to this bot: 401. The cause stands in the log only. */
export class RefusedToken extends Error {
  override name = 'RefusedToken';
}

/** Whether the request is genuine could not be found out, e.g. because no signing keys could be fetched: 503. */
export class AuthenticationUnavailable extends Error {
  override name = 'AuthenticationUnavailable';
}

/** Validated tokens, and validated service URLs, that are kept. */
const KEPT = 1_000;
/** The SDK's leeway for clocks that differ, seconds. */
const LEEWAY = 300;
const METADATA_PATIENCE_MS = 10_000;
/** jsonwebtoken's names for a token that does not verify. */
const TOKEN_ERRORS = new Set(['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError']);
/** Where Microsoft's channels live; trafficmanager.net is shared with strangers, so only the one name of it. */
const CHANNEL_HOSTS =
  /^(smba\.trafficmanager\.net|(.+\.)?botframework\.(com|azure\.us)|.+\.teams\.microsoft\.(com|us))$/;
/** As the SDK ships them: it adds to the list for every token that it sees, forged ones too. */
const EMULATOR_ISSUERS: readonly string[] = [EMULATOR_RULES.issuer ?? []].flat();

/** @throws Error where the settings contradict the app type. */
export const openAuthentication = (settings: AuthenticationSettings, tools?: AuthenticationTools) =>
  new PartnerAuthentication(settings, tools);

/**
 * The SDK's authentication, with three differences: a validated token is remembered until it expires, every refusal
 * is a RefusedToken, and replies go out through the lean connector client.
 */
export class PartnerAuthentication extends BotFrameworkAuthentication {
  readonly connectors: LeanConnectorFactory;
  private readonly sdk: BotFrameworkAuthentication;
  private readonly validated = new RecentlyUsed<{ until: number; result: AuthenticateRequestResult }>(KEPT);
  private readonly trusted = new RecentlyUsed<true>(KEPT);
  private readonly now: () => number;
  private userTokens?: UserTokenClient;

  constructor(
    private readonly settings: AuthenticationSettings,
    private readonly tools: AuthenticationTools = {},
  ) {
    super();
    const credentials = new ConfigurationServiceClientCredentialFactory(credentialOptions(settings));
    this.sdk = new ConfigurationBotFrameworkAuthentication(cloudOptions(settings), credentials);
    this.now = tools.now ?? Date.now;
    const cloud = cloudOf(settings);
    this.connectors = new LeanConnectorFactory({
      ...tools.connector,
      trusts: (serviceUrl) => this.trusts(serviceUrl),
      credentials: (audience = cloud.ToChannelFromBotOAuthScope) =>
        credentials.createCredentials(settings.appId ?? '', audience, cloud.ToChannelFromBotLoginUrl, true),
    });
  }

  /**
   * @throws RefusedToken where the header has no token for this bot, channel and service URL
   * @throws AuthenticationUnavailable where it cannot be told
   */
  override async authenticateRequest(activity: Activity, authHeader: string): Promise<AuthenticateRequestResult> {
    if (!this.settings.appId) return this.viaSdk(activity, authHeader);
    const key = hash('sha256', JSON.stringify([authHeader, activity.serviceUrl, activity.channelId]), 'base64');
    const known = this.validated.get(key);
    const result = known && known.until > this.now() ? known.result : await this.validate(key, activity, authHeader);
    this.trusted.set(activity.serviceUrl, true);
    return { ...result };
  }

  override authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    return Promise.reject(new RefusedToken('This bot has no streaming endpoint'));
  }

  override createConnectorFactory(): ConnectorFactory {
    return this.connectors;
  }

  /** One for all turns: it depends on nothing but the app id. */
  override async createUserTokenClient(claimsIdentity: ClaimsIdentity): Promise<UserTokenClient> {
    this.userTokens ??= await this.sdk.createUserTokenClient(claimsIdentity);
    return this.userTokens;
  }

  private async validate(key: string, activity: Activity, authHeader: string): Promise<AuthenticateRequestResult> {
    const claims = readClaims(authHeader);
    if (!claims || !this.plausible(claims, activity)) throw new RefusedToken('The token cannot be for this request');
    const result = await this.viaSdk(activity, authHeader);
    if (claims.exp) this.validated.set(key, { until: claims.exp * 1000, result });
    return result;
  }

  /**
   * What must hold whatever the signature says; the claims are not verified yet, so this can only refuse. The SDK lets
   * the Emulator's tokens, which name no service URL and no audience, speak for any channel: here for the Emulator only.
   */
  private plausible(claims: Claims, activity: Activity): boolean {
    if (!isText(activity.serviceUrl) || !isText(activity.channelId) || !isText(claims.tid ?? 'none')) return false;
    if (claims.exp && (claims.exp + LEEWAY) * 1000 <= this.now()) return false;
    if (claims.iss === cloudOf(this.settings).ToBotFromChannelTokenIssuer) return true;
    return activity.channelId === 'emulator' && emulatorIssuers(this.settings.tenantId).includes(claims.iss ?? '');
  }

  private async viaSdk(activity: Activity, authHeader: string): Promise<AuthenticateRequestResult> {
    try {
      const work = this.sdk.authenticateRequest(activity, authHeader);
      const result = await within(this.tools.patience ?? METADATA_PATIENCE_MS, work);
      return { ...result, connectorFactory: this.connectors };
    } catch (cause) {
      throw isRefusal(cause)
        ? new RefusedToken('The token was refused', { cause })
        : new AuthenticationUnavailable('The token could not be checked', { cause });
    } finally {
      EMULATOR_RULES.issuer = [...EMULATOR_ISSUERS];
    }
  }

  private trusts(serviceUrl: string): boolean {
    if (!this.settings.appId || this.trusted.get(serviceUrl)) return true;
    if (this.settings.trustedServiceUrls?.includes(serviceUrl)) return true;
    const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : undefined;
    return url?.protocol === 'https:' && CHANNEL_HOSTS.test(url.hostname);
  }
}

/** A map that forgets what was not used for longest. */
class RecentlyUsed<Value> {
  private readonly entries = new Map<string, Value>();

  constructor(private readonly size: number) {}

  get(key: string): Value | undefined {
    const value = this.entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    const [oldest] = this.entries.size > this.size ? this.entries.keys() : [];
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}

const cloudOf = (settings: AuthenticationSettings) =>
  settings.channelService === GovernmentConstants.ChannelService ? GovernmentConstants : AuthenticationConstants;

const credentialOptions = ({ appId, appPassword, appType, tenantId }: AuthenticationSettings) => ({
  MicrosoftAppId: appId,
  MicrosoftAppPassword: appPassword,
  MicrosoftAppType: appType,
  MicrosoftAppTenantId: tenantId,
});

/** One address of one's own makes the SDK expect all of them, so the cloud's others are named too. */
function cloudOptions(settings: AuthenticationSettings): Record<string, string | undefined> {
  const own = { MicrosoftAppId: settings.appId, MicrosoftAppTenantId: settings.tenantId };
  const cloud = cloudOf(settings);
  if (!settings.openIdMetadataUrl) return { ...own, ChannelService: settings.channelService };
  return {
    ...own,
    ToChannelFromBotLoginUrl: cloud.ToChannelFromBotLoginUrl,
    ToChannelFromBotOAuthScope: cloud.ToChannelFromBotOAuthScope,
    ToBotFromChannelTokenIssuer: cloud.ToBotFromChannelTokenIssuer,
    OAuthUrl: cloud.OAuthUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: cloud.ToBotFromEmulatorOpenIdMetadataUrl,
    ToBotFromChannelOpenIdMetadataUrl: settings.openIdMetadataUrl,
  };
}

/** Who may sign for the Emulator: Microsoft's own tenants, and the bot's. */
function emulatorIssuers(tenantId: string | undefined): string[] {
  const own = [
    'https://sts.windows.net/*/',
    'https://login.microsoftonline.com/*/v2.0',
    'https://login.microsoftonline.us/*/v2.0',
  ];
  return [...EMULATOR_ISSUERS, ...(tenantId ? own.map((issuer) => issuer.replace('*', tenantId)) : [])];
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

type Claims = { iss?: string; exp?: number; tid?: unknown };

/** The claims of a bearer token, not verified; undefined where the header holds nothing of that shape. */
function readClaims(authHeader: string): Claims | undefined {
  const [, head = '', body = ''] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]*$/.exec(authHeader) ?? [];
  return readObject(head) && readObject(body);
}

function readObject(base64url: string): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64url, 'base64url').toString());
    return typeof value === 'object' && value ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Everything else that goes wrong on the way is a fault of ours or of the network: keys that cannot be fetched. */
const isRefusal = (error: unknown): boolean =>
  error instanceof AuthenticationError
    ? error.statusCode < 500
    : error instanceof Error && TOKEN_ERRORS.has(error.name);

/** The SDK fetches keys without a time limit. */
async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
