import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError, type Environment, readConfig } from '../../bot/config.js';

const APP = {
  MicrosoftAppId: '00000000-1111-2222-3333-444444444444',
  MicrosoftAppPassword: 'secret-of-the-app',
  MicrosoftAppTenantId: '55555555-1111-2222-3333-444444444444',
};

function problemsOf(environment: Environment): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
}

describe('The settings', () => {
  it('have a default for everything, which is tester mode on port 3978', () => {
    assert.deepEqual(readConfig({}), {
      port: 3978,
      publicUrl: 'http://localhost:3978',
      dataFolder: path.resolve('data-store'),
      logLevel: 'info',
      renewalTermFrom: 'purchase',
      linkSecret: undefined,
    });
  });

  it('are all named in .env.example, which names no others', () => {
    const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const source = readFileSync(new URL('../../bot/config.ts', import.meta.url), 'utf8');
    const documented = [...example.matchAll(/^# ?([A-Za-z_]+)=/gm)].map(([, name]) => name);
    const read = [...source.matchAll(/read\.(?:text|port|url|oneOf|secret)\('(\w+)'/g)].map(([, name]) => name);
    assert.deepEqual(new Set(documented), new Set(read));
  });

  const wrong: [what: string, environment: Environment, problems: RegExp[]][] = [
    ['a port that is no number', { PORT: 'abc' }, [/^PORT must be a port number/]],
    ['a port over 65535', { PORT: '70000' }, [/^PORT must/]],
    ['an address that is none', { PUBLIC_URL: 'bot.example.com' }, [/^PUBLIC_URL must/]],
    ['an address for which anybody could read along', { PUBLIC_URL: 'http://bot.example.com' }, [/^PUBLIC_URL must/]],
    ['an address with a password', { PUBLIC_URL: 'https://me:secret@bot.example.com' }, [/^PUBLIC_URL must/]],
    [
      'a cloud that there is not',
      { ...APP, CHANNEL_SERVICE: 'https://wrong.example' },
      [/^CHANNEL_SERVICE must be one of/],
    ],
    ['a log level that there is not', { LOG_LEVEL: 'loud' }, [/^LOG_LEVEL must be one of trace, debug/]],
    ['a renewal rule that there is not', { RENEWAL_TERM_FROM: 'whenever' }, [/^RENEWAL_TERM_FROM must be one of/]],
    ['a short link secret', { LINK_SECRET: 'too-short' }, [/^LINK_SECRET must have at least 32/]],
    ['an app id that is no GUID', { ...APP, MicrosoftAppId: 'my-bot' }, [/^MicrosoftAppId must be a GUID/]],
    ['no password', { ...APP, MicrosoftAppPassword: '' }, [/^MicrosoftAppPassword must be set/]],
    ['an app type that there is not', { ...APP, MicrosoftAppType: 'Multi' }, [/^MicrosoftAppType must be one of/]],
    [
      'a single tenant without tenant',
      { ...APP, MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: '' },
      [/^MicrosoftAppTenantId/],
    ],
    [
      'a password without an app id',
      { MicrosoftAppPassword: 'x' },
      [/^MicrosoftAppPassword is set, but MicrosoftAppId is not/],
    ],
    ['an address with a query', { PUBLIC_URL: 'https://bot.example.com/?a=1' }, [/^PUBLIC_URL must/]],
    ['tester mode beside an app id', { ...APP, TESTER_MODE: 'true' }, [/^TESTER_MODE cannot be true/]],
    ['tester mode off without an app id', { TESTER_MODE: 'false' }, [/^TESTER_MODE is false/]],
  ];
  for (const [what, environment, expected] of wrong) {
    it(`are refused with ${what}, naming the variable`, () => {
      const problems = problemsOf(environment);
      assert.equal(problems.length, expected.length, problems.join('\n'));
      for (const [index, pattern] of expected.entries()) assert.match(problems[index] as string, pattern);
    });
  }

  it('are refused with every problem at once', () => {
    assert.equal(problemsOf({ PORT: 'x', LOG_LEVEL: 'y', RENEWAL_TERM_FROM: 'z' }).length, 3);
  });

  it('never repeat a secret in a message', () => {
    assert.doesNotMatch(problemsOf({ LINK_SECRET: 'hunter2' }).join(), /hunter2/);
  });

  for (const type of ['SingleTenant', 'MultiTenant', 'UserAssignedMSI'] as const) {
    it(`take a ${type} registration`, () => {
      const password = type === 'UserAssignedMSI' ? undefined : APP.MicrosoftAppPassword;
      const { app } = readConfig({ ...APP, MicrosoftAppType: type, MicrosoftAppPassword: password });
      assert.equal(app?.type, type);
      assert.equal(app?.id, APP.MicrosoftAppId);
    });
  }
});
