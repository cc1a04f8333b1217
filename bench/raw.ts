import { readFileSync } from 'node:fs';
import Fastify from 'fastify';

// The baseline: a bare Fastify that answers the same bytes with the same type and compression, and does nothing else.
// `node bench/raw.ts PAGES.json`, where PAGES is [{path, type, encoding, body (base64)}]; prints the port it listens on.
interface RawPage {
  readonly path: string;
  readonly type: string;
  readonly encoding: string;
  readonly body: string;
}

const pages = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly RawPage[];
const app = Fastify();
for (const { path, type, encoding, body } of pages) {
  const bytes = Buffer.from(body, 'base64');
  app.get(path, (_request, reply) =>
    reply.header('content-type', type).header('content-encoding', encoding).send(bytes),
  );
}
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
console.log(address && typeof address === 'object' ? address.port : 0);
