import { createHmac, randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type HookHandlerDoneFunction,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { AppError, forbidden, unauthenticated } from '#kernel/errors.ts';
import { type Actor, type Policy, mayEver } from '#kernel/policy.ts';
import { LIMITS, type LimitName } from './limits.ts';
import { type Log, errorFacts } from './log.ts';
import { metrics } from './metrics.ts';
import { Allowance, callerOf } from './rate-limit.ts';
import { schemaChecks } from './schema-checks.ts';
import { misleadingIn, unkeepableIn } from './text-guard.ts';
import { explainDefects } from './validation.ts';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What this route does: a key of the composed policy. A route without one stops the start. */
    action?: string;
    /** How often one caller may ask: a key of LIMITS. A route without one stops the start. */
    limit?: LimitName;
    /** Answers a faulty form with the form itself and what was typed, so it looks for misleading characters itself. */
    ownForm?: boolean;
    /** Set when the route is declared: may anybody ask, and how often. */
    open?: boolean;
    allowances?: Allowances;
  }
  interface FastifyRequest {
    actor: Actor | null;
    sessionId: string | null;
  }
}

export interface Session {
  readonly id: string;
  readonly actor: Actor;
}

export interface HttpOptions {
  readonly log: Log;
  /** Every action of every feature. */
  readonly policy: Policy;
  /** Who is asking; null when nobody has signed in. Called only where the action is not public. */
  readonly authenticate: (request: FastifyRequest) => Promise<Session | null>;
  /** The page shown to people where something went wrong. */
  readonly errorPage: (problem: Problem) => string;
  /** Secret that binds a form token to a session. */
  readonly tokenKey: string;
  readonly trustProxy: boolean | number | readonly string[];
  readonly https: boolean;
  /** Multiplies every limit: several people behind one address, or a measurement. */
  readonly limitFactor: number;
}

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly reasons: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly requestId: string;
}

/** Largest body of a request that is not an upload. Uploads have limits of their own. */
const BODY_LIMIT = 1024 * 1024;

export const CONTENT_SECURITY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  mediaSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  manifestSrc: ["'self'"],
} as const;

/**
 * The HTTP server with everything a route may rely on: identity, policy, limits, same-origin writes, headers,
 * error pages in Chinese. Routes are added by features afterwards; each names its action and its limit.
 */
export async function buildHttp(options: HttpOptions): Promise<App> {
  const headers = await securityHeaders(options.https);
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    trustProxy: trusted(options.trustProxy),
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: 60_000,
    // An address that cannot be read (`/%zz`) reaches no route and no hook; it is answered in our words all the same.
    frameworkErrors: (error, request, reply) => {
      reply.headers(headers).header('x-request-id', request.id);
      answerError(error, request, reply, options);
    },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(await schemaChecks());
  app.decorateRequest('actor', null);
  app.decorateRequest('sessionId', null);
  demandDeclarations(app, options);
  const elsewhere = allowancesOf('page', options.limitFactor, 1);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers).header('x-request-id', request.id);
    const { allowances = elsewhere } = request.routeOptions.config;
    done(tooMany(reply, allowances.address.ask(callerOf(request.ip))));
  });
  observe(app, options.log);
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, options));
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: BODY_LIMIT });
  await registerMultipart(app);
  app.addHook('preValidation', (request, _reply, done) => {
    if (saysNothingOdd(request)) return done();
    const { body, query, params, cookies, routeOptions } = request;
    const { config, schema } = routeOptions;
    done(
      unkeepableIn(body, query, params, cookies) ??
        misleadingIn(config.ownForm ? undefined : body, schema?.body, query, params, cookies),
    );
  });
  // Before anything that was sent is read or checked: whoever may not ask learns nothing of what would have been right.
  app.addHook('onRequest', (request, reply, done) => {
    // Asked for far more often than anything else; a promise for nothing is not free.
    if (SAFE.has(request.method) && request.routeOptions.config.open) return done();
    authorize(request, reply, options).then(() => done(), done);
  });
  app.setNotFoundHandler((request, reply) =>
    answerError(new AppError('not-found', 404, ['没有这个页面，地址可能有误或已变更']), request, reply, options),
  );
  return app;
}

/**
 * The plugin cleans up after forms with files, for which it puts a listener and two promises on every request there is.
 * Only requests that bring such a form need them; for a cached page they were a tenth of all work.
 */
async function registerMultipart(app: App): Promise<void> {
  const addHook = app.addHook as (name: string, hook: Waiting) => App;
  const onlyForForms = (name: string, clean: Cleaning) =>
    addHook.call(app, name, (request, reply, done) => {
      if (!request.headers['content-type']?.startsWith('multipart/')) return done();
      clean(request, reply).then(() => done(), done);
    });
  app.addHook = onlyForForms as App['addHook'];
  await app.register(multipart, { limits: { fileSize: 50 * 1024 * 1024, files: 10, fields: 50, fieldSize: 200_000 } });
  app.addHook = addHook as App['addHook'];
}

type Cleaning = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
type Waiting = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction) => void;

/** A number is how many proxies stand before us. */
function trusted(proxies: HttpOptions['trustProxy']): boolean | string[] | ((address: string, hop: number) => boolean) {
  if (typeof proxies === 'number') return (_address, hop) => hop < proxies;
  return typeof proxies === 'boolean' ? proxies : [...proxies];
}

/** Who is asking, on a route that is not public. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw unauthenticated();
  return request.actor;
}

function demandDeclarations(app: App, { policy, limitFactor }: HttpOptions): void {
  app.addHook('onRoute', (route) => {
    const where = `${route.method} ${route.url}`;
    const { action, limit } = route.config ?? {};
    if (!action) throw new Error(`${where} names no action`);
    const rule = policy[action];
    if (!rule) throw new Error(`${where} names the action ${action}, for which there is no policy`);
    if (!limit) throw new Error(`${where} has no limit`);
    const open = rule.roles === 'public';
    route.config = { ...route.config, open, allowances: allowancesOf(limit, limitFactor, open ? 1 : OFFICE) };
  });
}

/** Who has signed in counts for himself; before that, and on public routes, an address counts. */
interface Allowances {
  readonly address: Allowance;
  readonly session: Allowance;
}

/** People of an office share an address: on their routes it may ask for this many of them. */
const OFFICE = 30;
const MINUTE_MS = 60_000;

function allowancesOf(limit: LimitName, factor: number, people: number): Allowances {
  const max = LIMITS[limit].max * factor;
  return { address: new Allowance(max * people, MINUTE_MS), session: new Allowance(max, MINUTE_MS) };
}

/** The refusal when there is a time to wait, in whole seconds; undefined when there is none. */
function tooMany(reply: FastifyReply, seconds: number): AppError | undefined {
  if (seconds === 0) return undefined;
  reply.header('retry-after', seconds);
  return new AppError('too-many', 429, [`操作过于频繁，请在 ${seconds} 秒后再试`]);
}

/** Who asks, may they ever, and does the request come from our own pages. What it is about is checked by the command. */
async function authorize(
  request: FastifyRequest,
  reply: FastifyReply,
  { policy, authenticate, tokenKey }: HttpOptions,
): Promise<void> {
  const { action = '', allowances } = request.routeOptions.config;
  const rule = policy[action];
  if (!rule) return;
  if (!SAFE.has(request.method)) demandSameOrigin(request);
  if (rule.roles === 'public') return;
  const session = await authenticate(request);
  if (!session) throw unauthenticated();
  request.actor = session.actor;
  request.sessionId = session.id;
  const refusal = tooMany(reply, allowances?.session.ask(session.id) ?? 0);
  if (refusal) throw refusal;
  if (!SAFE.has(request.method) && request.headers['x-form-token'] !== formToken(session.id, tokenKey))
    throw new AppError('form-token', 403, ['页面已过期，请刷新后再提交；您填写的内容仍保留在页面上']);
  if (!mayEver(rule, session.actor)) throw forbidden();
}

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Browsers say where a request comes from; a write from another site is refused. */
function demandSameOrigin(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  const foreignOrigin = origin !== undefined && URL.parse(origin)?.host !== request.host;
  if (foreignSite || foreignOrigin)
    throw new AppError('foreign-origin', 403, ['提交来自其他网站，已拦截。请从本站页面重新操作']);
}

/** The token a signed-in page sends with every write; worthless outside its session. */
export function formToken(sessionId: string, key: string): string {
  return createHmac('sha256', key).update(`form-token\0${sessionId}`).digest('base64url');
}

function answerError(
  error: FastifyError | AppError,
  request: FastifyRequest,
  reply: FastifyReply,
  options: HttpOptions,
) {
  const problem = problemOf(error, request);
  if (problem.status >= 500)
    options.log.error('request failed', {
      requestId: request.id,
      route: request.routeOptions.url ?? null,
      ...errorFacts(error),
    });
  reply.code(problem.status).header('cache-control', 'no-store');
  if (!wantsPage(request))
    return reply
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify({ title: problem.reasons[0], ...problem }));
  return reply.type('text/html; charset=utf-8').send(options.errorPage(problem));
}

const WRONG_ADDRESS = '网址不完整或者有误，请从列表或者上一页重新打开';

function problemOf(error: FastifyError | AppError, request: FastifyRequest): Problem {
  const requestId = request.id;
  if (error instanceof AppError) {
    const { status, code, reasons, fields } = error;
    return { status, code, reasons, fields, requestId };
  }
  if (error.validation) {
    const context = error.validationContext as 'body' | 'params' | 'querystring' | undefined;
    const schema = request.routeOptions.schema?.[context ?? 'body'];
    const found = explainDefects(error.validation, schema);
    // Nobody types an address by its parts: which of them is wrong helps nobody.
    const fields =
      context === 'params' ? Object.fromEntries(Object.keys(found).map((field) => [field, WRONG_ADDRESS])) : found;
    return { status: 422, code: 'invalid', reasons: [...new Set(Object.values(fields))], fields, requestId };
  }
  const status = databaseIsAway(error) ? 503 : (error.statusCode ?? (isBrokenForm(error) ? 400 : 500));
  return {
    status,
    code: status < 500 ? 'bad-request' : status === 503 ? 'unavailable' : 'failure',
    reasons: [KNOWN[status] ?? fallback(status)],
    fields: {},
    requestId,
  };
}

/** What the reader of forms with files says of a form it cannot take apart: plain errors, and about what was sent. */
const isBrokenForm = ({ message }: Error): boolean => /multipart/i.test(message);

/** Refused, broken off, shutting down, starting up, no connection free in time: it comes back by itself, so asking again helps. */
const AWAY: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '53300']);

const databaseIsAway = ({ code, message }: FastifyError): boolean =>
  AWAY.has(code) ||
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/.test(message);

const KNOWN: Readonly<Record<number, string>> = {
  400: '提交的内容不完整或格式不对，请返回检查后重试',
  405: '这个地址不支持此种操作',
  413: '提交的内容太大，请减小文件或分次提交',
  415: '不支持这种内容格式',
  503: '系统正忙，请稍后再试',
};

const fallback = (status: number) =>
  status < 500
    ? '请求有误，请返回检查后重试'
    : '系统出了故障，已经记录。请稍后再试；如仍不行，请把页面上的编号告诉我们';

function wantsPage(request: FastifyRequest): boolean {
  return (
    !request.url.startsWith('/api/') &&
    !request.url.startsWith('/open/v') &&
    (request.headers.accept ?? '').includes('text/html')
  );
}

function observe(app: App, log: Log): void {
  app.addHook('onResponse', (request, reply, done) => {
    done();
    const { url: route = 'unknown', limit } = request.routeOptions.config;
    metrics.request(request.method, route, reply.statusCode, reply.elapsedTime);
    if (route === 'unknown' || limit === 'page') return;
    log.info('request', {
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      actor: request.actor?.id ?? null,
    });
  });
}

/**
 * The headers helmet would set on every answer. They are the same each time, so it is asked once: working them out anew
 * cost as much processor time as everything else a cached page needs (bench/README.md).
 */
async function securityHeaders(https: boolean): Promise<Readonly<Record<string, string>>> {
  const once = Fastify();
  await once.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: mutable(CONTENT_SECURITY) },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    xFrameOptions: { action: 'deny' },
  });
  once.get('/', (_request, reply) => reply.code(204).send());
  const { headers } = await once.inject('/');
  await once.close();
  const { date: _date, connection: _connection, ...kept } = headers;
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)]));
}

function mutable(directives: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(directives).map(([name, values]) => [name, [...values]]));
}

/** Printable ASCII without `%`, by which any other character would be written in an address or a cookie. */
const PLAIN = /^[\x20-\x24\x26-\x7e]*$/;

/** Nearly every page that is read: no body, and an address and cookies in which nothing can hide. Spares taking them apart. */
const saysNothingOdd = ({ body, url, headers }: FastifyRequest): boolean =>
  body === undefined && PLAIN.test(url) && PLAIN.test(headers.cookie ?? '');
