import path from 'node:path';
import { AppError } from '#kernel/errors.ts';
import type { Parser } from './config/parsers.ts';
import { internalVariables, type Variable, type VariableName, variables } from './config/variables.ts';
import { projectRoot } from './root.ts';

/** Everything that can be set from outside, checked once at start; nothing else reads the environment. */
export interface Config {
  readonly host: string;
  /** 0 lets the system choose (tests). */
  readonly port: number;
  /** Without trailing slash. */
  readonly baseUrl: string;
  readonly trustProxy: boolean | number | readonly string[];
  /** Multiplies every rate limit. */
  readonly limitFactor: number;
  readonly roles: readonly ('web' | 'worker')[];
  /** Absolute. */
  readonly dataDir: string;
  /** Undefined: the embedded one. A role without an address is made by the owner and signs in with a derived password. */
  readonly database:
    | { readonly ownerUrl: string; readonly officeUrl: string | undefined; readonly portalUrl: string | undefined }
    | undefined;
  /** Undefined: the one in secrets.json of the data folder. */
  readonly secretKey: string | undefined;
  readonly journalAlgorithm: 'sm3' | 'sha256';
  /** `password` undefined: drawn at random once. */
  readonly demo: { readonly enabled: boolean; readonly password: string | undefined };
  readonly mail: { readonly smtpUrl: string; readonly from: string } | undefined;
  /** The mailbox that is read for applications, and the folder where mails go once they were taken. */
  readonly mailbox: { readonly url: string; readonly done: string | undefined } | undefined;
  readonly sms: { readonly url: string; readonly token: string | undefined } | undefined;
  readonly oidc:
    | { readonly issuer: string; readonly clientId: string; readonly clientSecret: string; readonly label: string }
    | undefined;
  readonly clamd: { readonly host: string; readonly port: number } | undefined;
  /** Undefined: looked for where it is usually put. */
  readonly soffice: string | undefined;
  readonly metricsToken: string | undefined;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** What is set does not fit. `reasons` has one sentence for each mistake, `fields` has them by variable. */
export class ConfigError extends AppError {
  constructor(problems: Readonly<Record<string, string>>) {
    super('configuration', 500, Object.values(problems), problems);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;
type Values = { readonly [N in VariableName]: (typeof variables)[N] extends Variable<infer T> ? T | undefined : never };

/**
 * Reads the configuration from an environment; an empty value counts as not set. `root` is what SUNLIT_DATA_DIR is relative to.
 * Refuses with a ConfigError that names every mistake at once: wrong values, settings that do not go together, and unknown
 * SUNLIT_ variables with the name that was probably meant.
 */
export function readConfig(env: Environment, root: string = projectRoot()): Config {
  const problems: Record<string, string> = { ...unknownVariables(env) };
  const values = readValues(env, problems);
  Object.assign(problems, contradictions(values, problems));
  if (Object.keys(problems).length > 0) throw new ConfigError(problems);
  return assemble(values, root);
}

/** One row for each variable, for docs/generated/configuration.md and `sunlit config`. */
export function describeConfig(): readonly { name: string; about: string; usual: string; secret: boolean }[] {
  return entries().map(([name, { about, usual, otherwise, secret }]) => ({
    name,
    about,
    usual: usual ?? otherwise ?? '',
    secret: secret === true,
  }));
}

const entries = () => Object.entries(variables) as [VariableName, Variable<unknown>][];

function readValues(env: Environment, problems: Record<string, string>): Values {
  const values: Partial<Record<VariableName, unknown>> = {};
  for (const [name, { parse, usual, secret }] of entries()) {
    const given = env[name]?.trim() || usual;
    if (given === undefined) continue;
    const parsed = (parse as Parser<unknown>)(given);
    if ('value' in parsed) values[name] = parsed.value;
    else
      problems[name] =
        `${name} 的值${secret ? '' : `“${given}”`}不对：应为${/^\w/.test(parsed.expected) ? ' ' : ''}${parsed.expected}`;
  }
  // Each value came from the parser of its own variable.
  return values as Values;
}

function unknownVariables(env: Environment): Readonly<Record<string, string>> {
  const known: readonly string[] = [...Object.keys(variables), ...internalVariables];
  const unknown = Object.keys(env).filter((name) => name.startsWith(PREFIX) && !known.includes(name));
  return Object.fromEntries(unknown.map((name) => [name, unknownSentence(name, Object.keys(variables))]));
}

const PREFIX = 'SUNLIT_';

function unknownSentence(name: string, known: readonly string[]): string {
  const [near] = known
    .map((other) => ({ other, distance: editDistance(name, other) }))
    // A third of what was typed may be wrong; more is another word.
    .filter(({ distance }) => distance <= Math.max(1, (name.length - PREFIX.length) / 3))
    .sort((a, b) => a.distance - b.distance);
  return `没有名为 ${name} 的设置${near ? `，您要写的可能是 ${near.other}` : '，请对照 docs/generated/configuration.md 核对名称'}`;
}

/** Letters to insert, delete or change to get from one name to the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Settings that are right one by one but not together. A setting that is itself wrong counts as given. */
function contradictions(values: Values, wrong: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const given = (name: VariableName) => values[name] !== undefined || name in wrong;
  const found: Record<string, string> = {};
  const missing = (name: VariableName, because: string) => {
    if (!given(name)) found[name] = `${because}，还须设置 ${name}`;
  };
  for (const name of ['DATABASE_OFFICE_URL', 'DATABASE_PORTAL_URL'] as const) {
    if (given(name)) missing('DATABASE_URL', `设置了 ${name}`);
  }
  if (given('SMTP_URL')) missing('SUNLIT_MAIL_FROM', '设置了 SMTP_URL');
  if (given('SUNLIT_MAIL_FROM')) missing('SMTP_URL', '设置了 SUNLIT_MAIL_FROM');
  if (given('SUNLIT_MAILBOX_DONE')) missing('SUNLIT_MAILBOX_URL', '设置了 SUNLIT_MAILBOX_DONE');
  if (given('SUNLIT_SMS_TOKEN')) missing('SUNLIT_SMS_URL', '设置了 SUNLIT_SMS_TOKEN');
  const oidc = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
  const begun = oidc.find(given);
  if (begun) for (const name of oidc) missing(name, `设置了 ${begun}`);
  if (demoEnabled(values) && values.HOST && !isLoopback(values.HOST) && !values.SUNLIT_LISTEN_DEMO_PUBLICLY) {
    found.HOST = `演示系统只能在本机访问，HOST 不能是 ${values.HOST}；如确要公开演示，请设置 SUNLIT_LISTEN_DEMO_PUBLICLY=true；如是正式使用，请设置 SUNLIT_DEMO=false`;
  }
  return found;
}

const demoEnabled = (values: Values) => values.SUNLIT_DEMO ?? values.DATABASE_URL === undefined;

/** Is this a name or number of the machine itself, which nobody reaches from elsewhere? */
export const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);

function assemble(values: Values, root: string): Config {
  const { DATABASE_URL: ownerUrl, SMTP_URL: smtpUrl, SUNLIT_MAIL_FROM: from, CLAMD_HOST: clamd } = values;
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  const host = withDefault(values.HOST);
  const port = withDefault(values.PORT);
  return {
    host,
    port,
    baseUrl: values.SUNLIT_BASE_URL ?? `http://${addressable(host)}:${port}`,
    trustProxy: withDefault(values.SUNLIT_TRUST_PROXY),
    limitFactor: withDefault(values.SUNLIT_LIMIT_FACTOR),
    roles: withDefault(values.SUNLIT_ROLES),
    dataDir: path.resolve(root, withDefault(values.SUNLIT_DATA_DIR)),
    database: ownerUrl
      ? { ownerUrl, officeUrl: values.DATABASE_OFFICE_URL, portalUrl: values.DATABASE_PORTAL_URL }
      : undefined,
    secretKey: values.SUNLIT_SECRET_KEY,
    journalAlgorithm: withDefault(values.SUNLIT_JOURNAL_ALGORITHM),
    demo: { enabled: demoEnabled(values), password: values.SUNLIT_DEMO_PASSWORD },
    mail: smtpUrl && from ? { smtpUrl, from } : undefined,
    mailbox: values.SUNLIT_MAILBOX_URL
      ? { url: values.SUNLIT_MAILBOX_URL, done: values.SUNLIT_MAILBOX_DONE }
      : undefined,
    sms: values.SUNLIT_SMS_URL ? { url: values.SUNLIT_SMS_URL, token: values.SUNLIT_SMS_TOKEN } : undefined,
    oidc:
      issuer && clientId && clientSecret
        ? { issuer, clientId, clientSecret, label: withDefault(values.OIDC_LABEL) }
        : undefined,
    clamd: clamd ? { host: clamd, port: withDefault(values.CLAMD_PORT) } : undefined,
    soffice: values.SUNLIT_SOFFICE,
    metricsToken: values.SUNLIT_METRICS_TOKEN,
    logLevel: withDefault(values.SUNLIT_LOG_LEVEL),
  };
}

/** A variable with a usual text always has a value by now. */
function withDefault<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a variable with a usual value has none');
  return value;
}

/** All interfaces cannot be typed into a browser; an IPv6 number needs its brackets. */
function addressable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
