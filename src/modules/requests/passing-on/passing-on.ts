import { randomBytes, randomUUID } from 'node:crypto';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { forbidden, invalid, refused } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { queryCodeOf } from '#kernel/query-code.ts';
import { historyOf, lockSeen, type MatterRow, type PastStep, seenMatter } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { unitById, unitsWithRole } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { type Act, type Services, systemActor } from '#platform/services.ts';
import { replacementsOf } from '../answers/replacing.ts';
import { openApplicant } from '../applicant.ts';
import type { RequestContent } from '../contract.ts';
import { lettersOf } from '../letters/letters.ts';
import type { ReplyContent } from '../letters/reply-content.ts';
import { requestsPolicy } from '../policy.ts';
import { openRequest } from '../registering.ts';
import { slipOf } from '../slip.ts';
import { codeHash, receiptOf, trackKeyOf } from '../tracking/codes.ts';
import { passUploadsOn } from '../uploads/kept-files.ts';
import { keepWords } from '../words/words-apart.ts';
import type { Passed, PassedOn, PassingOn, PassOnInput } from './contract.ts';

const TO = 'requests.passed-on';
const FROM = 'requests.came-from';

/**
 * 转送: 条例第三十六条第五项 has an organ that is not responsible say so, and who is: it does not have it pass the application on, nor does it forbid that.
 * So the reply of that kind comes first, and the application goes on only with the applicant's consent, which is written down (ours). It arrives at the
 * other bureau as one of its own, of the day on which it arrives, with a number and a code of its own; of the handling here nothing goes with it, and
 * neither bureau sees the matter of the other. Refuses whoever is not of the openness office, a request that was not answered so, one that is
 * anonymised, a unit that is no bureau at work here, and a second time to the same bureau.
 */
export async function passOn(act: Act, requestId: string, input: PassOnInput): Promise<PassedOn> {
  const { tx, services } = act;
  const { matter } = await lockSeen(act, requestId);
  const reasons = await passingRefusals(tx, matter, act.actor);
  if (!reasons) throw forbidden('申请由政务公开办公室转送');
  if (reasons.length > 0) throw refused(reasons);
  const { bureau, office } = await bureauAsked(act, matter, input);
  const content = await applicationOf(act, matter);
  const queryCode = queryCodeOf(randomBytes(32));
  const receipt = receiptOf(services, act.today, randomUUID());
  // Opened by nobody of this bureau: who starts a matter has a part in it.
  const there = { ...act, actor: systemActor };
  const passed = await openRequest(there, office, content, {
    channel: 'other-office',
    submittedAt: act.now,
    arrivedOn: act.today,
    receipt,
    codeHash: codeHash(services, queryCode),
    trackKey: trackKeyOf(queryCode),
  });
  await passUploadsOn(act, matter.id, passed.id);
  const words = await keepWords(act, { request_id: matter.id }, 'pass-on', { consent: input.consent });
  const { consentOn } = input;
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action: TO,
    round: matter.round,
    payload: { unitId: bureau.id, passedAs: passed.number, consentOn, ...words },
  });
  await appendJournal(there, {
    chain: matterChain(passed.id),
    action: FROM,
    payload: { unitId: matter.bureauId, passedAs: matter.number, consentOn },
  });
  const slip = await slipOf(
    services,
    { matter: passed, receipt, queryCode, confirmed: false },
    { channel: 'other-office', arrivedOn: act.today, content },
  );
  return { bureau: bureau.name, number: passed.number, receipt, queryCode, slip: slip.toString('base64') };
}

/** To whom a request was passed on and whence it came, for whoever may see it: read in its own journal. */
export async function passingOf(services: Services, actor: Actor, requestId: string): Promise<PassingOn> {
  const { db } = services;
  const { matter } = await seenMatter(db, services, actor, requestId);
  const history = await historyOf(db, requestId);
  const named = async (steps: readonly PastStep[]): Promise<Passed[]> =>
    Promise.all(
      steps.map(async ({ payload, legalDate }) => ({
        bureau: (await unitById(db, String(payload.unitId)))?.name ?? '',
        number: String(payload.passedAs),
        on: legalDate,
      })),
    );
  return {
    to: await named(history.filter(({ action }) => action === TO)),
    from: (await named(history.filter(({ action }) => action === FROM)))[0] ?? null,
    refusals: (await passingRefusals(db, matter, actor)) ?? null,
  };
}

/** Why it cannot be passed on now; undefined for those whose business it never is. */
async function passingRefusals(db: Db | Tx, matter: MatterRow, actor: Actor): Promise<string[] | undefined> {
  if (!allows(requestsPolicy['requests.pass-on'], actor, matter)) return undefined;
  const told = (await lettersOf(db, matter.id)).some(
    ({ kind, state, content }) =>
      kind === 'reply' && state === 'sent' && (content as unknown as ReplyContent).ground === 'not-ours',
  );
  if (told) return [];
  return ['还没有按条例第三十六条第五项答复申请人（不属于本机关负责公开）：先答复，征得申请人同意以后再转送'];
}

async function bureauAsked({ tx, today }: Act, matter: MatterRow, { bureauId, consentOn }: PassOnInput) {
  const bureau = await unitById(tx, bureauId);
  const [office] = bureau ? await unitsWithRole(tx, 'openness-officer', bureau.id) : [];
  const before = (await historyOf(tx, matter.id)).some(
    ({ action, payload }) => action === TO && payload.unitId === bureauId,
  );
  const wrong = {
    ...(bureau?.id === matter.bureauId && { bureauId: '这是本局：本局其他处室负责的，请分办' }),
    ...(!office && { bureauId: '请选择使用本系统、有政务公开办公室的其他局' }),
    ...(before && { bureauId: '已经转送过给这个局' }),
    ...(consentOn > today && { consentOn: '同意之日不能晚于今天' }),
    ...(consentOn < matter.receivedOn && {
      consentOn: `同意之日不能早于收到申请之日（${chineseDate(matter.receivedOn)}）`,
    }),
  };
  if (!bureau || !office || Object.keys(wrong).length > 0) throw invalid(wrong);
  return { bureau, office };
}

/** The application as the applicant made it, with the text put in place of the first and the corrections: their own words, and nothing of how it was handled. */
async function applicationOf({ tx, services }: Act, { id }: MatterRow): Promise<RequestContent> {
  const row = await tx.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  if (row.applicant === null) throw refused(['申请人信息已经按规定匿名，不能再转送']);
  const corrections = await tx
    .selectFrom('request_correction')
    .select(['corrected_on as on', 'text'])
    .where('request_id', '=', id)
    .orderBy('id')
    .execute();
  const replaced = (await replacementsOf(tx, id)).at(-1);
  const said = corrections.map(({ on, text }) => `（${chineseDate(on as LocalDate)}补正）${text}`);
  // What was checked when it came is given as it came.
  return {
    ...openApplicant(services.secrets, id, row.applicant),
    applicantKind: row.applicant_kind,
    ...(row.applicant_class !== 'naturalPerson' && { organisationClass: row.applicant_class }),
    description: [replaced?.text ?? row.description, ...said].join('\n'),
    wantedForm: row.wanted_form,
    wantedChannel: row.wanted_channel,
    ...(row.relief_reason !== null && { reliefReason: row.relief_reason }),
  } as RequestContent;
}
