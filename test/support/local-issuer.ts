import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a token is to differ from a good one. A claim that is `undefined` is left out. */
export interface TokenShape {
  claims?: Record<string, unknown>;
  /** Key id in the token's header. */
  kid?: string;
  alg?: 'RS256' | 'HS256' | 'none';
  /** Signs in the issuer's place. */
  key?: KeyObject;
}

/** An OpenID provider on loopback that stands for the Bot Connector's. */
export interface LocalIssuer {
  /** For `openIdMetadataUrl`. */
  metadataUrl: string;
  /** A token for `appId`, good for an hour unless the shape says otherwise, without "Bearer". */
  token(appId: string, serviceUrl: string, shape?: TokenShape): string;
  /** How often the signing keys were fetched. */
  readonly keyFetches: number;
  close(): Promise<void>;
}

const KEY_ID = 'local-key';
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Starts an issuer whose key is endorsed for these channels. */
export async function startLocalIssuer(endorsements = ['msteams', 'webchat', 'directline']): Promise<LocalIssuer> {
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', endorsements };
  let keyFetches = 0;
  const server = createServer((request, response) => {
    const isKeys = request.url === '/keys';
    if (isKeys) keyFetches += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isKeys ? { keys: [jwk] } : { issuer: ISSUER, jwks_uri: `${url}/keys` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    metadataUrl: `${url}/.well-known/openidconfiguration`,
    token: signToken,
    get keyFetches() {
      return keyFetches;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const ISSUER = 'https://api.botframework.com';

/** Signs a token as the Bot Connector does; times are in seconds since the epoch. */
function signToken(appId: string, serviceUrl: string, shape: TokenShape = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const good = { iss: ISSUER, aud: appId, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3600 };
  const header = { alg: shape.alg ?? 'RS256', typ: 'JWT', kid: shape.kid ?? KEY_ID };
  const content = `${encode(header)}.${encode({ ...good, ...shape.claims })}`;
  return `${content}.${signature(content, header.alg, shape.key ?? privateKey)}`;
}

function signature(content: string, alg: string, key: KeyObject): string {
  if (alg === 'none') return '';
  // The classic confusion: the public key, which everybody can read, taken as a shared secret.
  const publicText = publicKey.export({ type: 'pkcs1', format: 'pem' });
  if (alg === 'HS256') return createHmac('sha256', publicText).update(content).digest('base64url');
  return createSign('RSA-SHA256').update(content).sign(key, 'base64url');
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
