import { sql } from 'kysely';
import { addMonths, chineseDate, type LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { keptFrom, type MatterRow, seenMatter, visibleTo } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { itemsOfMonth } from '../fees/items-of-month.ts';
import { requestTargets } from '../handling/targets.ts';
import { type Bucket, REPLY_KINDS } from '../law/reply-kinds.ts';
import { requestWorkflow } from '../workflow.ts';
import type { LikeRequest, RelatedLine, RelatedRequests } from './contract.ts';
import { alikeRequests, textOfRequest } from './likeness.ts';
import { lettersAbout } from './lineage.ts';
import { everMergedInto, leadOf, partsOf, type RelatedRequest, wholeOf } from './merged.ts';

/** Half of the words in common and an answer before: worth asking whether it is the same. Ours. */
const REPEATED = 0.5;

/** Everything that stands in a relation to a request, for whoever may see it. */
export async function relatedRequests(services: Services, actor: Actor, id: string): Promise<RelatedRequests> {
  const { db } = services;
  const { matter } = await seenMatter(db, services, actor, id);
  const own = await db
    .selectFrom('request')
    .select(['applicant_hash', 'content_hash', 'arrived_on', 'split_from'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const since = addMonths(own.arrived_on, -12);
  const all = await ofApplicant(db, own.applicant_hash, matter, since);
  const { likeFrom } = await requestTargets.current(db);
  const near = await alikeRequests(db, await textOfRequest(db, id), { from: likeFrom / 100, except: id, limit: 50 });
  const seen = await likeLines(services, actor, near, own.applicant_hash);
  const alike = seen.filter((one) => one.id !== own.split_from);
  const duplicate = alike.find((one) => one.sameApplicant && one.reply && one.percent >= REPEATED * 100);
  const [lead, mergedEver, whole, partsEver, month] = [
    await leadOf(db, id),
    await everMergedInto(db, id),
    await wholeOf(db, id),
    await partsOf(db, id),
    await itemsOfMonth(db, id),
  ];
  const kept = await keptFrom(
    services,
    actor,
    [...all, ...mergedEver, ...partsEver, ...month.items, ...(whole ? [whole] : [])].map((one) => one.id),
  );
  const shown = (one: { readonly id: string }) => !kept.has(one.id);
  const [others, merged, parts] = [all.filter(shown), mergedEver.filter(shown), partsEver.filter(shown)];
  const told = [...others, ...merged, ...parts, ...[lead, whole].flatMap((one) => one ?? [])];
  const open = await mayRead(
    services,
    actor,
    told.map((one) => one.id),
  );
  // Of what the reader has no part in, that it is there and not what it says.
  const lineOf = (one: Lined): RelatedLine => plainLine({ ...one, ...(!open.has(one.id) && { description: '' }) });
  const same = others.filter(({ contentHash }) => contentHash === own.content_hash).map(lineOf);
  return {
    warnings: warningsOf(same, alike, month.own?.nth),
    sameContent: same,
    sameApplicant: others.map(lineOf),
    alike,
    hidden: near.length - seen.length,
    ...(lead && { lead: lineOf(lead) }),
    merged: merged.map(lineOf),
    ...(whole && shown(whole) && { whole: lineOf(whole) }),
    parts: parts.map(lineOf),
    ...(duplicate?.reply && { duplicateReply: duplicateReply(duplicate.reply) }),
    // Each has its place and its price, whoever may know which it is.
    month: {
      month: month.month,
      nth: month.own?.nth ?? null,
      items: month.items.map((item) => (shown(item) ? item : { ...item, number: '限定知悉' })),
    },
  };
}

function warningsOf(same: readonly RelatedLine[], alike: readonly LikeRequest[], nth: number | undefined): string[] {
  const numbers = (lines: readonly RelatedLine[]) => lines.map(({ number }) => number).join('、');
  const repeated = alike.filter((one) => one.sameApplicant && one.percent >= REPEATED * 100 && one.reply);
  const open = alike.filter(
    (one) => one.sameApplicant && one.percent >= REPEATED * 100 && !one.reply && OPEN.has(one.state),
  );
  return [
    ...(same.length > 0 ? [`与${numbers(same)}逐字相同：可能是重复提交，请核对后并案或者按重复申请答复`] : []),
    ...(repeated.length > 0
      ? [
          `同一申请人就相近内容已经得到答复（${numbers(repeated)}）：内容相同的，可以按重复申请答复（条例第三十六条第六项）`,
        ]
      : []),
    ...(open.length > 0 ? [`同一申请人的相近申请正在办理（${numbers(open)}）：可以并案办理`] : []),
    ...(nth !== undefined && nth > 10
      ? [`这是该申请人本月的第${nth}件申请：可以要求说明理由（条例第三十五条）或者按件收费`]
      : []),
  ];
}

const OPEN: ReadonlySet<string> = new Set(['submitted', 'accepted', 'processing']);

const duplicateReply = ({
  number,
  sentOn,
}: NonNullable<LikeRequest['reply']>): NonNullable<RelatedRequests['duplicateReply']> => ({
  ground: 'duplicate',
  parts: {
    notProcessed: '此前已经申请公开相同的政府信息，本机关已经作出答复，对本次申请不再重复处理。',
    earlierReply: `${chineseDate(sentOn)}《政府信息公开告知书》（${number}）`,
  },
});

/** What a line shows of it. */
type Lined = Omit<RelatedRequest, 'receivedOn'>;

const plainLine = ({ id, number, state, arrivedOn, dueOn, description }: Lined): RelatedLine => ({
  id,
  number,
  state,
  stateLabel: requestWorkflow.states[state as keyof typeof requestWorkflow.states]?.label ?? state,
  arrivedOn,
  dueOn,
  description,
});

/** Asked of the same organ: what somebody asks of another is no concern of this one. */
const ofApplicant = (db: Db | Tx, applicantHash: string, { id, bureauId }: MatterRow, since: LocalDate) =>
  db
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select(['r.id', 'm.number', 'm.state', 'r.arrived_on as arrivedOn', 'm.due_on as dueOn'])
    .select(sql<string>`asked_text(r)`.as('description'))
    .select('r.content_hash as contentHash')
    .where('r.applicant_hash', '=', applicantHash)
    .where('r.arrived_on', '>=', since)
    .where('r.id', '<>', id)
    .where('m.bureau_id', '=', bureauId)
    .orderBy('r.arrived_on', 'desc')
    .orderBy('r.id', 'desc')
    .limit(100)
    .execute();

async function likeLines(
  { db, catalogue }: Services,
  actor: Actor,
  near: readonly { readonly id: string; readonly likeness: number }[],
  applicantHash: string,
): Promise<LikeRequest[]> {
  if (near.length === 0) return [];
  const rows = await db
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select(['r.id', 'm.number', 'm.state', 'r.arrived_on as arrivedOn', 'm.due_on as dueOn'])
    .select(sql<string>`asked_text(r)`.as('description'))
    .select(['r.applicant_hash as applicantHash', 'r.reply_kind as replyKind'])
    .select((eb) =>
      eb
        .selectFrom('request_letter as l')
        .select('l.number')
        .where('l.kind', '=', 'reply')
        .where('l.state', '=', 'sent')
        .where('l.id', 'in', lettersAbout(sql.ref('r.id')))
        .orderBy('l.id', 'desc')
        .limit(1)
        .as('replyNumber'),
    )
    .select('r.replied_on as repliedOn')
    .where(
      'r.id',
      'in',
      near.map(({ id }) => id),
    )
    .where(visibleTo(actor, catalogue.kinds))
    .execute();
  return near.flatMap(({ id, likeness }) => {
    const row = rows.find((one) => one.id === id);
    if (!row) return [];
    const { replyNumber: number, repliedOn: sentOn, replyKind } = row;
    return [
      {
        ...plainLine(row),
        percent: Math.round(likeness * 100),
        sameApplicant: row.applicantHash === applicantHash,
        ...(number &&
          sentOn && { reply: { number, sentOn, kindLabel: REPLY_KINDS[replyKind as Bucket]?.label ?? '' } }),
      },
    ];
  });
}

async function mayRead(
  { db, catalogue }: Services,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('matter as m')
    .select('m.id')
    .where('m.id', 'in', ids)
    .where(visibleTo(actor, catalogue.kinds))
    .execute();
  return new Set(rows.map(({ id }) => id));
}
