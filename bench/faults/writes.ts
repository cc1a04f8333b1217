import { setTimeout as sleep } from 'node:timers/promises';
import { Browser } from './browser.ts';

// Three kinds of write, each tried until it is acknowledged, in the way its screen would have a person try again.

export type Kind = 'revision' | 'remark' | 'feedback';

/** A write somebody was told has been done. */
export interface Acknowledged {
  readonly kind: Kind;
  /** Stands in the text of the write and nowhere else. */
  readonly token: string;
  /** The matter written to; for feedback, the number the form carried. */
  readonly id: string;
  /** `answer`: the write itself was answered; `look`: the answer was lost and the write was found when looking. */
  readonly by: 'answer' | 'look';
  /** How often it had to be sent. */
  readonly sent: number;
}

/** What clients met while things were being killed. */
export interface Troubles {
  /** No answer at all: refused, broken off, or nothing for 15 seconds. */
  unanswered: number;
  /** Answers by status, other than the expected ones. */
  readonly statuses: Map<number, number>;
}

export interface Writer {
  readonly browser: Browser;
  readonly matterId: string;
  version: number;
  readonly content: Readonly<Record<string, unknown>>;
  readonly troubles: Troubles;
}

const GIVE_UP_MS = 120_000;

/** A document handed to somebody to be revised over and over. */
export async function openDraft(
  browser: Browser,
  given: { readonly unitId: string; readonly issuingUnitId: string; readonly today: string; readonly n: number },
  troubles: Troubles,
): Promise<Writer> {
  const content = {
    title: `反复修改的文稿（${given.n}）`,
    issuingUnitId: given.issuingUnitId,
    formedOn: given.today,
    columnKey: 'news',
    disclosure: 'active',
    opennessClass: 'management',
    statutoryClass: 15,
    bodyHtml: '<p>初稿。</p>',
  };
  const answer = await browser.send('POST', '/api/documents', { type: 'news', leadUnitId: given.unitId, content });
  if (answer.status !== 201) throw new Error(`no draft: ${answer.status} ${await answer.text()}`);
  const { id, version } = (await answer.json()) as { id: string; version: number };
  return { browser, matterId: id, version, content, troubles };
}

/**
 * A new revision of the draft. Sent again with the version it was made for: if the first try was stored after all, the second is
 * refused as stale and the writer finds his words there. Exactly once.
 */
export async function revise(writer: Writer, token: string): Promise<Acknowledged> {
  const { matterId } = writer;
  const path = `/api/matters/${matterId}/steps/revise`;
  const fields = { reason: `修改 ${token}`, content: { ...writer.content, bodyHtml: `<p>${token}</p>` } };
  for (let sent = 1; ; sent++) {
    const answer = await tried(writer, 'POST', path, { version: writer.version, fields });
    if (answer?.status === 200) {
      writer.version = (answer.body as { version: number }).version;
      return { kind: 'revision', token, id: matterId, by: 'answer', sent };
    }
    if (answer && answer.status !== 409 && answer.status < 500 && answer.status !== 401) throw unexpected(path, answer);
    const seen = await look(writer);
    if (seen.text.includes(token)) {
      writer.version = seen.version;
      return { kind: 'revision', token, id: matterId, by: 'look', sent };
    }
    if (seen.version !== writer.version) throw new Error(`somebody else has changed ${matterId}`);
  }
}

/** A remark on the matter. Who gets no answer looks whether it stands there and writes it again if not: at least once. */
export async function remark(writer: Writer, token: string): Promise<Acknowledged> {
  const { matterId } = writer;
  const path = `/api/matters/${matterId}/remarks`;
  for (let sent = 1; ; sent++) {
    const answer = await tried(writer, 'POST', path, { text: `批注 ${token}` });
    if (answer?.status === 204) return { kind: 'remark', token, id: matterId, by: 'answer', sent };
    if (answer && answer.status < 500 && answer.status !== 401) throw unexpected(path, answer);
    if ((await look(writer)).text.includes(token)) return { kind: 'remark', token, id: matterId, by: 'look', sent };
  }
}

/** A citizen's report on a page: the checked form carries a number, and sending it twice stores it once. Exactly once. */
export async function reportPage(writer: Writer, base: string, token: string): Promise<Acknowledged> {
  const citizen = { ...writer, browser: new Browser(base) };
  const typed = { page: '/columns/news', kind: 'other', text: `这里有错 ${token}`, contact: '' };
  const id = await insisting(async () => {
    const answer = await tried(citizen, 'POST', '/feedback/review', new URLSearchParams(typed));
    return answer?.status === 200 ? /name="id" value="([^"]+)"/.exec(String(answer.body))?.[1] : undefined;
  });
  let sent = 0;
  await insisting(async () => {
    sent += 1;
    const answer = await tried(citizen, 'POST', '/feedback', new URLSearchParams({ ...typed, id }));
    return answer?.status === 303 ? true : undefined;
  });
  return { kind: 'feedback', token, id, by: 'answer', sent };
}

async function look(writer: Writer): Promise<{ version: number; text: string }> {
  return insisting(async () => {
    const answer = await tried(writer, 'GET', `/api/matters/${writer.matterId}`);
    if (answer?.status !== 200) return undefined;
    const detail = answer.body as { matter: { version: number } };
    return { version: detail.matter.version, text: JSON.stringify(detail) };
  });
}

/** Again and again until there is a result; a person would not wait longer than two minutes. */
async function insisting<T>(work: () => Promise<T | undefined>): Promise<T> {
  const began = performance.now();
  while (performance.now() - began < GIVE_UP_MS) {
    const result = await work();
    if (result !== undefined) return result;
    await sleep(100);
  }
  throw new Error('no answer for two minutes');
}

interface Tried {
  readonly status: number;
  readonly body: unknown;
}

/** One request; undefined when there was no whole answer. What went wrong is counted. */
async function tried(writer: Writer, method: 'GET' | 'POST', path: string, body?: object): Promise<Tried | undefined> {
  const { browser, troubles } = writer;
  try {
    const answer = await browser.send(method, path, body);
    const text = await answer.text();
    if (![200, 201, 204, 303].includes(answer.status))
      troubles.statuses.set(answer.status, (troubles.statuses.get(answer.status) ?? 0) + 1);
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
  } catch {
    troubles.unanswered += 1;
    await sleep(50);
    return undefined;
  }
}

const unexpected = (path: string, { status, body }: Tried) =>
  new Error(`${path} answered ${status}: ${JSON.stringify(body).slice(0, 500)}`);
