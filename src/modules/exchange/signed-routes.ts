import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TObject } from 'typebox';
import { AppError } from '#kernel/errors.ts';
import type { App } from '#platform/http.ts';
import type { LimitName } from '#platform/limits.ts';
import { errorFacts } from '#platform/log.ts';
import { Allowance } from '#platform/rate-limit.ts';
import type { Services } from '#platform/services.ts';
import { misleadingIn, unkeepableIn } from '#platform/text-guard.ts';
import { checked } from '#platform/validation.ts';
import type { Operation } from './contract.ts';
import { endRecord, recordAtOnce } from './records.ts';
import { beginningOf, type Call, newCall, openCall, type Partner, prove } from './signed-call.ts';

/** A request that has proven itself, as its handler sees it. */
export interface ProvenCall {
  readonly services: Services;
  readonly partner: Partner;
  readonly params: Readonly<Record<string, string>>;
  /** The body, checked against the route's schema. */
  readonly body: unknown;
  /** What the exchange was about, for its record. */
  about(facts: { readonly externalId?: string; readonly documentId?: string; readonly outcome?: string }): void;
}

export interface SignedRoute {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly operation: Operation | 'ping';
  readonly limit: LimitName;
  /** What it is for and what it answers, for the description integrators read. */
  readonly summary: string;
  readonly answers: Readonly<Record<number, TObject>>;
  readonly body?: TObject;
  readonly bodyLimit?: number;
  readonly params?: TObject;
  /** Texts that are not read by people (files in base64) are left out of the search for misleading characters. */
  readonly readable?: (body: unknown) => unknown;
  readonly handle: (call: ProvenCall, reply: FastifyReply) => Promise<unknown>;
}

/** A body nobody has looked at yet: the checks that take requests apart see nothing in it. */
class Sealed {
  readonly #bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }
  open(): Uint8Array {
    return this.#bytes;
  }
}

/** Refusals of callers who proved nothing are recorded up to this many a minute; the log has the others. */
const UNPROVEN_A_MINUTE = 60;
const MINUTE_MS = 60_000;

/**
 * Routes that partners call with a signature: proven before the body is understood, recorded whatever becomes of them.
 * They stand in a scope of their own, where JSON is not parsed before its signature is known to be good.
 */
export function signedRoutes(app: App, services: Services, routes: readonly SignedRoute[]): void {
  const calls = new WeakMap<FastifyRequest, Call>();
  const unproven = new Allowance(UNPROVEN_A_MINUTE, MINUTE_MS);
  void app.register((scope: App, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, parsed) =>
      parsed(null, new Sealed(bytes as Buffer)),
    );
    for (const route of routes) add(scope, route);
    done();
  });

  function add(scope: App, route: SignedRoute): void {
    const needs = route.operation === 'ping' ? undefined : route.operation;
    scope.route({
      method: route.method,
      url: route.url,
      config: { action: 'exchange.call', limit: route.limit },
      ...(route.bodyLimit ? { bodyLimit: route.bodyLimit } : {}),
      onRequest: async (request) => {
        const call = newCall(request, route.operation, services.time.now());
        calls.set(request, call);
        await openCall(services, call);
      },
      preHandler: async (request) => {
        const call = callOf(request);
        if (request.body instanceof Sealed) call.body = request.body.open();
        await prove(services, request, call, needs);
      },
      onSend: async (request, reply, payload) => {
        const wait = calls.get(request)?.retryAfter;
        if (wait) reply.header('retry-after', wait);
        await end(request, reply, payload);
        return payload;
      },
      handler: async (request, reply) => {
        const call = callOf(request);
        if (!call.partner) throw new Error('handled before it was proven');
        const params = route.params ? checked(route.params, request.params) : {};
        return route.handle(
          {
            services,
            partner: call.partner,
            // The schemas of parameters hold texts only.
            params: params as Readonly<Record<string, string>>,
            body: route.body ? bodyOf(call.body, route.body, route.readable) : undefined,
            about: (facts) => void Object.assign(call, facts),
          },
          reply,
        );
      },
    });
  }

  function callOf(request: FastifyRequest): Call {
    const call = calls.get(request);
    if (!call) throw new Error('a signed request without its call');
    return call;
  }

  async function end(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<void> {
    const call = calls.get(request);
    if (!call || call.ended) return;
    call.ended = true;
    const status = reply.statusCode;
    const problem = status >= 400 ? problemIn(payload) : undefined;
    const ending = {
      at: services.time.now(),
      status,
      outcome: call.outcome ?? (status === 413 ? 'too-large' : (problem?.code ?? 'ok')),
      detail: problem && Object.keys(problem.fields).filter(isName).join('、'),
      ms: reply.elapsedTime,
      externalId: call.externalId,
      documentId: call.documentId,
    };
    if (call.recordId) return endRecord(services.db, call.recordId, ending);
    if (!call.partner && unproven.ask('all') > 0) return services.log.warn('unproven request', { status });
    try {
      await recordAtOnce(services.db, beginningOf(request, call), ending);
    } catch (error) {
      // The refusal stands, whether or not it could be written down.
      services.log.error('a refused exchange was not recorded', errorFacts(error));
    }
  }
}

/** Names of fields as ours are; what a stranger calls his fields is not kept. */
const isName = (name: string): boolean => /^[\w.-]{1,60}$/.test(name);

function problemIn(payload: unknown): { readonly code: string; readonly fields: object } | undefined {
  if (typeof payload !== 'string') return undefined;
  try {
    const { code, fields } = JSON.parse(payload) as { code?: unknown; fields?: unknown };
    return { code: String(code ?? ''), fields: typeof fields === 'object' && fields !== null ? fields : {} };
  } catch {
    return undefined;
  }
}

/** The body as JSON that we can keep and people can read, checked against its schema; every field's defect at once. */
function bodyOf(bytes: Uint8Array, schema: TObject, readable: SignedRoute['readable']): unknown {
  const body = parsed(bytes);
  const value = checked(schema, body);
  const seen = readable ? readable(value) : value;
  const refusal = unkeepableIn(seen) ?? misleadingIn(seen, schema);
  if (refusal) throw refusal;
  return value;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return JSON.parse(text, (name, value: unknown) => {
      if (name === '__proto__') throw new SyntaxError('a name no object of ours has');
      return value;
    });
  } catch {
    throw new AppError('not-json', 400, ['请求内容应是 UTF-8 编码的 JSON']);
  }
}
