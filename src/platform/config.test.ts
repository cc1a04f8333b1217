import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConfigError, describeConfig, readConfig } from './config.ts';

const ROOT = '/srv/sunlit';
const read = (env: Record<string, string>) => readConfig(env, ROOT);

function problemsOf(env: Record<string, string>): Readonly<Record<string, string>> {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.fields;
    throw error;
  }
  return {};
}

describe('with nothing set', () => {
  const config = read({});

  test('it is a demonstration on this machine only, with its own database', () => {
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      baseUrl: 'http://127.0.0.1:8080',
      database: undefined,
      demo: { enabled: true, password: undefined },
      journalAlgorithm: 'sm3',
      roles: ['web', 'worker'],
      trustProxy: false,
      logLevel: 'info',
    });
  });

  test('the data folder lies in the project', () => expect(config.dataDir).toBe('/srv/sunlit/.sunlit'));

  test('nothing is sent, scanned or delegated', () => {
    expect([config.mail, config.sms, config.oidc, config.clamd, config.metricsToken]).toEqual(Array(5).fill(undefined));
  });
});

test('a variable that is empty counts as not set', () => {
  expect(read({ PORT: '', SUNLIT_DATA_DIR: ' ', DATABASE_URL: '' })).toEqual(read({}));
});

test('an external database switches the demonstration off unless asked for', () => {
  const DATABASE_URL = 'postgres://owner:secret@db/sunlit';
  expect(read({ DATABASE_URL }).demo.enabled).toBe(false);
  expect(read({ DATABASE_URL, SUNLIT_DEMO: 'yes' }).demo.enabled).toBe(true);
  expect(read({ DATABASE_URL }).database).toEqual({
    ownerUrl: DATABASE_URL,
    officeUrl: undefined,
    portalUrl: undefined,
  });
});

describe.each<[name: string, wrong: readonly string[], right: readonly string[]]>([
  ['PORT', ['80a', '-1', '65536', '8080.5', '0x50', '1e3'], ['0', '1', '65535']],
  ['HOST', ['http://x', 'a b', 'x:80/', '-a'], ['127.0.0.1', 'localhost', '::1']],
  [
    'SUNLIT_BASE_URL',
    ['yjj.example', 'ftp://x', 'https://x/path', 'https://x?y', 'https://u@x'],
    ['https://x', 'http://x:81/'],
  ],
  [
    'SUNLIT_TRUST_PROXY',
    ['true', '0.5', 'proxy', '10', '10.0.0.0/33', '10.0.0.0/8;x'],
    ['false', '1', '10.0.0.0/8', 'loopback,::1'],
  ],
  ['SUNLIT_LIMIT_FACTOR', ['0', '1.5', 'many'], ['1', '1000']],
  ['SUNLIT_ROLES', ['webb', ',', 'web,cook'], ['web', 'worker', 'worker, web']],
  ['DATABASE_URL', ['mysql://x/y', 'localhost', 'postgres://'], ['postgres://u:p@h/d', 'postgresql:///d?host=/run']],
  ['SUNLIT_SECRET_KEY', ['short', 'x'.repeat(31)], ['x'.repeat(32)]],
  ['SUNLIT_JOURNAL_ALGORITHM', ['md5', 'sha-256'], ['sm3', 'SHA256']],
  ['SUNLIT_DEMO', ['perhaps', '2'], ['true', 'False', 'on', '0']],
  ['SUNLIT_DEMO_PASSWORD', ['1234567'], ['12345678']],
  ['CLAMD_PORT', ['0', '99999'], ['3310']],
  ['SUNLIT_METRICS_TOKEN', ['short'], ['0123456789abcdef']],
  ['SUNLIT_LOG_LEVEL', ['loud'], ['debug']],
])('%s', (name, wrong, right) => {
  test.each(wrong)('refuses %s and says what it should be', (value) => {
    const problem = problemsOf({ [name]: value })[name];
    expect(problem).toMatch(new RegExp(`^${name} 的值.*不对：应为.+`));
  });
  test.each(right)('takes %s', (value) => expect(problemsOf({ [name]: value })).toEqual({}));
});

test('a secret is not repeated in the message about it', () => {
  const { DATABASE_URL = '' } = problemsOf({ DATABASE_URL: 'mysql://root:hunter2@db' });
  expect(DATABASE_URL).not.toContain('hunter2');
  expect(DATABASE_URL).toContain('postgres://');
});

test('every mistake is told at once', () => {
  const problems = problemsOf({
    PORT: 'x',
    HOST: '0.0.0.0',
    SUNLIT_ROLES: 'cook',
    SUNLIT_DAT_DIR: '/x',
    OIDC_ISSUER: 'https://i',
  });
  expect(Object.keys(problems).sort()).toEqual(
    ['HOST', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PORT', 'SUNLIT_DAT_DIR', 'SUNLIT_ROLES'].sort(),
  );
});

describe('an unknown SUNLIT_ variable', () => {
  test.each([
    ['SUNLIT_DAT_DIR', 'SUNLIT_DATA_DIR'],
    ['SUNLIT_BASEURL', 'SUNLIT_BASE_URL'],
    ['SUNLIT_ROLE', 'SUNLIT_ROLES'],
    ['SUNLIT_LOGLEVEL', 'SUNLIT_LOG_LEVEL'],
  ])('%s is refused, and %s is proposed', (typed, meant) => {
    expect(problemsOf({ [typed]: 'x' })[typed]).toBe(`没有名为 ${typed} 的设置，您要写的可能是 ${meant}`);
  });
  test.each(['SUNLIT_ZZZZZZZZZZ', 'SUNLIT_FOO'])('without a near name points to the list: %s', (name) => {
    expect(problemsOf({ [name]: 'x' })[name]).toContain('configuration.md');
  });
  test('other programs’ variables are not our business', () => {
    expect(problemsOf({ NODE_ENV: 'x', POSTGRES_USER: 'y', SUNLIT_ROOT: '/srv' })).toEqual({});
  });
});

describe('settings that need each other', () => {
  test.each<[Record<string, string>, string[]]>([
    [{ SMTP_URL: 'smtp://mail' }, ['SUNLIT_MAIL_FROM']],
    [{ SUNLIT_MAIL_FROM: 'a@b.cn' }, ['SMTP_URL']],
    [{ SUNLIT_SMS_TOKEN: 't' }, ['SUNLIT_SMS_URL']],
    [{ OIDC_CLIENT_ID: 'c' }, ['OIDC_CLIENT_SECRET', 'OIDC_ISSUER']],
    [{ DATABASE_PORTAL_URL: 'postgres://h/d' }, ['DATABASE_URL']],
  ])('%o alone misses %o', (env, missing) => expect(Object.keys(problemsOf(env)).sort()).toEqual(missing));

  test('together they are taken', () => {
    const config = read({
      SMTP_URL: 'smtp://mail:25',
      SUNLIT_MAIL_FROM: '江西药监 <a@b.cn>',
      OIDC_ISSUER: 'https://id',
      OIDC_CLIENT_ID: 'c',
      OIDC_CLIENT_SECRET: 's',
      CLAMD_HOST: 'clamav',
    });
    expect(config.mail).toEqual({ smtpUrl: 'smtp://mail:25', from: '江西药监 <a@b.cn>' });
    expect(config.oidc).toEqual({ issuer: 'https://id', clientId: 'c', clientSecret: 's', label: '统一身份认证' });
    expect(config.clamd).toEqual({ host: 'clamav', port: 3310 });
  });
});

describe('a demonstration', () => {
  test.each(['0.0.0.0', '::', '192.168.1.5', 'yjj.example'])('does not listen on %s', (HOST) => {
    expect(problemsOf({ HOST }).HOST).toContain('SUNLIT_LISTEN_DEMO_PUBLICLY');
  });
  test('listens there when told to', () => {
    expect(read({ HOST: '0.0.0.0', SUNLIT_LISTEN_DEMO_PUBLICLY: 'true' }).host).toBe('0.0.0.0');
  });
  test('that is switched off leaves the address free', () => {
    expect(read({ HOST: '0.0.0.0', SUNLIT_DEMO: 'false' }).baseUrl).toBe('http://localhost:8080');
  });
  test.each(['localhost', '127.0.0.2', '::1'])('listens on %s, which is this machine', (HOST) => {
    expect(problemsOf({ HOST })).toEqual({});
  });
});

test('whatever is set, the answer is a configuration or a ConfigError', () => {
  const names = describeConfig().map((row) => row.name);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), (env) => {
      const problems = problemsOf(env);
      for (const [name, sentence] of Object.entries(problems)) expect(sentence).toContain(name);
    }),
  );
});

test('every variable is described, and says what happens without it', () => {
  for (const { name, about, usual } of describeConfig()) {
    expect(`${name} ${about}`).toMatch(/\p{Script=Han}/u);
    expect(usual, name).not.toBe('');
  }
});
