import { invalid, refused } from '#kernel/errors.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { defineSeries } from '#kernel/numbering.ts';
import type { Actor } from '#kernel/policy.ts';
import { type MatterRow, type StepEffect, defineKind } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { confirmingBars, confirmUnchanged, giveUp, laterThanOwed } from './change-owed.ts';
import { countedFrom, publicationClock, withoutPeriod } from './clocks.ts';
import type { Content } from './contract.ts';
import { publicationFields, type Urgency } from './step-contract.ts';
import { dateLastIssued, formedOnOf } from './formed-on.ts';
import { isOut } from './gate/is-out.ts';
import { toldDefects } from './gate/told.ts';
import { recordDeliberation } from './legality/deliberation.ts';
import { fixedMaterials } from './legality/materials.ts';
import { secretFiles } from './legality/secret-files.ts';
import { answeredNumber, reviewNumberOf } from './legality/number.ts';
import { demandPeriod } from './legality/period.ts';
import { publicationPolicy } from './policy.ts';
import { limited, presentPeriod } from './present-period.ts';
import { statedLimit } from './publication-limits.ts';
import { reassessLater, stopReassessing } from './reassessment.ts';
import { cancelSchedule, releaseNow, restsSince, scheduleRelease, typeOf, withdrawNow } from './releases.ts';
import { addRevision, beginCorrection, currentRevision, keepDate } from './revisions.ts';
import { leaveSet } from './sets/leaving.ts';
import { standingOf } from './standing.ts';
import { boundBy, handsOn } from './signatures.ts';
import {
  documentOf,
  type Fields,
  issued,
  owedFor,
  returned,
  reviewed,
  reviewedLate,
  signed,
  submitted,
  text,
} from './signing-steps.ts';
import {
  attributeChange,
  attributeWords,
  type RECONSIDERATION_BASES,
  reconsiderationDefect,
} from './statutory-kinds.ts';
import { targetDaysOf } from './step-targets.ts';
import { tellIssuers } from './tell-issuers.ts';
import { debtBars, endDebts, setUrgent } from './urgency.ts';
import { isTold, type WithdrawalCause } from './withdrawal-kinds.ts';
import { publicationWorkflow } from './workflow.ts';

export const publicationSeries = defineSeries({
  key: 'publication',
  label: '发布审签编号',
  pattern: '公开审签〔{year}〕{n}号',
});

export const indexSeries = defineSeries({ key: 'index-number', label: '索引号', pattern: 'YJ{year}-{n:5}' });

const SIGNING: ReadonlySet<string> = new Set([
  'headSign',
  'secrecySign',
  'legalitySign',
  'issue',
  'reviewDepartmentLate',
]);

/** Who works with what is not for the public, beside the unit that made it: those whose hands the chain asks for. */
const CHAIN_ROLES = ['secrecy-reviewer', 'legality-reviewer', 'issuer', 'releaser', 'openness-officer'];

/** Publishing as a kind of matter: the steps of the workflow and what each does to the document. */
export const publicationKind = defineKind({
  key: 'publication',
  label: '信息发布',
  workflow: publicationWorkflow,
  policy: publicationPolicy,
  writing: { label: '正在修改这份文稿', rule: publicationPolicy.revise },
  fields: publicationFields,
  clock: publicationClock,
  untimed: withoutPeriod,
  async targetDays(tx, matter, state) {
    return targetDaysOf(tx, (await documentOf(tx, matter.id)).type, state);
  },
  presentPeriod,
  limited,
  series: publicationSeries,
  officeRole: 'openness-officer',
  screen: (id) => `/documents/${id}`,
  visibleWhenRestricted: [{ roles: CHAIN_ROLES, scope: 'bureau' }],
  bars: publicationBars,
  fixedFiles: fixedMaterials,
  secretFiles,
  async materials({ db, catalogue }, matter) {
    if (await isOut(db, matter.id)) return [];
    const type = catalogue.contentTypes.get((await documentOf(db, matter.id)).type);
    return type?.materials?.((await currentRevision(db, matter.id)).content) ?? [];
  },
  async prefill({ db, catalogue, time }, matter, step) {
    if (step === 'legalitySign') return answeredNumber(db, catalogue.legalityAnswers, matter);
    const undated = step === 'issue' && (await currentRevision(db, matter.id)).datedAtIssue;
    return undated ? { formedOn: time.today() } : {};
  },
  perform: {
    async revise(act, matter, fields) {
      const { type, released_revision_id: out } = await documentOf(act.tx, matter.id);
      const { content: before } = await currentRevision(act.tx, matter.id);
      const revision = await addRevision(
        act,
        typeOf(act.services, type),
        matter.id,
        fields.content as Content,
        text(fields, 'reason'),
      );
      return {
        title: revision.content.title,
        // Once it was not for the public its history never is for the whole bureau.
        restricted: matter.restricted || revision.content.disclosure !== 'active',
        // Until it is out, the date it bears is the date it was formed; afterwards the period has been met or missed. What was issued once
        // and bears none any more counts from the date that was said.
        ...(out || (revision.datedAtIssue && (await dateLastIssued(act.tx, matter.id)))
          ? {}
          : { receivedOn: countedFrom(revision.content.formedOn, act.today) }),
        payload: {
          reason: fields.reason,
          revision: revision.number,
          contentHash: revision.contentHash,
          disclosure: revision.content.disclosure,
          ...attributeChange(before, revision.content),
          formedOn: revision.content.formedOn ?? null,
          ...(await statedLimit(act, type, revision.content)),
        },
      };
    },
    async submit(act, matter) {
      await submitted(act, matter);
      await setUrgent(act, matter.id, null);
      return {};
    },
    async submitUrgently(act, matter, fields) {
      await submitted(act, matter);
      await setUrgent(act, matter.id, { cause: fields.cause as Urgency, reason: text(fields, 'reason') });
      return {};
    },
    headSign: (act, matter, fields) => signed(act, matter, 'department-review', fields),
    secrecySign: reviewed,
    async legalitySign(act, matter, fields) {
      const reviewNumber = await reviewNumberOf(act, matter, text(fields, 'reviewNumber'));
      const { type } = await documentOf(act.tx, matter.id);
      const { payload } = await signed(act, matter, 'legality-review', { ...fields, reviewNumber });
      const to = typeOf(act.services, type).deliberated ? 'deliberation' : 'issuing';
      return { payload: { ...payload, reviewNumber }, to };
    },
    async setLegalityPeriod(act, matter, { workdays }) {
      demandPeriod(Number(workdays), (await documentOf(act.tx, matter.id)).urgent !== null);
      return { payload: { legalityWorkdays: workdays } };
    },
    async deliberate(act, matter, fields) {
      const { number, contentHash } = await recordDeliberation(act, matter, fields as never);
      return { payload: { ...fields, revision: number, contentHash }, legalDate: text(fields, 'heldOn') };
    },
    legalityReturn: (act, matter, fields) => returned(act, matter, 'legality-review', fields),
    issue: issued,
    headReturn: (act, matter, fields) => returned(act, matter, 'department-review', fields),
    secrecyReturn: (act, matter, fields) => returned(act, matter, 'secrecy-review', fields),
    issueReturn: (act, matter, fields) => returned(act, matter, 'issue', fields),
    async schedule(act, matter, fields) {
      await scheduleRelease(act, matter, text(fields, 'releaseAt'));
      return {};
    },
    async unschedule(act, matter) {
      await cancelSchedule(act, matter);
      return {};
    },
    async holdBack(act, matter) {
      await cancelSchedule(act, matter);
      return {};
    },
    async releaseReturn(act, matter, fields) {
      await cancelSchedule(act, matter);
      const { datedAtIssue } = await currentRevision(act.tx, matter.id);
      // The date goes with the signature that said it.
      return datedAtIssue ? { payload: { ...fields, formedOn: null } } : {};
    },
    async release(act, matter) {
      return { payload: await releaseNow(act, matter), ...(await restedOn(act, matter)) };
    },
    async releaseDue(act, matter) {
      const promise = await act.tx
        .selectFrom('release')
        .select(['id', 'ordered_by', 'on_behalf_of'])
        .where('document_id', '=', matter.id)
        .where('released_at', 'is', null)
        .where('cancelled_at', 'is', null)
        .executeTakeFirstOrThrow();
      return { payload: await releaseNow(act, matter, promise), ...(await restedOn(act, matter)) };
    },
    async keep(act, matter) {
      await leaveSet(act, matter.id, matter.title);
      await reassessLater(act, matter.id);
      return { payload: { attribute: attributeWords((await currentRevision(act.tx, matter.id)).content) } };
    },
    async reassess(act, matter, fields) {
      await reassessLater(act, matter.id);
      const attribute = attributeWords((await currentRevision(act.tx, matter.id)).content);
      return { payload: { ...fields, attribute } };
    },
    async reconsider(act, matter, fields) {
      const basis = fields.basis as keyof typeof RECONSIDERATION_BASES;
      const unfit = reconsiderationDefect((await currentRevision(act.tx, matter.id)).content, basis);
      if (unfit) throw invalid({ basis: unfit });
      await stopReassessing(act, matter.id);
      const { number, contentHash } = await keepDate(act, matter.id, text(fields, 'reason'));
      return { payload: { basis, reason: fields.reason, revision: number, contentHash } };
    },
    reviewDepartmentLate: (act, matter, fields) => reviewedLate(act, matter, 'department-review', fields),
    async discard(act, matter) {
      await leaveSet(act, matter.id, matter.title);
      return {};
    },
    async correct(act, matter, fields) {
      const reason = text(fields, 'reason');
      demandTellable(reason, '更正原因');
      const { number, contentHash } = await beginCorrection(act, matter.id, { reason });
      return { payload: { reason, revision: number, contentHash } };
    },
    change: changed,
    abandonCorrection: (act, matter, fields) => giveUp(act, matter, text(fields, 'reason')),
    confirmUnchanged: (act, matter, fields) => confirmUnchanged(act, matter, text(fields, 'reason')),
    confirmUnchangedInstead: (act, matter, fields) => confirmUnchanged(act, matter, text(fields, 'reason')),
    withdraw: withdrawn,
    async withdrawUrgently(act, matter, fields) {
      const effect = await withdrawn(act, matter, fields);
      await tellIssuers(act, matter, causeOf(fields), text(fields, 'reason'));
      return effect;
    },
  },
});

/** A document corrected or withdrawn later was done with on the day its period was met or missed; one that still runs is so today. */
async function restedOn(act: Act, matter: MatterRow): Promise<StepEffect> {
  return matter.clockState === 'stopped' ? { closedOn: await restsSince(act, matter) } : {};
}

/** Something about the information is otherwise than what stands there: from the day it changed, saying so is owed (条例第二十六条). */
async function changed(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  demandTellable(text(fields, 'reason'), '变更说明');
  const changedOn = text(fields, 'changedOn');
  const { content } = await currentRevision(act.tx, matter.id);
  if (changedOn > act.today) throw invalid({ changedOn: '变更日期不能晚于今天，请改为信息实际变更的日期' });
  if (changedOn < formedOnOf(content))
    throw invalid({
      changedOn: `变更日期不能早于成文日期（${chineseDate(formedOnOf(content))}）；原文写错的，请用“发起更正”`,
    });
  const later = await laterThanOwed(act.tx, matter, changedOn as LocalDate);
  if (later) throw invalid({ changedOn: later });
  const { type } = await documentOf(act.tx, matter.id);
  const reason = text(fields, 'reason');
  const { number, contentHash } = await beginCorrection(act, matter.id, { reason, changedOn: changedOn as LocalDate });
  const limit = await statedLimit(act, type, content);
  return {
    legalDate: countedFrom(changedOn, act.today),
    payload: { changedOn, reason, revision: number, contentHash, ...limit },
  };
}

function demandTellable(reason: string, where: string): void {
  const defects = toldDefects(reason, where);
  if (defects.length > 0) throw refused(defects);
}

// The step's schema has checked it.
const causeOf = (fields: Fields) => fields.cause as WithdrawalCause;

async function withdrawn(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  if (isTold(causeOf(fields))) demandTellable(text(fields, 'reason'), '撤回原因');
  const bound = await withdrawNow(act, matter, causeOf(fields), text(fields, 'reason'));
  await endDebts(act, matter.id);
  await leaveSet(act, matter.id, matter.title);
  // What leaked is from now on not for the whole bureau either.
  return {
    payload: { cause: fields.cause, reason: fields.reason, ...bound },
    ...(await restedOn(act, matter)),
    ...(isTold(causeOf(fields)) ? {} : { restricted: true }),
  };
}

/** Bars that look at the document: who wrote at it, whether it may be public, whether it stands on the portal. */
async function publicationBars(
  db: Db | Tx,
  matter: MatterRow,
  step: string,
  actor: Actor,
  today: LocalDate,
): Promise<string[]> {
  const releases = step === 'release' || step === 'schedule';
  const { out, active, authors, set } = await standingOf(db, matter.id);
  const reasons: string[] = [];
  if (releases || SIGNING.has(step)) {
    const [self = actor.id, onBehalfOf] = boundBy(step, matter, actor);
    if (authors.has(self)) reasons.push('这份文稿由您拟写或修改过，不能由您审签或发布');
    if (onBehalfOf && authors.has(onBehalfOf)) reasons.push('这份文稿由委托您的人拟写或修改过，您不能代其审签或发布');
  }
  if (releases && !active) reasons.push('这份文件的公开属性不是主动公开，不能发布到门户');
  if (set && releases && !set.ordered) reasons.push(`文件在发布组「${set.title}」里，请在发布组里一起发布`);
  if (set?.ordered && (step === 'unschedule' || step === 'releaseReturn') && matter.state === 'scheduled')
    reasons.push(`文件随发布组「${set.title}」定时发布，请先在发布组里取消定时`);
  if (step === 'issue' || step === 'keep' || releases) reasons.push(...(await countersignBars(db, matter)));
  reasons.push(...(await debtBars(db, matter.id, step)));
  if (step.endsWith('Late')) reasons.push(...(await lateBars(db, matter, step, actor)));
  if (step === 'submitUrgently' && !active) reasons.push('紧急送审只用于主动公开的信息');
  if (step === 'keep') reasons.push(...keepingBars(out, active));
  if (step === 'discard' && out) reasons.push('文件已在门户公开，不能作废；请改用撤回');
  if (step.startsWith('confirmUnchanged')) reasons.push(...(await confirmingBars(db, matter, step, actor, today)));
  if (step === 'abandonCorrection' && !out) reasons.push('文件尚未公开过，没有更正可以放弃');
  if (step.startsWith('withdraw') && !out) reasons.push('文件还没有在门户公开，不需要撤回');
  return reasons;
}

/** A review made up for is a second pair of eyes: not of those who signed this text or let it out, in whichever round. */
async function lateBars(db: Db | Tx, matter: MatterRow, step: string, actor: Actor): Promise<string[]> {
  const hands = await handsOn(db, matter.id, await owedFor(db, matter.id));
  return boundBy(step, matter, actor).some((id) => hands.has(id))
    ? ['签署或发布过这份文稿的人不能补审，请由他人补审']
    : [];
}

/** Whoever was asked for an opinion is heard before the leader decides (会签). */
async function countersignBars(db: Db | Tx, matter: MatterRow): Promise<string[]> {
  const rows = await db
    .selectFrom('countersign as c')
    .innerJoin('unit as u', 'u.id', 'c.unit_id')
    .select('u.name')
    .where('c.matter_id', '=', matter.id)
    .where('c.answered_at', 'is', null)
    .execute();
  return rows.length > 0 ? [`${rows.map(({ name }) => name).join('、')}还没有答复会签`] : [];
}

/** Only what is not for the public rests without being published. */
function keepingBars(out: string | null, active: boolean): string[] {
  if (out) return ['文件已在门户公开，不能改为留存；不再公开的请撤回'];
  return active ? ['这份文件的公开属性是主动公开，应当发布；不应公开的，请退回修改公开属性'] : [];
}
