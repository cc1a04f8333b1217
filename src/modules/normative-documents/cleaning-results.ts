import { type Static, type TObject, Type } from 'typebox';
import { canonicalJson } from '#kernel/canonical.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { takeStepAs } from '#commons/casework/index.ts';
import {
  type Content,
  type ContentCheck,
  defineContentType,
  LEGAL_CHAIN,
  type PublicationEvent,
} from '#commons/publishing/index.ts';
import { plainText, sanitise } from '#platform/sanitise.ts';
import { type Act, systemActor } from '#platform/services.ts';
import { OUTCOMES, type Outcome } from './contract.ts';
import { recordEvent } from './events.ts';
import { datesOf, eventsOf, normRow } from './rows.ts';
import { refusalOf } from './standing.ts';

const closed = { additionalProperties: false } as const;

const CleaningData = Type.Object(
  {
    cleaningId: Type.String({ format: 'uuid' }),
    items: Type.Array(
      Type.Object(
        {
          documentId: Type.String({ format: 'uuid' }),
          outcome: Type.Unsafe<Outcome>(Type.Union(Object.keys(OUTCOMES).map((key) => Type.Literal(key)))),
          reason: Type.String({ maxLength: 1000 }),
          validUntil: Type.Optional(Type.String({ format: 'date' })),
        },
        closed,
      ),
      { minItems: 1, maxItems: 2000 },
    ),
  },
  closed,
);
type CleaningData = Static<typeof CleaningData>;

/** The results of a cleaning, made by its command: what is signed and hashed is what will happen to the documents. */
export const cleaningAnnouncement = defineContentType({
  key: 'cleaning-announcement',
  label: '规范性文件清理结果公告',
  about: '规范性文件清理后继续有效、修改、废止和宣布失效的目录，由清理形成',
  // It ends documents: no review, no issue.
  chain: LEGAL_CHAIN,
  data: CleaningData as TObject,
  columns: ['announcements', 'policies'],
  byHand: false,
});

export interface DecidedItem {
  readonly documentId: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly validUntil: LocalDate | null;
}

/** The announcement with its four lists. */
export function announcementContent(cleaning: {
  readonly cleaningId: string;
  readonly title: string;
  readonly basis: string;
  readonly scope: string;
  readonly items: readonly DecidedItem[];
  readonly issuingUnitId: string;
  readonly today: LocalDate;
}): Content {
  const { items, title, basis, scope } = cleaning;
  return {
    title: `${title}结果公告`,
    issuingUnitId: cleaning.issuingUnitId,
    formedOn: cleaning.today,
    columnKey: 'announcements',
    disclosure: 'active',
    opennessClass: 'result',
    statutoryClass: 1,
    summary: `${scope}。共清理 ${items.length} 件。`.slice(0, 500),
    keywords: '规范性文件;清理',
    bodyHtml: [
      `<p>根据${escaped(basis)}，我局开展了行政规范性文件清理，现将结果公布如下。</p>`,
      `<p>清理范围：${escaped(scope)}。</p>`,
      ...listsOf(items),
    ].join('\n'),
    data: {
      cleaningId: cleaning.cleaningId,
      items: items.map(({ documentId, outcome, reason, validUntil }) => ({
        documentId,
        outcome,
        reason,
        ...(validUntil ? { validUntil } : {}),
      })),
    },
  };
}

/** The lists the public reads, one for each outcome. */
function listsOf(items: readonly DecidedItem[]): string[] {
  return Object.entries(OUTCOMES).flatMap(([outcome, label]) => {
    const own = items.filter((item) => item.outcome === outcome);
    return own.length === 0 ? [] : [`<h2>${label}的规范性文件（${own.length} 件）</h2>`, listOf(own)];
  });
}

function listOf(items: readonly DecidedItem[]): string {
  const rows = items.map(
    ({ title, documentNumber, reason, validUntil }, at) =>
      `<tr><td>${at + 1}</td><td>${escaped(title)}</td><td>${escaped(documentNumber ?? '')}</td><td>${escaped(reason)}${validUntil ? `；有效期至 ${validUntil}` : ''}</td></tr>`,
  );
  return `<table><thead><tr><th scope="col">序号</th><th scope="col">文件名称</th><th scope="col">文号</th><th scope="col">说明</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** An announcement says what was decided, neither more nor less. */
export const cleaningDefects: ContentCheck = async (act, type, content) => {
  if (type.key !== cleaningAnnouncement.key) return {};
  const { cleaningId, items } = content.data as unknown as CleaningData;
  const decided = await act.tx
    .selectFrom('normative_cleaning_item')
    .select(['document_id', 'decision', 'decision_reason', 'decided_until'])
    .where('cleaning_id', '=', cleaningId)
    .execute();
  const spelt = (rows: readonly (readonly unknown[])[]) =>
    rows
      .map((row) => canonicalJson(row))
      .sort()
      .join('\n');
  const said = spelt(
    items.map(({ documentId, outcome, reason, validUntil }) => [documentId, outcome, reason, validUntil ?? null]),
  );
  const meant = spelt(decided.map((row) => [row.document_id, row.decision, row.decision_reason, row.decided_until]));
  return {
    ...(said === meant ? {} : { 'content.data.items': '公告的清单与审核的清理意见不一致，请从清理里重新起草' }),
    ...(showsLists(content.bodyHtml, await decidedItems(act, cleaningId))
      ? {}
      : { 'content.bodyHtml': '正文里的清单与审核的清理意见不一致：清单不能增减或者改动，说明请写在清单之前或者之后' }),
  };
};

/** Whether the text holds the lists as they were decided, one after the other, and no other list; how they are marked up is not asked. */
function showsLists(bodyHtml: string, items: readonly DecidedItem[]): boolean {
  const body = sanitise(bodyHtml);
  const lists = sanitise(listsOf(items).join(''));
  const tables = (html: string) => html.split('<table').length;
  return bare(body).includes(bare(lists)) && tables(body) === tables(lists);
}

const bare = (html: string): string => plainText(html).replace(/\s/g, '');

/**
 * Carries out a cleaning when its announcement is released, all in that transaction. What has ceased in the meantime stays as it is; the
 * line says so. A second release (a correction of the page) changes nothing.
 */
export async function applyCleaning(act: Act, { type, content, documentId }: PublicationEvent): Promise<void> {
  if (type.key !== cleaningAnnouncement.key) return;
  const { cleaningId, items } = content.data as unknown as CleaningData;
  const cleaning = await act.tx
    .selectFrom('normative_cleaning')
    .select('applied_at')
    .where('id', '=', cleaningId)
    .forUpdate()
    .executeTakeFirst();
  if (!cleaning || cleaning.applied_at) return;
  for (const item of items) {
    const outcome = await applyOne(act, cleaningId, documentId, content, item);
    await act.tx
      .updateTable('normative_cleaning_item')
      .set({ outcome })
      .where('cleaning_id', '=', cleaningId)
      .where('document_id', '=', item.documentId)
      .execute();
  }
  await act.tx.updateTable('normative_cleaning').set({ applied_at: act.now }).where('id', '=', cleaningId).execute();
  await takeStepAs({ ...act, actor: systemActor }, cleaningId, 'conclude', {});
}

const KINDS = { continue: 'continued', repeal: 'repealed', 'declare-invalid': 'declared-invalid' } as const;

async function applyOne(
  act: Act,
  cleaningId: string,
  byDocumentId: string,
  content: Content,
  { documentId, outcome, reason, validUntil }: CleaningData['items'][number],
): Promise<string> {
  // To be amended: the amendment is a document of its own; until it is out the text in force stays in force.
  if (outcome === 'amend') return '列入修改计划，修改前继续有效';
  const row = await normRow(act.tx, documentId);
  if (!row) return '台账里没有这份文件';
  const events = (await eventsOf(act.tx, [documentId])).get(documentId) ?? [];
  const refusal = refusalOf(KINDS[outcome], datesOf(row), events, act.today);
  if (refusal) return refusal;
  await recordEvent(act, documentId, {
    kind: KINDS[outcome],
    effectOn: act.today,
    reason,
    basis: content.title,
    byDocumentId,
    cleaningId,
    ...(validUntil ? { validUntil: validUntil as LocalDate } : {}),
  });
  return OUTCOMES[outcome];
}

/** What was decided, in the order of the lists. */
export async function decidedItems({ tx }: Act, cleaningId: string): Promise<DecidedItem[]> {
  const rows = await tx
    .selectFrom('normative_cleaning_item as i')
    .innerJoin('normative_document as n', 'n.id', 'i.document_id')
    .select([
      'n.id as documentId',
      'n.title',
      'n.document_number as documentNumber',
      'i.decision',
      'i.decision_reason as reason',
      'i.decided_until as validUntil',
    ])
    .where('i.cleaning_id', '=', cleaningId)
    .orderBy('n.released_on')
    .orderBy('n.document_number')
    .orderBy('n.id')
    .execute();
  return rows.map(({ decision, reason, ...row }) => ({
    ...row,
    // The step is barred while one is not decided.
    outcome: decision as DecidedItem['outcome'],
    reason: reason ?? '',
  }));
}
