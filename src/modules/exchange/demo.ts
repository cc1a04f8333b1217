import { randomUUID } from 'node:crypto';
import { type MatterRow, matterById } from '#commons/casework/index.ts';
import { canonicalJson } from '#kernel/canonical.ts';
import { addDays, type LocalDate } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import { type Services, act } from '#platform/services.ts';
import { issueKey } from './keys.ts';
import { registerPartner } from './partners.ts';
import { pushDocument } from './push.ts';
import { withoutBytes } from './push-files.ts';
import type { PushDocument } from './push-schema.ts';
import { recordAtOnce } from './records.ts';
import type { Partner } from './signed-call.ts';
import { sha256 } from './signing.ts';
import { pauseSubscription, subscribe } from './subscriptions.ts';

interface Telling {
  readonly today: LocalDate;
  readonly moveTo: (on: LocalDate, hour: number, minute: number) => void;
  readonly takeThroughChain: (matter: MatterRow, unitKey: string) => Promise<void>;
}

const UNIT = 'jx-information';

/**
 * The office system of the bureau as a partner, as the demonstration tells it: registered by the openness office, its key given by the
 * administrator (and shown to nobody), one document it pushed gone all the way, one waiting as a draft, a push that was refused.
 * A subscriber stands ready and is paused: its address leads nowhere.
 */
export async function liveExchange(
  services: Services,
  cast: (role: string, unitKey?: string) => Promise<Actor>,
  { today, moveTo, takeThroughChain }: Telling,
): Promise<void> {
  const officer = await cast('openness-officer');
  moveTo(addDays(today, -45), 10, 0);
  const id = await act(services, officer, (a) =>
    registerPartner(a, {
      key: 'office-system',
      name: '局机关办公系统（演示）',
      contact: '综合和规划财务处，电话 0000-0000000（演示）',
      operations: ['documents.push', 'documents.read'],
      unitIds: [],
      networks: ['10.12.0.0/16'],
      perMinute: 60,
      answerHours: 72,
    }),
  );
  const { key_id: keyId, partner } = await keyFor(services, await cast('administrator'), id);
  const calls = new Calls(services, partner, keyId);
  moveTo(addDays(today, -44), 9, 30);
  await calls.record('ping', 'GET', '/ping');

  const staffNumber = await staffNumberOf(services, await cast('drafter', UNIT));
  moveTo(addDays(today, -24), 9, 12);
  const wrong = { ...pushed('OA-2026-0117', staffNumber, addDays(today, -24), FIRST), unit: 'jx-unknown' };
  await calls.push(wrong);
  moveTo(addDays(today, -24), 9, 40);
  const first = await calls.push(pushed('OA-2026-0117', staffNumber, addDays(today, -24), FIRST));
  const matter = first && (await matterById(services.db, first));
  if (matter) {
    moveTo(addDays(today, -24), 14, 20);
    await takeThroughChain(matter, UNIT);
  }
  moveTo(addDays(today, -23), 9, 5);
  await calls.record('documents.read', 'GET', '/documents/OA-2026-0117', { documentId: first });
  moveTo(addDays(today, -1), 15, 30);
  await calls.push(pushed('OA-2026-0142', staffNumber, addDays(today, -1), SECOND));
  await subscriber(services, officer, id);
}

async function keyFor(services: Services, administrator: Actor, id: string) {
  // The secret is in the answer, which ends here: a system that is to call gets a key of its own.
  const { keyId } = await act(services, administrator, (a) => issueKey(a, id, { validDays: 365, overlapDays: 7 }));
  const row = await services.db
    .selectFrom('exchange_partner')
    .select(['id', 'key', 'name', 'bureau_id as bureauId', 'operations', 'unit_ids as unitIds'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const partner: Partner = row;
  return { key_id: keyId, partner };
}

async function subscriber(services: Services, officer: Actor, partnerId: string): Promise<void> {
  const subscription = await act(services, officer, (a) =>
    subscribe(a, {
      partnerId,
      name: '发布结果回传办公系统（演示）',
      url: 'https://office.example.invalid/hooks/sunlit',
      events: ['document.released', 'document.corrected', 'document.withdrawn'],
      columns: ['policies', 'announcements'],
      types: [],
      unitIds: [],
    }),
  );
  const reason = '演示地址不能连通，对方接收程序就绪后恢复';
  await act(services, officer, (a) => pauseSubscription(a, subscription, reason));
}

/** Calls of the partner with the records that every call leaves. */
class Calls {
  readonly #services: Services;
  readonly #partner: Partner;
  readonly #keyId: string;

  constructor(services: Services, partner: Partner, keyId: string) {
    this.#services = services;
    this.#partner = partner;
    this.#keyId = keyId;
  }

  /** Gives the document, or nothing where the push was refused. */
  async push(push: PushDocument): Promise<string | undefined> {
    const facts = { external_id: push.externalId, payload_hash: sha256(canonicalJson(withoutBytes(push))) };
    const size = Buffer.byteLength(JSON.stringify(push));
    try {
      const { receipt } = await pushDocument(this.#services, this.#partner, push);
      const { documentId } = receipt;
      await this.record('documents.push', 'POST', '/documents', { ...facts, size, documentId, status: 201 });
      return documentId;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'invalid') throw error;
      const detail = Object.keys(error.fields).join('、');
      const refused = { status: 422, outcome: 'invalid', detail };
      await this.record('documents.push', 'POST', '/documents', { ...facts, size, ...refused });
      return undefined;
    }
  }

  async record(
    operation: string,
    method: string,
    path: string,
    ended: {
      readonly status?: number;
      readonly outcome?: string;
      readonly detail?: string;
      readonly documentId?: string | undefined;
      readonly external_id?: string;
      readonly payload_hash?: string;
      readonly size?: number;
    } = {},
  ): Promise<void> {
    const { status = 200, outcome = 'ok', detail, documentId, ...facts } = ended;
    const now = this.#services.time.now();
    await recordAtOnce(
      this.#services.db,
      {
        direction: 'in',
        partner_id: this.#partner.id,
        key_id: this.#keyId,
        operation,
        method,
        path: `/open/v1/exchange${path}`,
        request_id: randomUUID(),
        begun_at: now,
        ...facts,
      },
      { at: this.#services.time.now(), status, outcome, detail, documentId, ms: 38 },
    );
  }
}

async function staffNumberOf({ db }: Services, { id }: Actor): Promise<string> {
  const row = await db.selectFrom('person').select('staff_number').where('id', '=', id).executeTakeFirstOrThrow();
  return row.staff_number ?? '';
}

interface Text {
  readonly title: string;
  readonly summary: string;
  readonly keywords: string;
  readonly html: string;
}

const FIRST: Text = {
  title: '关于网站无障碍服务上线的公告（演示）',
  summary: '网站提供大字、语音朗读和键盘操作，老年人和视力障碍者可以直接使用。',
  keywords: '网站;无障碍',
  html: '<p>为方便老年人和残疾人获取政务信息，本网站无障碍服务自公布之日起上线。</p><p>各页面支持放大文字、读屏软件和键盘操作，图片配有文字说明。</p><p>使用中遇到困难的，可以通过页面下方“网页找错”告诉我们。</p>',
};

const SECOND: Text = {
  title: '关于征集网站栏目改进建议的公告（演示）',
  summary: '就网站栏目设置征集建议，期限一个月。',
  keywords: '网站;征集建议',
  html: '<p>为办好网站栏目，现征集公众对栏目设置、内容更新和搜索功能的建议。</p><p>建议可以在网站填写，采纳情况将在征集结束后公布。</p>',
};

const pushed = (
  externalId: string,
  staffNumber: string,
  formedOn: LocalDate,
  { html, ...words }: Text,
): PushDocument => ({
  externalId,
  type: 'announcement',
  unit: UNIT,
  drafter: { staffNumber },
  document: {
    ...words,
    formedOn,
    source: '信息中心',
    columnKey: 'announcements',
    disclosure: 'active',
    opennessClass: 'service',
    statutoryClass: 15,
    topic: 'openness',
  },
  body: { html },
});
