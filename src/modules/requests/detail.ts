import type { Instant, LocalDate } from '#kernel/dates.ts';
import { forbidden } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { seenMatter } from '#commons/casework/index.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Act, Services } from '#platform/services.ts';
import { type Applicant, openApplicant } from './applicant.ts';
import { type Consultation, consultationsOf } from './consultations.ts';
import { type LetterRow, lettersOf } from './letters/letters.ts';
import { requestsPolicy } from './policy.ts';

/** A request as its screen shows it; who asked is masked until somebody asks with a reason (个人信息保护法). */
export interface RequestDetail {
  readonly id: string;
  readonly channel: string;
  readonly submittedAt: Instant;
  readonly arrivedOn: LocalDate;
  readonly receipt: string;
  readonly applicantKind: string;
  readonly applicantClass: string;
  /** The surname alone, or the name of the organisation. */
  readonly applicantShown: string;
  readonly description: string;
  readonly corrections: readonly { readonly on: LocalDate; readonly text: string }[];
  readonly wantedForm: string;
  readonly wantedChannel: string;
  readonly reliefReason: string | null;
  readonly replyKind: string | null;
  readonly searches: readonly Search[];
  readonly letters: readonly LetterRow[];
  readonly consultations: readonly Consultation[];
  /** Other requests of the same applicant within a year, newest first: duplicates and unreasonable numbers show here. */
  readonly others: readonly { readonly id: string; readonly number: string; readonly arrivedOn: LocalDate }[];
}

interface Search {
  readonly systems: string;
  readonly words: string;
  readonly people: string;
  readonly on: LocalDate;
  readonly result: string;
  readonly found: boolean;
}

/** For whoever may see the matter; not found for everybody else. */
export async function requestDetail(services: Services, actor: Actor, id: string): Promise<RequestDetail> {
  const { db } = services;
  await seenMatter(db, services, actor, id);
  const row = await db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const corrections = await db
    .selectFrom('request_correction')
    .select(['corrected_on as on', 'text'])
    .where('request_id', '=', id)
    .orderBy('id')
    .execute();
  const searches = await db
    .selectFrom('request_search')
    .select(['systems', 'words', 'people', 'searched_on as on', 'result', 'found'])
    .where('request_id', '=', id)
    .orderBy('id')
    .execute();
  const others = await db
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select(['r.id', 'm.number', 'r.arrived_on as arrivedOn'])
    .where('r.applicant_hash', '=', row.applicant_hash)
    .where('r.id', '<>', id)
    .orderBy('r.arrived_on', 'desc')
    .limit(50)
    .execute();
  return {
    id,
    channel: row.channel,
    submittedAt: row.submitted_at,
    arrivedOn: row.arrived_on,
    receipt: row.receipt,
    applicantKind: row.applicant_kind,
    applicantClass: row.applicant_class,
    applicantShown: shownName(services, id, row.applicant, row.applicant_kind),
    description: row.description,
    corrections,
    wantedForm: row.wanted_form,
    wantedChannel: row.wanted_channel,
    reliefReason: row.relief_reason,
    replyKind: row.reply_kind,
    searches,
    letters: await lettersOf(db, id),
    consultations: await consultationsOf(db, id),
    others,
  };
}

function shownName({ secrets }: Services, id: string, sealed: Buffer | null, kind: string): string {
  if (sealed === null) return '已匿名';
  const { name } = openApplicant(secrets, id, sealed);
  return kind === 'citizen' ? `${[...name][0] ?? ''}某` : name;
}

/** Who asked, whole: for the openness office and its head, with a reason; each view is kept with it. */
export async function viewApplicant(act: Act, id: string, reason: string): Promise<Applicant | null> {
  const { matter } = await seenMatter(act.tx, act.services, act.actor, id);
  if (!allows(requestsPolicy['requests.view-applicant'], act.actor, matter))
    throw forbidden('申请人的完整信息由政务公开办公室查看');
  const row = await act.tx.selectFrom('request').select('applicant').where('id', '=', id).executeTakeFirstOrThrow();
  await act.tx
    .insertInto('view_log')
    .values({
      person_id: act.actor.id,
      subject_kind: 'request',
      subject_id: id,
      fields: ['applicant'],
      reason: reason.trim(),
      at: act.now,
    })
    .execute();
  return row.applicant && openApplicant(act.services.secrets, id, row.applicant);
}
