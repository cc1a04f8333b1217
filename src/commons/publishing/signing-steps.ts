import type { LocalDate } from '#kernel/dates.ts';
import { refusalOf, refused } from '#kernel/errors.ts';
import type { MatterRow, StepEffect } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { countedFrom } from './clocks.ts';
import { disagreementFinding, disagreements } from './disagreements.ts';
import { dateFinding, dateLastIssued, dateSaid, redatedFinding, reissuedFinding } from './formed-on.ts';
import { issueDefects, reviewDefects, submissionDefects } from './gate/gate.ts';
import { deliberationDefects, deliberationOf } from './legality/deliberation.ts';
import { typeOf } from './releases.ts';
import { currentRevision, type Revision, revisionById } from './revisions.ts';
import type { Confirmation } from './signature-contract.ts';
import { sign } from './signatures.ts';
import { settleDebt, urgencyFinding } from './urgency.ts';
import { waySettings } from './way-settings.ts';

// What the steps do by which a text goes from hand to hand: sent up, reviewed, issued, returned; each puts a verdict under it.

export type Fields = Readonly<Record<string, unknown>>;
export const text = (fields: Fields, name: string) => String(fields[name] ?? '');

/** What the steps read of a document's row. */
export function documentOf(db: Db | Tx, id: string) {
  return db
    .selectFrom('document')
    .select(['type', 'released_revision_id', 'urgent'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** Sent for review: what must be mended is mended before anybody is asked to read it. */
export async function submitted(act: Act, matter: MatterRow): Promise<void> {
  const { type } = await documentOf(act.tx, matter.id);
  const revision = await currentRevision(act.tx, matter.id);
  const defects = await submissionDefects(act, typeOf(act.services, type), matter.id, revision);
  if (defects.length > 0) throw refused(defects);
}

/** The secrecy review answers for every finding of the gate; then legality is reviewed where the type asks for it. */
export async function reviewed(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const document = await documentOf(act.tx, matter.id);
  const type = typeOf(act.services, document.type);
  const revision = await currentRevision(act.tx, matter.id);
  const confirmations = (fields.confirmations ?? []) as readonly Confirmation[];
  const refusal = refusalOf(await reviewDefects(act, type, matter.id, revision, confirmations));
  if (refusal) throw refusal;
  const effect = await signed(act, matter, 'secrecy-review', fields);
  if (!type.chain.includes('legality-review')) return { ...effect, to: 'issuing' };
  // The period as it is set today: a setting changed later does not reach back.
  const { legalityWorkdays } = await waySettings.current(act.tx);
  return { payload: { ...effect.payload, legalityWorkdays }, to: 'legalityReview' };
}

export async function reviewedLate(
  act: Act,
  matter: MatterRow,
  step: 'department-review',
  fields: Fields,
): Promise<StepEffect> {
  const agrees = fields.verdict === 'agrees';
  const under = await owedFor(act.tx, matter.id);
  const on = await sign(act, matter, step, { agrees, opinion: text(fields, 'opinion'), under });
  await settleDebt(act, matter, step, agrees);
  return { payload: { verdict: fields.verdict, opinion: fields.opinion, ...on } };
}

/** What a late review is about: the text that is out, whatever is being written meanwhile. */
export async function owedFor(db: Db | Tx, id: string): Promise<Revision> {
  const { released_revision_id: out } = await documentOf(db, id);
  return (out && (await revisionById(db, out))) || currentRevision(db, id);
}

export async function signed(
  act: Act,
  matter: MatterRow,
  step: Parameters<typeof sign>[2],
  fields: Fields,
): Promise<StepEffect> {
  const checklist = fields.checklist as string[] | undefined;
  const confirmations = fields.confirmations as Confirmation[] | undefined;
  const reviewNumber = fields.reviewNumber as string | undefined;
  const formedOn = fields.formedOn as LocalDate | undefined;
  const on = await sign(act, matter, step, {
    agrees: true,
    opinion: text(fields, 'opinion'),
    ...(checklist ? { checklist } : {}),
    ...(confirmations ? { confirmations } : {}),
    ...(reviewNumber ? { reviewNumber } : {}),
    ...(formedOn ? { formedOn } : {}),
  });
  return {
    payload: {
      opinion: fields.opinion,
      ...(checklist ? { checklist } : {}),
      ...(confirmations ? { confirmations: confirmations.length } : {}),
      ...(formedOn ? { formedOn } : {}),
      ...on,
    },
  };
}

/** What an issuer has to give a word about before signing, and what each word is called where the opinion is kept. */
const ISSUED_WITH = {
  dateReason: '成文日期说明',
  overrideReason: '会签不同意见的处理',
  urgencyReason: '同意先发后审的意见',
} as const;

/**
 * Signs, and says when the document was formed where its text does not: the period of publication counts from there (条例第二十六条). Where
 * that is neither the day of signing nor of the meeting, or a unit that was asked does not agree, only with a word about it, kept with
 * the opinion. A correction keeps the date of what is out, or says why that was wrong.
 */
export async function issued(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const document = await documentOf(act.tx, matter.id);
  const revision = await currentRevision(act.tx, matter.id);
  const type = typeOf(act.services, document.type);
  const defects = [
    ...(await deliberationDefects(act.tx, type, matter, revision)),
    ...(await issueDefects(act, type, matter.id, revision)),
  ];
  const said = dateSaid(type, revision, fields.formedOn, act.today);
  const bears = said ?? revision.content.formedOn;
  const stood = document.released_revision_id && (await revisionById(act.tx, document.released_revision_id));
  const meeting = await deliberationOf(act.tx, matter.id, revision.contentHash, matter.round);
  const findings = {
    dateReason: stood
      ? redatedFinding(stood.content, revision)
      : (reissuedFinding(revision, bears, await dateLastIssued(act.tx, matter.id)) ??
        dateFinding(revision, bears, act.today, meeting?.heldOn)),
    overrideReason: disagreementFinding(await disagreements(act.tx, matter.id)),
    urgencyReason: urgencyFinding(document.urgent),
  };
  const owed = Object.entries(findings).flatMap(([field, finding]) => (finding ? [[field, finding] as const] : []));
  const missing = owed.filter(([field]) => !text(fields, field).trim());
  const refusal = refusalOf({ reasons: defects }, { fields: Object.fromEntries(missing) });
  if (refusal) throw refusal;
  const formed = said && { receivedOn: countedFrom(said, act.today) };
  const { formedOn: _typed, ...rest } = fields;
  const given = said ? { ...rest, formedOn: said } : rest;
  if (owed.length === 0) return { ...(await signed(act, matter, 'issue', given)), ...formed };
  const words = owed.map(([field]) => [field, text(fields, field).trim()] as const);
  const opinion = [
    text(fields, 'opinion'),
    ...words.map(([field, word]) => `${ISSUED_WITH[field as keyof typeof ISSUED_WITH]}：${word}`),
  ].join('\n');
  const effect = await signed(act, matter, 'issue', { ...given, opinion });
  return { payload: { ...effect.payload, opinion: fields.opinion, ...Object.fromEntries(words) }, ...formed };
}

export async function returned(
  act: Act,
  matter: MatterRow,
  step: Parameters<typeof sign>[2],
  fields: Fields,
): Promise<StepEffect> {
  const on = await sign(act, matter, step, { agrees: false, opinion: text(fields, 'reason') });
  return { payload: { reason: fields.reason, ...on } };
}
