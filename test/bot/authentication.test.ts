import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import type { Activity } from 'botbuilder';
import { ToBotFromBotOrEmulatorTokenValidationParameters as emulatorRules } from 'botframework-connector';
import fc from 'fast-check';
import {
  type AuthenticationSettings,
  AuthenticationUnavailable,
  openAuthentication,
  RefusedToken,
} from '../../bot/authentication.js';
import { type LocalIssuer, startLocalIssuer, type TokenShape } from '../support/local-issuer.js';

const APP_ID = '3f1d2c54-0000-4000-8000-00000000b07a';
const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
const settings = {
  appId: APP_ID,
  appPassword: 'not a real secret',
  appType: 'MultiTenant',
} satisfies AuthenticationSettings;

const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
const activityOn = (channelId: string, serviceUrl = SERVICE_URL): Activity =>
  ({ type: 'message', id: '1', channelId, serviceUrl, conversation: { id: 'c' } }) as Activity;

describe('Bot Connector authentication', () => {
  let issuer: LocalIssuer;
  const printError = console.error;

  before(async () => {
    issuer = await startLocalIssuer();
    // The SDK prints what it refuses.
    console.error = () => {};
  });
  after(async () => {
    console.error = printError;
    await issuer.close();
  });

  const open = (now?: () => number) =>
    openAuthentication({ ...settings, openIdMetadataUrl: issuer.metadataUrl }, { now });
  const bearer = (shape?: TokenShape): string => `Bearer ${issuer.token(APP_ID, SERVICE_URL, shape)}`;
  const refuses = (header: string, activity = activityOn('msteams')) =>
    assert.rejects(open().authenticateRequest(activity, header), RefusedToken);

  it('lets a genuine request in, with the identity that its token names', async () => {
    const result = await open().authenticateRequest(activityOn('msteams'), bearer());
    assert.equal(result.claimsIdentity.isAuthenticated, true);
    assert.equal(result.claimsIdentity.getClaimValue('aud'), APP_ID);
    assert.equal(result.audience, 'https://api.botframework.com');
    assert.ok(result.connectorFactory);
  });

  describe('refuses', () => {
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const refused: Record<string, TokenShape> = {
      'a token for another bot': { claims: { aud: '3f1d2c54-0000-4000-8000-0000000000ff' } },
      'a token of an unknown issuer': { claims: { iss: 'https://example.com' } },
      'a token without an issuer': { claims: { iss: undefined } },
      'an expired token': { claims: { exp: inSeconds(-301) } },
      'a token that is not valid yet': { claims: { nbf: inSeconds(600) } },
      'a token without a signature (alg none)': { alg: 'none' },
      'a token signed with the public key as a secret (HS256)': { alg: 'HS256' },
      'a token signed by another key under the same key id': { key: stranger },
      'a token with an unknown key id': { kid: 'unknown' },
      'a token for another service URL': { claims: { serviceurl: 'https://example.com/' } },
      'a token that names no service URL': { claims: { serviceurl: undefined } },
    };
    for (const [what, shape] of Object.entries(refused)) it(what, () => refuses(bearer(shape)));

    it('a request without a token', () => refuses(''));
    for (const header of ['Bearer', 'Bearer x', 'Bearer a.b.c', 'Bearer e30.bnVsbA.e30', 'Basic eDp5']) {
      it(`a header that holds no token: ${header}`, () => refuses(header));
    }
    it('a good token in another scheme', () => refuses(bearer().replace('Bearer', 'Token')));
    it('a channel that the key is not endorsed for', () => refuses(bearer(), activityOn('slack')));
    it('a request that names no channel, which the SDK would take for any', () => refuses(bearer(), activityOn('')));
    it('a request that names no service URL, which the SDK would not compare', () =>
      refuses(bearer(), activityOn('msteams', '')));
    it("an Emulator's token that claims to come from Teams", () =>
      refuses(
        bearer({ claims: { iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', appid: APP_ID } }),
      ));
    it('a token for the App Service extension channel, which is not ours', () =>
      refuses(bearer(), activityOn('AseChannel')));

    it('and does not let forged tokens lengthen the list of issuers that the SDK knows', async () => {
      const before = [...(emulatorRules.issuer ?? [])];
      for (const tid of ['one', 'two']) await refuses(bearer({ claims: { tid, aud: 'another bot' } }));
      assert.deepEqual(emulatorRules.issuer, before);
    });

    it('whatever claims a stranger makes up, as a refusal and never as a fault', async () => {
      const authentication = open();
      const claims = fc.dictionary(
        fc.constantFrom('iss', 'aud', 'exp', 'nbf', 'tid', 'ver', 'appid', 'azp'),
        fc.jsonValue(),
      );
      await fc.assert(
        fc.asyncProperty(claims, fc.boolean(), async (madeUp, keepIssuer) => {
          const issuerClaim = keepIssuer ? { iss: 'https://api.botframework.com' } : {};
          const header = bearer({ claims: { ...madeUp, ...issuerClaim }, key: stranger });
          await assert.rejects(authentication.authenticateRequest(activityOn('msteams'), header), RefusedToken);
        }),
        { numRuns: 100 },
      );
    });
  });

  describe('a token that was validated', () => {
    it('is not verified again', async () => {
      const authentication = open();
      const header = bearer();
      const first = await authentication.authenticateRequest(activityOn('msteams'), header);
      const second = await authentication.authenticateRequest(activityOn('msteams'), header);
      // Every verification makes a new identity.
      assert.equal(second.claimsIdentity, first.claimsIdentity);
    });

    it('fetches the signing keys once for all tokens', async () => {
      const own = await startLocalIssuer();
      const authentication = openAuthentication({ ...settings, openIdMetadataUrl: own.metadataUrl });
      for (const jti of ['a', 'b', 'c']) {
        const header = `Bearer ${own.token(APP_ID, SERVICE_URL, { claims: { jti } })}`;
        await authentication.authenticateRequest(activityOn('msteams'), header);
      }
      assert.equal(own.keyFetches, 1);
      await own.close();
    });

    it('is refused under another signature', async () => {
      const authentication = open();
      const header = bearer();
      await authentication.authenticateRequest(activityOn('msteams'), header);
      const at = header.lastIndexOf('.') + 10;
      const forged = header.slice(0, at) + (header[at] === 'A' ? 'B' : 'A') + header.slice(at + 1);
      await assert.rejects(authentication.authenticateRequest(activityOn('msteams'), forged), RefusedToken);
    });

    it('is refused for another service URL or an unendorsed channel', async () => {
      const authentication = open();
      const header = bearer();
      await authentication.authenticateRequest(activityOn('msteams'), header);
      const elsewhere = activityOn('msteams', 'https://example.com/');
      await assert.rejects(authentication.authenticateRequest(elsewhere, header), RefusedToken);
      await assert.rejects(authentication.authenticateRequest(activityOn('slack'), header), RefusedToken);
    });

    it('is refused once it has expired', async () => {
      let now = Date.now();
      const authentication = open(() => now);
      const header = bearer();
      await authentication.authenticateRequest(activityOn('msteams'), header);
      now += 3_599_000;
      await authentication.authenticateRequest(activityOn('msteams'), header);
      now += 302_000;
      await assert.rejects(authentication.authenticateRequest(activityOn('msteams'), header), RefusedToken);
    });

    it('makes way for newer ones, a thousand at most', async () => {
      const authentication = open();
      const header = bearer();
      const first = await authentication.authenticateRequest(activityOn('msteams'), header);
      for (let jti = 0; jti < 1_000; jti += 1) {
        await authentication.authenticateRequest(activityOn('msteams'), bearer({ claims: { jti } }));
      }
      const again = await authentication.authenticateRequest(activityOn('msteams'), header);
      assert.notEqual(again.claimsIdentity, first.claimsIdentity);
    });
  });

  describe('where the signing keys cannot be had', () => {
    it('reports a fault, not a refusal', async () => {
      const unreachable = openAuthentication({ ...settings, openIdMetadataUrl: 'http://127.0.0.1:9/none' });
      await assert.rejects(unreachable.authenticateRequest(activityOn('msteams'), bearer()), AuthenticationUnavailable);
    });

    it('does not wait for ever', async () => {
      const sockets: Socket[] = [];
      const silent = createServer((socket) => sockets.push(socket));
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
      const { port } = silent.address() as { port: number };
      const openIdMetadataUrl = `http://127.0.0.1:${port}/silent`;
      const authentication = openAuthentication({ ...settings, openIdMetadataUrl }, { patience: 50 });
      await assert.rejects(
        authentication.authenticateRequest(activityOn('msteams'), bearer()),
        AuthenticationUnavailable,
      );
      for (const socket of sockets) socket.destroy();
      silent.close();
    });
  });

  describe('the registration', () => {
    const registrations: AuthenticationSettings[] = [
      { ...settings, appType: 'SingleTenant', tenantId: 'd6d49420-f39b-4df7-a1dc-d59a935871db' },
      { ...settings, appType: 'MultiTenant' },
      { appId: APP_ID, appType: 'UserAssignedMSI', tenantId: 'd6d49420-f39b-4df7-a1dc-d59a935871db' },
      { ...settings, channelService: 'https://botframework.azure.us' },
    ];
    for (const registration of registrations) {
      it(`may be ${registration.appType}${registration.channelService ? ' in the US Government cloud' : ''}`, () => {
        assert.ok(openAuthentication(registration));
      });
    }

    it('is refused where a single tenant bot names no tenant', () => {
      assert.throws(
        () => openAuthentication({ ...settings, appType: 'SingleTenant' }),
        /MicrosoftAppTenantId is required/,
      );
    });
  });

  it('lets everybody in without an app id, as in tester mode', async () => {
    const result = await openAuthentication({}).authenticateRequest(activityOn('emulator', 'http://127.0.0.1:1'), '');
    assert.equal(result.claimsIdentity.claims.length, 0);
  });

  describe("the bot's token goes to", () => {
    const trusts = (serviceUrl: string, extra?: Partial<AuthenticationSettings>) =>
      openAuthentication({ ...settings, ...extra }).connectors.create(serviceUrl);

    it("Microsoft's channels, and service URLs that the settings name", async () => {
      await trusts('https://smba.trafficmanager.net/amer/');
      await trusts('https://webchat.botframework.com/');
      await trusts('https://smba.infra.gov.teams.microsoft.us/gcch');
      await trusts('http://127.0.0.1:1/', { trustedServiceUrls: ['http://127.0.0.1:1/'] });
    });

    it('the service URL of a request that was let in', async () => {
      const authentication = open();
      const serviceUrl = 'https://channel.example/';
      const header = `Bearer ${issuer.token(APP_ID, serviceUrl)}`;
      await authentication.authenticateRequest(activityOn('msteams', serviceUrl), header);
      assert.ok(await authentication.connectors.create(serviceUrl));
    });

    for (const stranger of [
      'https://evil.example/',
      'http://smba.trafficmanager.net/',
      'https://evil.trafficmanager.net/',
      'https://botframework.com.evil.example/',
      'https://notbotframework.com/',
      'https://smba.trafficmanager.net@evil.example/',
      'not an address',
    ]) {
      it(`no stranger: ${stranger}`, () => assert.rejects(trusts(stranger), /not trusted/));
    }
  });
});
