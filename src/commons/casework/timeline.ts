import { sql } from 'kysely';
import type { TObject } from 'typebox';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import { ACT_WORDS } from '#commons/journal/act-words-contract.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { CountersignAnswerBody, type RemarkLine, type TimelineEntry, type TimelineField } from './contract.ts';
import type { MatterKind } from './kind.ts';
import { personRef } from './lines.ts';
import { UUID, type WordSchema, wordsOf } from './words.ts';

/** Forms with words of their own for what was answered. */
const ACT_FORMS: Readonly<Record<string, TObject>> = { 'casework.countersign-answered': CountersignAnswerBody };

const FIELDS: Readonly<Record<string, string>> = {
  title: '标题',
  leadUnitId: '牵头单位',
  text: '内容',
  mentioned: '请其查看',
  unitIds: '会签单位',
  unitId: '单位',
  question: '问题',
  dueBefore: '原截止日',
  dueOn: '截止日',
  limitWorkdays: '另有规定的期限（工作日）',
  limitBasis: '期限的规定',
  attribute: '公开属性',
  agrees: '会签结论',
  opinion: '意见',
  from: '原承办人',
  to: '承办人',
  note: '说明',
  people: '被催办人',
  part: '承担的职责',
  task: '任务',
  report: '完成情况',
  reason: '理由',
  name: '文件名',
  purpose: '用途',
  rung: '督办措施',
  told: '通知人数',
  partner: '对接系统',
  externalId: '外部编号',
  institutions: '专家单位',
  verdict: '总体意见',
  receipt: '回执编号',
  conclusion: '审核结论',
  number: '文号',
  reviewer: '审核人',
  reviewedOn: '审核日期',
  passedAs: '对方的申请编号',
  consentOn: '申请人同意之日',
  consent: '同意的方式和凭证',
  heldSince: '承办自',
  heldWorkdays: '承办时间（工作日）',
  times: '第几次退回',
};

interface JournalRow {
  readonly seq: number;
  readonly action: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly absentId: string | null;
  readonly absentName: string | null;
  readonly unit: string | null;
  readonly legalDate: LocalDate;
  readonly at: Instant;
  readonly round: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What has happened to a matter, oldest first, in words: from the journal itself, with the unit each actor then worked in. */
export async function timelineOf(
  services: Pick<Services, 'db' | 'secrets'>,
  kind: MatterKind,
  matterId: string,
): Promise<TimelineEntry[]> {
  const { db } = services;
  const rows = await journalRows(db, matterId);
  const names = await namesIn(db, rows);
  const hidden = await hiddenFiles(db, matterId);
  const words = await kind.wordsBeside?.(services, matterId);
  return rows.map((row) => ({
    seq: row.seq,
    action: row.action,
    label: labelOf(kind, row.action),
    actor: personRef(row.actorId, row.actorName),
    onBehalfOf: personRef(row.absentId, row.absentName),
    unit: row.unit,
    legalDate: row.legalDate,
    at: row.at,
    round: row.round,
    fields: fieldsOf(kind, withoutHidden(withWords(row, words?.get(row.payload.wordsId)), hidden), names),
  }));
}

/** Files whose name says too much itself, with what is said instead. The journal is as it was written; it is not shown so. */
async function hiddenFiles(db: Db | Tx, matterId: string): Promise<ReadonlyMap<unknown, string>> {
  const rows = await db
    .selectFrom('attachment')
    .select(['id', 'name'])
    .where('matter_id', '=', matterId)
    .where('name_hidden', '=', true)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function withoutHidden(row: JournalRow, hidden: ReadonlyMap<unknown, string>): JournalRow {
  const name = hidden.get(row.payload.attachmentId);
  return name === undefined ? row : { ...row, payload: { ...row.payload, name } };
}

const withWords = (row: JournalRow, words: Readonly<Record<string, string>> | undefined): JournalRow =>
  words ? { ...row, payload: { ...row.payload, ...words } } : row;

/** The remarks among a timeline's entries. */
export function remarksIn(timeline: readonly TimelineEntry[]): RemarkLine[] {
  return timeline
    .filter(({ action }) => action === 'casework.remark-added')
    .map(({ seq, actor, at, fields }) => ({
      seq,
      author: actor,
      at,
      text: wordsUnder(fields, 'text') ?? '',
      to: wordsUnder(fields, 'mentioned') ?? null,
    }));
}

const wordsUnder = (fields: readonly TimelineField[], key: string): string | undefined =>
  fields.find(({ label }) => label === FIELDS[key])?.value;

async function journalRows(db: Db | Tx, matterId: string): Promise<JournalRow[]> {
  const rows = await db
    .selectFrom('journal_entry as j')
    .leftJoin('person as actor', 'actor.id', 'j.actor_id')
    .leftJoin('person as absent', 'absent.id', 'j.on_behalf_of')
    .select([
      'j.seq',
      'j.action',
      'j.actor_id as actorId',
      'actor.name as actorName',
      'j.on_behalf_of as absentId',
      'absent.name as absentName',
      'j.legal_date as legalDate',
      'j.at',
      'j.round',
      'j.payload',
      sql<string | null>`(
        select u.name from post_holding h
        join post p on p.id = h.post_id
        join unit u on u.id = p.unit_id
        where h.person_id = coalesce(j.on_behalf_of, j.actor_id)
          and h.from_on <= (j.at at time zone 'Asia/Shanghai')::date
          and (h.until_on is null or h.until_on >= (j.at at time zone 'Asia/Shanghai')::date)
        order by p.position, p.id limit 1
      )`.as('unit'),
    ])
    .where('j.chain', '=', `matter:${matterId}`)
    .orderBy('j.seq')
    .execute();
  return rows.map((row) => ({ ...row, payload: row.payload as Record<string, unknown> }));
}

function labelOf(kind: MatterKind, action: string): string {
  const [feature, step] = [action.slice(0, action.indexOf('.')), action.slice(action.indexOf('.') + 1)];
  if (feature !== kind.key) return ACT_WORDS[action] ?? '系统记录';
  return kind.workflow.steps[step]?.label ?? (step === 'open' ? '登记' : '系统记录');
}

/** The facts of an act under the words people know them by; facts without words are for machines and are left out. */
function fieldsOf(kind: MatterKind, row: JournalRow, names: ReadonlyMap<string, string>): TimelineField[] {
  const step = row.action.slice(row.action.indexOf('.') + 1);
  const form = row.action.startsWith(`${kind.key}.`) ? kind.fields[step] : ACT_FORMS[row.action];
  // TypeBox types each keyword; here a schema is read by name.
  const properties = (form?.properties ?? {}) as Readonly<Record<string, WordSchema>>;
  const needs = kind.workflow.steps[step]?.needs ?? {};
  // jsonb keeps no order of its own: the form's order, then ours.
  const known = new Set([...Object.keys(properties), ...Object.keys(needs), ...Object.keys(FIELDS)]);
  return [...known].flatMap((key) => {
    const label = properties[key]?.title ?? needs[key] ?? FIELDS[key];
    const words = wordsOf(row.payload[key], properties[key], names);
    return label && words ? [{ label, value: words }] : [];
  });
}

/** Names of the units and people that the payloads mention by id. */
async function namesIn(db: Db | Tx, rows: readonly JournalRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ payload }) => Object.values(payload).flat()))].filter(
    (value): value is string => typeof value === 'string' && UUID.test(value),
  );
  if (ids.length === 0) return new Map();
  const units = await db.selectFrom('unit').select(['id', 'name']).where('id', 'in', ids).execute();
  const people = await db.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map([...units, ...people].map(({ id, name }) => [id, name]));
}
