import http from 'node:http';
import { atPace, type Spread } from '../load.ts';
import type { Installation, Product } from '../product.ts';
import { serveRaw } from '../raw-server.ts';
import { type Given, post } from './submitting.ts';

export interface Asked {
  readonly perSecond: number;
  readonly bytes: number;
  readonly product: Spread;
  /** A bare Fastify that takes the same form and answers the same bytes, at the same pace. */
  readonly raw: Spread;
}

const CONNECTIONS = 20;
const PER_SECOND = 40;
const COUNT = 1_200;

/** Applicants ask with number and code how their request stands, each another request: the page is made for each of them, and no cache can help. */
export async function askWithCodes(where: Installation, product: Product, given: readonly Given[]): Promise<Asked> {
  const one = given[0];
  if (!one) throw new Error('nobody was given a code');
  const { text } = await post(`${product.base}/requests/query`, pairOf(one), http.globalAgent);
  const page = {
    page: '查询',
    path: '/requests/query',
    type: 'text/html; charset=utf-8',
    encoding: '',
    body: Buffer.from(text),
  };
  const raw = await serveRaw(where, [page]);
  try {
    return {
      perSecond: PER_SECOND,
      bytes: page.body.length,
      product: await askAt(product.base, given),
      raw: await askAt(raw.base, given),
    };
  } finally {
    raw.stop();
  }
}

const askAt = (base: string, given: readonly Given[]): Promise<Spread> =>
  atPace(COUNT, PER_SECOND, CONNECTIONS, async (n, agent) => {
    const answer = await post(`${base}/requests/query`, pairOf(given[n % given.length] as Given), agent);
    if (answer.status !== 200)
      throw new Error(`the query page answered ${answer.status}: ${answer.text.slice(0, 500)}`);
    return true;
  });

const pairOf = ({ receipt, code }: Given) => ({ receipt, code });
