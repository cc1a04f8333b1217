import http from 'node:http';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { reviewStamp } from '#modules/requests/index.ts';
import type { Services } from '#platform/services.ts';
import { yearOfRequests } from '../../src/demo/requests/index.ts';
import { atPace, type Spread } from '../load.ts';

/** The form of an application as its page to check would send it. */
export interface Form {
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What a citizen was given. */
export interface Given {
  readonly id: string;
  readonly receipt: string;
  readonly code: string;
}

export interface Submissions {
  readonly given: readonly Given[];
  /** Answered, and not with a receipt. */
  readonly refused: number;
  /** No whole answer came: whether it was kept, the sender does not know. */
  readonly unanswered: readonly Form[];
  /** From the moment each was due to be sent, so that waiting behind a slow one is counted; only those that were given a receipt. */
  readonly spread: Spread;
}

const CLIENTS = 50;

/** So many forms, each of another application; whoever sends them without script must have looked at the page to check for a moment first. */
export async function formsToSend(services: Services, count: number): Promise<readonly Form[]> {
  const applications = yearOfRequests(2_000);
  const day = services.time.today().replaceAll('-', '');
  const forms = Array.from({ length: count }, (_, n): Form => {
    const { applicant, asks } = applications[n % applications.length] as (typeof applications)[number];
    const id = `${day}${randomUUID().slice(8)}`;
    const stamp = reviewStamp(services, id);
    const rest = { description: `${asks}（第${n}件）`, wantedForm: 'electronic', wantedChannel: 'web' };
    return { id, fields: { ...applicant, ...rest, id, stamp } };
  });
  await sleep(11_000);
  return forms;
}

/** Fifty citizens send applications through the public form, so many a second together, each on a connection of their own. */
export async function submitSteadily(base: string, forms: readonly Form[], perSecond: number): Promise<Submissions> {
  const given: Given[] = [];
  const unanswered: Form[] = [];
  let refused = 0;
  let refusal = 'no answer';
  const spread = await atPace(forms.length, perSecond, CLIENTS, async (n, agent) => {
    const form = forms[n] as Form;
    const answer = await post(`${base}/requests`, form.fields, agent).catch(() => undefined);
    const receipt = answer && RECEIPT.exec(answer.text)?.[0];
    const code = answer && CODE.exec(answer.text)?.[0];
    if (answer?.status === 200 && receipt && code) given.push({ id: form.id, receipt, code });
    else if (answer === undefined) unanswered.push(form);
    else {
      refused += 1;
      refusal = `${answer.status} ${answer.text.slice(0, 2_000)}`;
    }
    return answer?.status === 200;
  });
  // Figures of refusals would look like figures of a fast office.
  if (given.length === 0) throw new Error(`every application was refused: ${refusal}`);
  return { given, refused, unanswered, spread };
}

const RECEIPT = /\d{8}-[2-9A-HJKMNP-Z]{8}(?=<)/;
const CODE = /[2-9A-HJKMNP-Z]{4}(?:-[2-9A-HJKMNP-Z]{4}){4}(?=<)/;

/** As a form without script sends it. */
export function post(url: string, fields: Readonly<Record<string, string>>, agent: http.Agent) {
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
