import { sql } from 'kysely';
import type { TObject } from 'typebox';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { CountersignAnswerBody, type RemarkLine, type TimelineEntry, type TimelineField } from './contract.ts';
import type { MatterKind } from './kind.ts';
import { personRef } from './lines.ts';
import { UUID, type WordSchema, wordsOf } from './words.ts';

/** Acts that any matter's chain may hold beside the steps of its kind, some written by other commons. */
const ACTS: Readonly<Record<string, string>> = {
  'casework.remark-added': '批注',
  'casework.countersign-asked': '发起会签',
  'casework.countersign-answered': '答复会签',
  'casework.assigned': '指定承办人',
  'casework.reminded': '催办',
  'casework.part-added': '增加参与单位',
  'casework.help-asked': '请其他单位协助',
  'casework.part-released': '解除参与单位',
  'casework.part-done': '报告本单位任务完成',
  'casework.due-recounted': '节假日安排变动，重新计算期限',
  'publishing.limit-changed': '公开期限的规定变动，重新计算期限',
  'attachments.attachment-added': '上传材料',
  'attachments.attachment-removed': '移除材料',
  'attachments.secret-cleared': '清除涉密材料',
  'supervision.rung-reached': '督办',
  'exchange.document-pushed': '对接系统推送文稿',
  'publishing.expert-asked': '征求局外专家意见',
  'publishing.expert-answered': '局外专家答复',
  'publishing.expert-code-handed-out': '核准征求专家意见并告知验证码',
  'publishing.expert-code-renewed': '更换专家验证码',
  'publishing.expert-withdrawn': '收回专家链接',
  'publishing.text-remark-made': '文中批注',
  'publishing.text-remark-answered': '回复文中批注',
  'publishing.text-remark-settled': '文中批注已处理',
  'publishing.text-remark-reopened': '重新打开文中批注',
  'exchange.legality-asked': '送外部平台合法性审核',
  'exchange.legality-answered': '外部平台答复合法性审核',
  'exchange.legality-called-off': '撤销送审',
  'requests.anonymised': '保存期满，销毁案卷中的个人信息',
  'requests.archive-asked': '申请归档',
  'requests.archive-failed': '归档包没有生成',
  'requests.archive-made': '归档',
  'requests.archive-opened': '下载归档包',
  'requests.answer-handled': '处理申请人网上提交的内容',
  'requests.answer-recorded': '申请人网上提交内容',
  'requests.code-refused': '核验身份不符，没有发放查询码',
  'requests.code-renewed': '核验身份，重新发放查询码',
  'requests.letter-fetched': '申请人下载文书',
};

/** Forms with words of their own for what was answered. */
const ACT_FORMS: Readonly<Record<string, TObject>> = { 'casework.countersign-answered': CountersignAnswerBody };

const FIELDS: Readonly<Record<string, string>> = {
  title: '标题',
  leadUnitId: '牵头单位',
  text: '内容',
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
    fields: fieldsOf(kind, withWords(withoutHidden(row, hidden), words?.get(row.payload.wordsId)), names),
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
    .map(({ seq, actor, at, fields }) => ({ seq, author: actor, at, text: fields[0]?.value ?? '' }));
}

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
  if (feature !== kind.key) return ACTS[action] ?? '系统记录';
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
