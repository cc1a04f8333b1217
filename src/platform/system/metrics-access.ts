import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { forbidden } from '#kernel/errors.ts';
import { digest } from '#kernel/hash-chain.ts';

/** The metrics are for this machine itself, or for whoever shows the token. Refuses everybody else in one sentence. */
export function demandMetricsAccess(request: FastifyRequest, token: string | undefined): void {
  const shown = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (shown !== undefined && token !== undefined && same(shown, token)) return;
  if (shown === undefined && fromThisMachine(request)) return;
  throw forbidden('运行指标只对本机开放；从别处读取须设置 SUNLIT_METRICS_TOKEN 并出示它');
}

/** What a proxy on this machine passes on does not come from this machine. */
function fromThisMachine({ socket, headers }: FastifyRequest): boolean {
  const address = socket.remoteAddress ?? '';
  const passedOn = headers['x-forwarded-for'] ?? headers.forwarded ?? headers['x-real-ip'];
  return passedOn === undefined && (address === '::1' || /^(?:::ffff:)?127\./.test(address));
}

/** Hashes are equally long, so the comparison tells nothing about the token, not even its length. */
const same = (shown: string, token: string) => timingSafeEqual(digest('sha256', shown), digest('sha256', token));
