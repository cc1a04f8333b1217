import { sql } from 'kysely';
import { lightOf } from '#commons/casework/index.ts';
import type { WorkCalendar } from '#kernel/calendar.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';
import type { EvaluationData, PlanData, ProgressData, ResultData } from './content-types.ts';

// What the public pages read, as sunlit_portal: facts that have gone through the door and nothing else.

export interface PublicPlan {
  readonly id: string;
  readonly documentId: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly formedOn: LocalDate;
  readonly source: string | null;
  readonly year: number;
  readonly edition: number;
  readonly previousPlanId: string | null;
  readonly sections: PlanData['sections'];
  readonly items: number;
  readonly releasedAt: Instant;
}

export type PublicState = 'unreported' | 'underway' | 'overdue' | 'completed' | 'cancelled';
export const publicStates = {
  completed: '已完成',
  underway: '推进中',
  overdue: '已超期',
  unreported: '尚未公布进展',
  cancelled: '已终止',
} as const satisfies Record<PublicState, string>;

export type Progress = Omit<
  ProgressData['entries'][number],
  'dueOn' | 'extendedFrom' | 'completedOn' | 'reportedOn'
> & {
  readonly reportedOn: LocalDate;
  readonly dueOn: LocalDate | null;
  readonly extendedFrom: LocalDate | null;
  readonly completedOn: LocalDate | null;
  readonly documentId: string;
  readonly releasedAt: Instant;
};

export interface BoardItem {
  readonly id: string;
  readonly no: string;
  readonly number: string;
  readonly section: number;
  readonly sectionTitle: string;
  readonly title: string;
  readonly text: string;
  readonly leads: readonly string[];
  readonly joint: readonly string[];
  readonly cooperating: readonly string[];
  readonly guides: readonly string[];
  readonly units: readonly string[];
  readonly due: string;
  readonly dueOn: LocalDate | null;
  readonly extendedFrom: LocalDate | null;
  readonly rhythm: string | null;
  readonly progress: readonly Progress[];
  readonly percent: number | null;
  readonly state: PublicState;
  readonly light: 'green' | 'yellow' | 'red' | 'done';
  /** 推进中，剩余 5 个工作日. */
  readonly words: string;
}

interface RecordRow {
  readonly key: string;
  readonly parent_key: string | null;
  readonly body: unknown;
  readonly document_id: string;
  readonly released_at: Instant;
}

const rowsOf = (db: Db, kind: string) =>
  db
    .selectFrom('portal.record')
    .select(['key', 'parent_key', 'body', 'document_id', 'released_at'])
    .where('kind', '=', kind);

/** Every plan that has been released, the newest year first. */
export async function publicPlans(db: Db): Promise<PublicPlan[]> {
  const rows = await rowsOf(db, 'work-plan').orderBy('position').orderBy('released_at', 'desc').limit(200).execute();
  return rows.map(planOf);
}

/** One plan, by its id or by that of the document it came out with. */
export async function publicPlan(db: Db, id: string): Promise<PublicPlan | undefined> {
  const row = await rowsOf(db, 'work-plan')
    .where((eb) => eb.or([eb('key', '=', id), eb('document_id', '=', id)]))
    .executeTakeFirst();
  return row && planOf(row);
}

/** The edition that has taken a plan's place, once it is released. */
export async function nextEdition(db: Db, planId: string): Promise<PublicPlan | undefined> {
  return (await publicPlans(db)).find(({ previousPlanId }) => previousPlanId === planId);
}

/** The shape was checked by the content type before the door let it out. */
const planOf = ({ key, document_id, released_at, body }: RecordRow): PublicPlan => ({
  ...(body as Omit<PublicPlan, 'id' | 'documentId' | 'releasedAt'>),
  id: key,
  documentId: document_id,
  releasedAt: released_at,
});

/**
 * The items of a plan with where they stand today. State and due date are those last released; whether that is overdue is
 * looked at on the day the page is read, so that silence does not look like progress.
 */
export async function boardOf(db: Db, planId: string, today: LocalDate, calendar: WorkCalendar): Promise<BoardItem[]> {
  const items = await rowsOf(db, 'work-item')
    .where('parent_key', '=', planId)
    .orderBy('position')
    .limit(1000)
    .execute();
  if (items.length === 0) return [];
  const progress = await rowsOf(db, 'work-progress')
    .where(
      'parent_key',
      'in',
      items.map(({ key }) => key),
    )
    .orderBy('released_at', 'desc')
    .limit(20_000)
    .execute();
  const byItem = Map.groupBy(progress, ({ parent_key }) => parent_key ?? '');
  return items.map((row) =>
    itemOf(row, (byItem.get(row.key) ?? []).map(progressOf).sort(newestFirst), today, calendar),
  );
}

const newestFirst = (a: Progress, b: Progress) =>
  a.reportedOn === b.reportedOn ? (a.releasedAt < b.releasedAt ? 1 : -1) : a.reportedOn < b.reportedOn ? 1 : -1;

const progressOf = ({ body, document_id, released_at }: RecordRow): Progress => ({
  ...(body as Omit<Progress, 'documentId' | 'releasedAt'>),
  documentId: document_id,
  releasedAt: released_at,
});

function itemOf(
  { key, body }: RecordRow,
  progress: readonly Progress[],
  today: LocalDate,
  calendar: WorkCalendar,
): BoardItem {
  const plain = body as Omit<BoardItem, 'id' | 'progress' | 'percent' | 'state' | 'light' | 'words' | 'extendedFrom'>;
  const latest = progress[0];
  const dueOn = latest ? latest.dueOn : plain.dueOn;
  const state = stateOf(latest, dueOn, today);
  const light = lightOf({ dueOn, closedOn: latest?.completedOn ?? null }, today, calendar);
  const open = state !== 'completed' && state !== 'cancelled';
  return {
    ...plain,
    id: key,
    dueOn,
    extendedFrom: latest?.extendedFrom ?? null,
    progress,
    percent: latest?.percent ?? null,
    state,
    light: open ? (light.colour === 'red' || light.colour === 'yellow' ? light.colour : 'green') : 'done',
    words: wordsOf(state, dueOn, light.words),
  };
}

/** 推进中，剩余 5 个工作日; an overdue item needs no state beside it. */
function wordsOf(state: PublicState, dueOn: LocalDate | null, due: string): string {
  if (state === 'overdue') return due;
  if (state === 'cancelled' || (state === 'completed' && dueOn === null)) return publicStates[state];
  return `${publicStates[state]}，${dueOn === null ? '持续推进' : due}`;
}

function stateOf(latest: Progress | undefined, dueOn: LocalDate | null, today: LocalDate): PublicState {
  if (latest?.state === 'completed') return 'completed';
  if (latest?.state === 'cancelled') return 'cancelled';
  if (dueOn && dueOn < today) return 'overdue';
  return latest ? 'underway' : 'unreported';
}

export interface BoardFilter {
  readonly section?: number;
  readonly unit?: string;
  readonly state?: PublicState;
  readonly q?: string;
}

/** Narrowing as it stands in the address; values that mean nothing here are left out. */
export function boardFilter(query: {
  section?: string | undefined;
  unit?: string | undefined;
  state?: string | undefined;
  q?: string | undefined;
}): BoardFilter {
  const section = query.section && /^\d{1,3}$/.test(query.section) ? Number(query.section) : undefined;
  return {
    ...(section !== undefined && { section }),
    ...(query.unit && { unit: query.unit }),
    ...(query.state && Object.hasOwn(publicStates, query.state) && { state: query.state as PublicState }),
    ...(query.q?.trim() && { q: query.q.trim() }),
  };
}

export const matches =
  ({ section, unit, state, q }: BoardFilter) =>
  (item: BoardItem): boolean =>
    (section === undefined || item.section === section) &&
    (unit === undefined || unitsNamed(item).includes(unit)) &&
    (state === undefined || item.state === state) &&
    (q === undefined || `${item.title}${item.text}`.includes(q));

/** Names by which an item can be found: the units meant, and those that answer for it as printed. */
export const unitsNamed = ({ units, leads, joint }: BoardItem): string[] => [
  ...new Set([...units, ...leads, ...joint]),
];

export interface Result extends Omit<ResultData['entries'][number], 'completedOn'> {
  readonly completedOn: LocalDate;
  readonly documentId: string;
}
export type Evaluation = Omit<EvaluationData['evaluations'][number], 'madeOn'> & {
  readonly madeOn: LocalDate;
  readonly documentId: string;
};

/** What was published as achieved in an item. */
export async function resultsOf(db: Db, itemId: string): Promise<Result[]> {
  const rows = await rowsOf(db, 'work-result')
    .where('parent_key', '=', itemId)
    .orderBy('released_at', 'desc')
    .limit(50)
    .execute();
  return rows.map(({ body, document_id }) => ({ ...(body as Omit<Result, 'documentId'>), documentId: document_id }));
}

/** How a plan, or an item, was evaluated. */
export async function publicEvaluations(db: Db, of: string): Promise<Evaluation[]> {
  const rows = await rowsOf(db, 'work-evaluation')
    .where('parent_key', '=', of)
    .orderBy('released_at', 'desc')
    .limit(50)
    .execute();
  return rows.map(({ body, document_id }) => ({
    ...(body as Omit<Evaluation, 'documentId'>),
    documentId: document_id,
  }));
}

export interface DocumentLink {
  readonly title: string;
  readonly href: string;
  readonly releasedAt: Instant;
}

/** Links to the released documents behind what a page shows. */
export async function linksTo(db: Db, documentIds: readonly string[]): Promise<ReadonlyMap<string, DocumentLink>> {
  if (documentIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('portal.document')
    .select(['id', 'title', 'index_number', 'first_released_at'])
    .where('id', 'in', [...new Set(documentIds)])
    .where('withdrawn_at', 'is', null)
    .execute();
  return new Map(
    rows.map(({ id, title, index_number, first_released_at }) => [
      id,
      { title, href: `/documents/${encodeURIComponent(index_number)}`, releasedAt: first_released_at },
    ]),
  );
}

/** Everything published about a plan besides itself, newest first. */
export async function documentsAbout(db: Db, plan: PublicPlan): Promise<DocumentLink[]> {
  const rows = await db
    .selectFrom('portal.document')
    .select(['title', 'index_number', 'first_released_at'])
    .where('type', 'in', ['work-progress', 'work-result', 'work-evaluation'])
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`data ->> 'planId' = ${plan.id}`)
    .orderBy('first_released_at', 'desc')
    .limit(50)
    .execute();
  return rows.map(({ title, index_number, first_released_at }) => ({
    title,
    href: `/documents/${encodeURIComponent(index_number)}`,
    releasedAt: first_released_at,
  }));
}
