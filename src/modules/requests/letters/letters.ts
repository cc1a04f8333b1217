import { canonicalJson } from '#kernel/canonical.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import { digest } from '#kernel/hash-chain.ts';
import { invalid, refused } from '#kernel/errors.ts';
import { defineSeries, formatNumber } from '#kernel/numbering.ts';
import type { Actor } from '#kernel/policy.ts';
import { type MatterRow, nextNumber } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { GROUNDS } from '../law/reply-grounds.ts';
import { lettersAbout } from '../related/lineage.ts';
import { requestWorkflow } from '../workflow.ts';
import { keptBehind } from './kept-behind.ts';
import { keepPrinted } from './printing.ts';
import { type LetterKindKey, letterKind, writtenIn } from './letter-kinds.ts';
import { type ReplyContent, replyDefects } from './reply-content.ts';

export interface LetterRow {
  readonly id: string;
  /** The request for which it was written; others may be named in it (`request_letter_shared`). */
  readonly requestId: string;
  readonly kind: LetterKindKey;
  readonly replyKind: string | null;
  readonly content: Readonly<Record<string, unknown>>;
  readonly state: string;
  readonly number: string | null;
  readonly draftedBy: string;
  readonly approvedBy: string | null;
  readonly issuedAt: Instant | null;
  readonly sentOn: LocalDate | null;
  readonly deliveredOn: LocalDate | null;
  /** Left once more, after it came back. */
  readonly resentOn: LocalDate | null;
  /** It came back and has not left again. */
  readonly returnedOn: LocalDate | null;
  readonly channel: string | null;
}

export interface LetterDraft {
  readonly requestId: string;
  readonly kind: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Letters are numbered in one series, whatever their kind; each bureau has its own (GB/T 9704-2012, 7.2.5). */
export const letterSeries = defineSeries({
  key: 'request-letter',
  label: '依申请公开文书编号',
  pattern: '依申请公开〔{year}〕{n}号',
});

/** Why a letter of a kind has no place as the request stands: most are written while it is handled, some while the applicant is waited for. */
export function notWritable(key: string, { state }: Pick<MatterRow, 'state'>): string[] {
  const kind = letterKind(key);
  if (!kind || writtenIn(kind, state)) return [];
  return kind.ends
    ? [`申请现在不是“${requestWorkflow.states[kind.ends.waiting].label}”，不能办理${kind.label}`]
    : ['申请现在不在办理中，不能拟写文书'];
}

/** The row of the annual report by which a letter that answers or ends a request is counted; null for other letters. */
export function replyKindOf({ kind, content }: Omit<LetterDraft, 'requestId'>): string | null {
  const ground = letterKind(kind)?.ends?.ground;
  if (ground) return GROUNDS[ground].bucket;
  return kind === 'reply' ? GROUNDS[(content as unknown as ReplyContent).ground].bucket : null;
}

export const letterHash = ({ kind, content }: Omit<LetterDraft, 'requestId'>): string =>
  digest('sha256', canonicalJson({ kind, content })).toString('hex');

const COLUMNS = [
  'id',
  'request_id as requestId',
  'kind',
  'reply_kind as replyKind',
  'content',
  'state',
  'number',
  'drafted_by as draftedBy',
  'approved_by as approvedBy',
  'issued_at as issuedAt',
  'sent_on as sentOn',
  'delivered_on as deliveredOn',
  'resent_on as resentOn',
  'returned_on as returnedOn',
  'channel',
] as const;

export async function lettersOf(db: Db | Tx, requestId: string): Promise<LetterRow[]> {
  const rows = await db
    .selectFrom('request_letter')
    .select(COLUMNS)
    .where('id', 'in', lettersAbout(requestId))
    .orderBy('id')
    .execute();
  return rows as unknown as LetterRow[];
}

/** The letter that is in the chain: one at a time. */
export async function letterUnderWay(db: Db | Tx, requestId: string): Promise<LetterRow> {
  const letter = (await lettersOf(db, requestId)).find(({ state }) => UNDER_WAY.has(state));
  if (!letter) throw refused(['没有正在审签的文书']);
  return letter;
}

const UNDER_WAY: ReadonlySet<string> = new Set(['proposed', 'approved', 'issued']);

/** Sends a draft into the chain. Refuses a reply that lacks what the law asks of it, each part named. */
export async function propose({ tx }: Act, matter: MatterRow, letterId: string): Promise<LetterRow> {
  const letter = (await lettersOf(tx, matter.id)).find(({ id, state }) => id === letterId && state === 'draft');
  if (!letter) throw invalid({ letterId: '没有找到这份文书的草稿，请重新选择' });
  if (letter.kind === 'reply') {
    const reasons = replyDefects(letter.content as unknown as ReplyContent, await keptBehind(tx, matter.id));
    if (reasons.length > 0) throw refused(reasons);
  }
  await setState(tx, letter.id, { state: 'proposed' });
  return letter;
}

export async function approve(act: Act, matter: MatterRow): Promise<LetterRow> {
  const letter = await letterUnderWay(act.tx, matter.id);
  await setState(act.tx, letter.id, { state: 'approved', approved_by: act.actor.id, approved_at: act.now });
  return letter;
}

/** What came back is written anew from what it said; one that was numbered keeps its number and is not sent any more. */
export async function sendBack(act: Act, matter: MatterRow): Promise<LetterRow> {
  const letter = await letterUnderWay(act.tx, matter.id);
  if (letter.state !== 'issued') {
    await setState(act.tx, letter.id, { state: 'draft', approved_by: null, approved_at: null });
    return letter;
  }
  await setState(act.tx, letter.id, { state: 'dropped' });
  await act.tx
    .insertInto('request_letter')
    .columns(['request_id', 'kind', 'reply_kind', 'content', 'content_hash', 'state', 'drafted_by', 'drafted_at'])
    .expression((eb) =>
      eb
        .selectFrom('request_letter as l')
        .select((e) => [
          'l.request_id',
          'l.kind',
          'l.reply_kind',
          'l.content',
          'l.content_hash',
          e.val('draft').as('state'),
          'l.drafted_by',
          'l.drafted_at',
        ])
        .where('l.id', '=', letter.id),
    )
    .execute();
  return letter;
}

/** Signs a letter: it has its number from now on, and is what it said at this moment. Who may not is said by `signingDefects`. */
export async function issue(
  act: Act,
  matter: MatterRow,
): Promise<{ letter: LetterRow; number: string } & Awaited<ReturnType<typeof keepPrinted>>> {
  const letter = await letterUnderWay(act.tx, matter.id);
  const year = Number(act.today.slice(0, 4));
  const number = formatNumber(
    letterSeries,
    year,
    await nextNumber(act.tx, `${letterSeries.key}:${matter.bureauId}`, year),
  );
  await setState(act.tx, letter.id, { state: 'issued', number, issued_by: act.actor.id, issued_at: act.now });
  const signed = { ...letter, number, issuedAt: act.now };
  return { letter: signed, number, ...(await keepPrinted(act.services, act.tx, signed)) };
}

/** Why somebody does not examine, or sign, the letter that is under way: one writes, another examines, a third signs, and some are for the head alone. */
export async function signingDefects(
  db: Db | Tx,
  matter: MatterRow,
  actor: Actor,
  step: 'approveLetter' | 'endorseLetter' | 'issueLetter',
): Promise<string[]> {
  const letter = (await lettersOf(db, matter.id)).find(({ state }) => UNDER_WAY.has(state));
  if (!letter) return [];
  const own = letter.draftedBy === actor.id;
  if (step === 'approveLetter') return own ? ['这份文书由您拟写，不能由您审核'] : [];
  if (step === 'endorseLetter')
    return [
      ...(own ? ['这份文书由您拟写，不能由您审批'] : []),
      ...(letter.approvedBy === actor.id ? ['这份文书由您审核，不能由您审批'] : []),
    ];
  return [
    ...(own ? ['这份文书由您拟写，不能由您签发'] : []),
    ...(letter.approvedBy === actor.id ? ['这份文书由您审核，不能由您签发'] : []),
    ...(letterKind(letter.kind)?.byHeadOnly && !isHead(actor, matter)
      ? ['这种文书须由信息公开工作机构负责人签发（条例第三十三条、第三十五条）']
      : []),
  ];
}

const isHead = (actor: Actor, { bureauId }: MatterRow): boolean =>
  actor.grants.some(({ role, unitPath }) => role === 'openness-head' && unitPath[0] === bureauId);

type Change = Partial<{
  state: string;
  number: string;
  approved_by: string | null;
  approved_at: string | null;
  issued_by: string;
  issued_at: string;
}>;

async function setState(tx: Tx, id: string, change: Change): Promise<void> {
  await tx
    .updateTable('request_letter')
    .set(change as never)
    .where('id', '=', id)
    .execute();
}
