import { createHash, createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: http.IncomingHttpHeaders;
  readonly path: string;
  readonly body: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** A subscriber's server: keeps what it is sent and answers what it is told to. */
export async function openReceiver() {
  const received: Received[] = [];
  let answer: (reply: http.ServerResponse) => void = (reply) => void reply.writeHead(204).end();
  const server = http.createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      received.push({
        headers: request.headers,
        path: request.url ?? '',
        body,
        json: JSON.parse(body || '{}') as Record<string, unknown>,
      });
      answer(reply);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/sunlit`,
    received,
    answers(how: (reply: http.ServerResponse) => void) {
      answer = how;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Does any of the signatures fit, as a subscriber checks it with its one secret? */
export function isGenuine({ headers, path, body }: Received, secret: string): boolean {
  const hash = createHash('sha256').update(body).digest('hex');
  const text = [
    'SUNLIT-HMAC-SHA256',
    'POST',
    path,
    headers['x-sunlit-timestamp'],
    headers['x-sunlit-nonce'],
    hash,
  ].join('\n');
  const expected = `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;
  return String(headers['x-sunlit-signature']).split(',').includes(expected);
}
