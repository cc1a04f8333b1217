import http from 'node:http';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalDate } from '#kernel/dates.ts';

export interface Submissions {
  readonly sent: number;
  /** Receipts that were given; one of these may not be missing afterwards. */
  readonly receipts: readonly string[];
  readonly refused: number;
  /** From the moment each was due to be sent, so that waiting behind a slow one is counted. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const CLIENTS = 50;

/** Fifty citizens send applications through the public form, so many a second together, each on a connection of its own. */
export async function submitSteadily(
  base: string,
  perSecond: number,
  seconds: number,
  today: LocalDate,
  /** The form of an application as its page to check would send it, under an id. */
  formOf: (n: number, id: string) => Readonly<Record<string, string>>,
): Promise<Submissions> {
  const took: number[] = [];
  const receipts: string[] = [];
  let refused = 0;
  let firstRefusal: string | undefined;
  const total = perSecond * seconds;
  const forms = Array.from({ length: total }, (_, n) =>
    formOf(n, `${today.replaceAll('-', '')}${randomUUID().slice(8)}`),
  );
  // Without script the page to check must have been looked at for ten seconds.
  await sleep(11_000);
  const began = performance.now();
  const client = async (who: number) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    for (let n = who; n < total; n += CLIENTS) {
      const due = began + (n * 1000) / perSecond;
      await sleep(Math.max(0, due - performance.now()));
      const answer = await post(`${base}/requests`, forms[n] ?? {}, agent).catch(() => undefined);
      took.push(performance.now() - due);
      const receipt = answer?.status === 200 ? /\d{8}-[2-9A-HJKMNP-Z]{8}/.exec(answer.text)?.[0] : undefined;
      if (receipt) receipts.push(receipt);
      else {
        refused += 1;
        firstRefusal ??= answer ? `${answer.status} ${answer.text.slice(0, 2_000)}` : 'no answer';
      }
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, who) => client(who)));
  // Figures of refusals would look like figures of a fast office.
  if (receipts.length === 0) throw new Error(`every application was refused: ${firstRefusal}`);
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { sent: total, receipts, refused, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: sorted.at(-1) ?? 0 };
}

function post(url: string, fields: Readonly<Record<string, string>>, agent: http.Agent) {
  const body = new URLSearchParams(fields).toString();
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      origin: new URL(url).origin,
    };
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.once('error', reject);
    request.end(body);
  });
}
