import type { FastifyRequest } from 'fastify';
import { AppError } from '#kernel/errors.ts';
import { hoursBetween, instant, type Instant } from '#kernel/dates.ts';
import { liesIn, networkList } from '#platform/networks.ts';
import { Allowance } from '#platform/rate-limit.ts';
import type { Services } from '#platform/services.ts';
import type { Operation } from './contract.ts';
import { openSecret } from './keys.ts';
import { beginRecord, type Beginning } from './records.ts';
import { isSigned, sha256, WINDOW_MINUTES } from './signing.ts';

/** A request of a partner, once it has proven who it is. */
export interface Partner {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly bureauId: string;
  readonly operations: readonly string[];
  readonly unitIds: readonly string[];
}

export interface Call {
  readonly operation: string;
  readonly begunAt: Instant;
  readonly claims: Claims | undefined;
  key: KnownKey | undefined;
  partner: Partner | undefined;
  body: Uint8Array;
  /** Once the signature has been found good and the record has begun. */
  recordId: string | undefined;
  /** How it ended, where the code in the answer says less than we know. */
  outcome: string | undefined;
  externalId: string | undefined;
  documentId: string | undefined;
  /** Seconds to wait, where it came too soon. */
  retryAfter: number | undefined;
  ended: boolean;
}

interface Claims {
  readonly keyId: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
}

type KnownKey = NonNullable<Awaited<ReturnType<typeof keyById>>>;

/** Looks at the headers before anything of the body is read: without a key that we know nobody makes us read forty megabytes. */
export async function openCall(services: Services, call: Call): Promise<void> {
  if (!call.claims) throw unproven(call, 'unknown-key');
  call.key = await keyById(services, call.claims.keyId);
  if (!call.key || call.key.revoked_at) throw unproven(call, 'unknown-key');
}

export const newCall = (request: FastifyRequest, operation: string, now: Instant): Call => ({
  operation,
  begunAt: now,
  claims: claimsOf(request),
  key: undefined,
  partner: undefined,
  body: new Uint8Array(),
  recordId: undefined,
  outcome: undefined,
  externalId: undefined,
  documentId: undefined,
  retryAfter: undefined,
  ended: false,
});

/**
 * Proves the signature, the time and that the request is new, then what the partner may do. Until the signature is good every
 * refusal says the same; afterwards the partner is told what is wrong.
 */
export async function prove(
  services: Services,
  request: FastifyRequest,
  call: Call,
  needs: Operation | undefined,
): Promise<void> {
  const { claims, key } = call;
  if (!claims || !key) throw unproven(call, 'unknown-key');
  const { nonce, timestamp, signature } = claims;
  const signed = { method: request.method, path: request.raw.url ?? '', timestamp, nonce, body: call.body };
  if (!isSigned(openSecret(services.secrets, key), signed, signature)) throw unproven(call, 'bad-signature');
  call.partner = {
    id: key.partner_id,
    key: key.partner_key,
    name: key.name,
    bureauId: key.bureau_id,
    operations: key.operations,
    unitIds: key.unit_ids,
  };
  if (key.expires_at <= call.begunAt) throw told(call, 'key-expired', 401, '密钥已过期，请联系我方系统管理员换发');
  if (key.networks.length > 0 && !liesIn(networkList(key.networks), request.ip))
    throw told(call, 'wrong-network', 403, `来源地址 ${request.ip} 不在登记的网段内，请联系我方政务公开办公室`);
  if (!withinWindow(timestamp, call.begunAt))
    throw told(
      call,
      'stale-timestamp',
      401,
      `x-sunlit-timestamp 与我方时间 ${call.begunAt} 相差超过 ${WINDOW_MINUTES} 分钟，请校准时钟后用新的随机串重发`,
    );
  if (!(await begin(services, request, call)))
    throw told(call, 'replayed', 409, 'x-sunlit-nonce 已经用过；重发时请换新的随机串，内容不变即可');
  if (key.closed_at) throw told(call, 'partner-closed', 403, '对接已停用，请联系我方政务公开办公室');
  if (needs && !key.operations.includes(needs))
    throw told(call, 'not-allowed', 403, '没有登记这项操作，请联系我方政务公开办公室');
  const seconds = allowanceOf(key.partner_id, key.per_minute).ask(key.partner_id);
  if (seconds > 0) call.retryAfter = seconds;
  if (seconds > 0) throw told(call, 'too-many', 429, `超过每分钟 ${key.per_minute} 次，请在 ${seconds} 秒后重发`);
}

/** The one answer to whoever has not proven anything. */
function unproven(call: Call, outcome: string): AppError {
  call.outcome = outcome;
  return new AppError('unauthenticated', 401, ['请求没有通过验证，请核对密钥编号、签名的写法和内容']);
}

function told(call: Call, code: string, status: number, sentence: string): AppError {
  call.outcome = code;
  return new AppError(code, status, [sentence]);
}

function claimsOf({ headers }: FastifyRequest): Claims | undefined {
  const keyId = one(headers['x-sunlit-key'], /^sk-[0-9a-f]{24}$/);
  const nonce = one(headers['x-sunlit-nonce'], /^[A-Za-z0-9_-]{16,64}$/);
  const timestamp = one(headers['x-sunlit-timestamp'], /^[0-9T:.Z+-]{20,35}$/);
  const signature = one(headers['x-sunlit-signature'], /^sha256=[0-9a-f]{64}$/);
  return keyId && nonce && timestamp && signature ? { keyId, nonce, timestamp, signature } : undefined;
}

const one = (header: string | string[] | undefined, form: RegExp): string | undefined =>
  typeof header === 'string' && form.test(header) ? header : undefined;

function withinWindow(timestamp: string, now: Instant): boolean {
  try {
    return Math.abs(hoursBetween(instant(timestamp), now)) * 60 <= WINDOW_MINUTES;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const keyById = ({ db }: Services, keyId: string) =>
  db
    .selectFrom('exchange_key as k')
    .innerJoin('exchange_partner as p', 'p.id', 'k.partner_id')
    .select(['k.key_id', 'k.secret', 'k.expires_at', 'k.revoked_at', 'k.partner_id'])
    .select(['p.key as partner_key', 'p.name', 'p.bureau_id', 'p.operations', 'p.unit_ids', 'p.networks'])
    .select(['p.per_minute', 'p.closed_at'])
    .where('k.key_id', '=', keyId)
    .executeTakeFirst();

/** Uses the nonce up and begins the record, both or neither. False when the nonce has been used. */
async function begin({ db }: Services, request: FastifyRequest, call: Call): Promise<boolean> {
  const keyId = call.claims?.keyId ?? '';
  return db.transaction().execute(async (tx) => {
    const fresh = await tx
      .insertInto('exchange_nonce')
      .values({ key_id: keyId, nonce: call.claims?.nonce ?? '', seen_at: call.begunAt })
      .onConflict((oc) => oc.doNothing())
      .returning('nonce')
      .executeTakeFirst();
    if (!fresh) return false;
    await tx.updateTable('exchange_key').set({ last_used_at: call.begunAt }).where('key_id', '=', keyId).execute();
    call.recordId = await beginRecord(tx, beginningOf(request, call));
    return true;
  });
}

export function beginningOf(request: FastifyRequest, call: Call): Beginning {
  return {
    direction: 'in',
    partner_id: call.partner?.id ?? null,
    key_id: call.claims?.keyId ?? null,
    operation: call.operation,
    method: request.method,
    path: request.raw.url ?? '',
    request_id: request.id,
    size: call.body.length,
    payload_hash: call.body.length > 0 ? sha256(call.body) : null,
    begun_at: call.begunAt,
  };
}

const allowances = new Map<string, { readonly max: number; readonly allowance: Allowance }>();
const MINUTE_MS = 60_000;

/** Each partner's own count in this process; begun anew when its limit is changed. */
function allowanceOf(partnerId: string, max: number): Allowance {
  const known = allowances.get(partnerId);
  if (known?.max === max) return known.allowance;
  const allowance = new Allowance(max, MINUTE_MS);
  allowances.set(partnerId, { max, allowance });
  return allowance;
}
