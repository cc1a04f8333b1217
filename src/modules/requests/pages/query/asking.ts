import type { FastifyRequest } from 'fastify';
import { AppError } from '#kernel/errors.ts';
import { readQueryCode } from '#kernel/query-code.ts';
import { fieldOf } from '#platform/answer-page.ts';
import { callerOf } from '#platform/rate-limit.ts';
import type { Services } from '#platform/services.ts';
import { Guessing } from '../../tracking/guessing.ts';
import { type Pair, pairOf, ticketOf } from '../../tracking/tickets.ts';
import { readReceipt, type Tracked, trackOf } from '../../tracking/tracking.ts';
import { EXPIRED, pairErrors } from './refusals.ts';

/** Longer than any number, code, name of a choice or id is. */
export const LONGEST = 100;

export interface Asked {
  readonly pair: Pair;
  readonly tracked: Tracked;
  readonly ticket: string;
}

/** `found` is undefined where there is no such pair; `errors` then says what to look at. */
export interface Asking {
  readonly found: Asked | undefined;
  readonly receipt: string;
  readonly errors: Readonly<Record<string, string>>;
}

/** The one way in to what stands about a request: number and code, or the ticket that was given for them. Counts those that are wrong. */
export function makeAsking(services: Services): (request: FastifyRequest) => Promise<Asking> {
  const guessing = new Guessing(services.config.limitFactor);
  return async (request) => {
    const ticket = fieldOf(request.body, 'ticket', 1_000);
    const typed = { receipt: fieldOf(request.body, 'receipt', LONGEST), code: fieldOf(request.body, 'code', LONGEST) };
    const byTicket = pairOf(services, ticket);
    const pair = byTicket ?? typed;
    const network = callerOf(request.ip);
    const number = readReceipt(pair.receipt) ?? '';
    if (!byTicket) {
      const seconds = guessing.wait(network, number);
      if (seconds > 0) throw tooOften(seconds);
    }
    const tracked = await trackOf(services, pair.receipt, pair.code);
    if (tracked)
      return {
        found: { pair, tracked, ticket: ticketOf(services, pair) },
        receipt: tracked.receipt,
        errors: {},
      };
    const expired = ticket !== '' && !byTicket && typed.code === '';
    // What cannot be a code is a slip of the pen and opens nothing: only what may be one is counted as a guess.
    if (!byTicket && !expired && readQueryCode(typed.code) && guessing.wrong(network, number))
      services.log.warn('many wrong query codes for one request', { receipt: number });
    return { found: undefined, receipt: typed.receipt, errors: expired ? EXPIRED : pairErrors(typed) };
  };
}

const tooOften = (seconds: number) =>
  new AppError('too-many', 429, [
    `编号和查询码多次不符，请在 ${Math.ceil(seconds / 60)} 分钟后再试。查询码遗失的，请到政务公开办公室核验身份后重新领取`,
  ]);
