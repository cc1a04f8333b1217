import { randomBytes } from 'node:crypto';
import { addHours } from '#kernel/dates.ts';
import { forbidden, invalid, refused } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { queryCodeOf } from '#kernel/query-code.ts';
import { seenMatter } from '#commons/casework/index.ts';
import { appendJournal, keepView, matterChain } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import type { NewCode, NewCodeInput } from '../answers/contract.ts';
import { applicantHash, openApplicant } from '../applicant.ts';
import type { RequestContent } from '../contract.ts';
import { requestsPolicy } from '../policy.ts';
import { tellApplicant } from '../notices/telling.ts';
import { family } from '../related/lineage.ts';
import { codeHash, trackKeyOf } from './codes.ts';
import { closeAnew } from './tracking.ts';

/** Wrong numbers tried for one request within a day, by whomever: after that it is no slip. Ours. */
const MOST_WRONG = 5;

/**
 * Hands out a new code to an applicant who has lost theirs, once somebody has checked who they are: the number of their document against what the
 * application said, or a letter against its papers. The code before dies at once, the new one is shown this once. What was checked is kept, and
 * that personal data was compared stands in the log of views. A number that does not fit is kept too and gives `refusal`.
 */
export async function renewCode(
  act: Act,
  requestId: string,
  { way, number = '', evidence }: NewCodeInput,
): Promise<NewCode | { readonly refusal: string }> {
  const { tx, services } = act;
  const { matter } = await seenMatter(tx, services, act.actor, requestId);
  if (!allows(requestsPolicy['requests.renew-code'], act.actor, matter))
    throw forbidden('查询码由政务公开办公室核验身份后重新发放');
  const request = await tx
    .selectFrom('request')
    .select(['id', 'receipt', 'code_hash', 'applicant', 'applicant_hash', 'applicant_kind'])
    .where('id', '=', requestId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (!request.applicant) throw refused(['申请人信息已经按规定匿名，不能再核验身份']);
  if (way === 'document' && number.trim() === '') throw invalid({ number: '当面核验证件的，请填写证件上的号码' });
  await demandNotTriedTooOften(act, requestId);
  // What was shown stands with the check, and goes with it; the log of views stays.
  await keepView(act, { kind: 'request', id: requestId }, ['applicant.number'], '核验身份重新发放查询码');
  const { idKind } = openApplicant(services.secrets, requestId, request.applicant);
  const shown = {
    applicantKind: request.applicant_kind,
    idKind,
    idNumber: number,
    creditCode: number,
  } as RequestContent;
  const matched =
    way === 'letter' || services.secrets.sameHash(applicantHash(services.secrets, shown), request.applicant_hash);
  const { id: checkId } = await tx
    .insertInto('request_code_check')
    .values({
      request_id: requestId,
      way,
      matched,
      former_code_hash: matched ? request.code_hash : null,
      checked_by: act.actor.id,
      checked_at: act.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.insertInto('request_code_check_words').values({ check_id: checkId, evidence: evidence.trim() }).execute();
  await appendJournal(act, {
    chain: matterChain(requestId),
    action: matched ? 'requests.code-renewed' : 'requests.code-refused',
    payload: { way },
  });
  if (!matched) return { refusal: '证件号码与申请时填写的不一致，没有发放查询码。请核对证件，仍不一致的请申请人说明' };
  return handOut(act, request);
}

/** One application has one code, however often it was split: all that came of it opens with the new one, and nothing with the code before. */
async function handOut(act: Act, asked: { readonly id: string; readonly receipt: string }): Promise<NewCode> {
  const { tx, services } = act;
  const queryCode = queryCodeOf(randomBytes(32));
  const all = await tx
    .selectFrom('request')
    .select('id')
    .where('id', 'in', family(asked.id))
    .where('applicant', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const { id } of all) {
    await tx
      .updateTable('request')
      .set({
        code_hash: codeHash(services, queryCode),
        track_key: services.secrets.seal(trackKeyOf(queryCode), `request:${id}:track`),
      })
      .where('id', '=', id)
      .execute();
    if (id !== asked.id)
      await appendJournal(act, {
        chain: matterChain(id),
        action: 'requests.code-renewed',
        payload: { with: asked.receipt },
      });
    await closeAnew(act, id);
  }
  await tellApplicant(act, asked.id, { about: `code:${act.now}`, kind: 'code' });
  return { receipt: asked.receipt, queryCode };
}

async function demandNotTriedTooOften({ tx, now }: Act, requestId: string): Promise<void> {
  const { wrong } = await tx
    .selectFrom('request_code_check')
    .select((eb) => eb.fn.countAll<number>().as('wrong'))
    .where('request_id', '=', requestId)
    .where('matched', '=', false)
    .where('checked_at', '>', addHours(now, -24))
    .executeTakeFirstOrThrow();
  if (Number(wrong) >= MOST_WRONG)
    throw refused([`这件申请一天之内已经${MOST_WRONG}次核验不符，请24小时以后再办理，或者改用来函核验`]);
}
