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
// A form is read to its end and not looked at.
app.addContentTypeParser('*', (_request, payload, done) => {
  payload.resume().once('end', () => done(null));
});
for (const { path, type, encoding, body } of pages) {
  const bytes = Buffer.from(body, 'base64');
  const headers = { 'content-type': type, ...(encoding && { 'content-encoding': encoding }) };
  app.route({ method: ['GET', 'POST'], url: path, handler: (_request, reply) => reply.headers(headers).send(bytes) });
}
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
console.log(address && typeof address === 'object' ? address.port : 0);
