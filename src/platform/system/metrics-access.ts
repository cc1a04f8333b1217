import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { forbidden } from '#kernel/errors.ts';
import { digest } from '#kernel/hash-chain.ts';
import { type Config, isLoopback } from '../config.ts';

/**
 * The metrics are for whoever shows the token. Only where nobody else can come in by this door (it listens on this machine alone,
 * and no proxy stands before it) is this machine itself trusted without one. Refuses everybody else in one sentence.
 */
export function demandMetricsAccess(
  request: FastifyRequest,
  { metricsToken, host, trustProxy }: Pick<Config, 'metricsToken' | 'host' | 'trustProxy'>,
): void {
  const shown = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (shown !== undefined && metricsToken !== undefined && same(shown, metricsToken)) return;
  const alone = isLoopback(host) && trustProxy === false;
  if (alone && shown === undefined && fromThisMachine(request)) return;
  throw forbidden('读取运行指标须凭令牌：请设置 SUNLIT_METRICS_TOKEN，并在请求中出示它（Authorization: Bearer …）');
}

/** A proxy nobody told us of gives itself away by what it passes on. */
function fromThisMachine({ socket, headers }: FastifyRequest): boolean {
  const address = socket.remoteAddress ?? '';
  const passedOn = headers['x-forwarded-for'] ?? headers.forwarded ?? headers['x-real-ip'];
  return passedOn === undefined && (address === '::1' || /^(?:::ffff:)?127\./.test(address));
}

/** Hashes are equally long, so the comparison tells nothing about the token, not even its length. */
const same = (shown: string, token: string) => timingSafeEqual(digest('sha256', shown), digest('sha256', token));
