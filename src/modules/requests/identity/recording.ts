import { forbidden, invalid, refused } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { closeDuty, seenMatter } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { applicantHash, contentDefects, openApplicant, sealApplicant } from '../applicant.ts';
import type { RequestContent } from '../contract.ts';
import { requestsPolicy } from '../policy.ts';
import { demandNotForgotten } from '../retention/forgotten.ts';
import type { IdentityInput } from './contract.ts';
import { identityMissing } from './missing.ts';

/**
 * Writes down the proof of identity an application came without (条例第二十九条): it joins who asked, under encryption, and the request is known as this
 * person's among others. The words of the application and its hash stay as they came. Refuses a number that cannot be right, part of what is missing,
 * and an identity that was proven before: that is not changed afterwards.
 */
export async function recordIdentity(act: Act, requestId: string, input: IdentityInput): Promise<void> {
  const { tx, services } = act;
  const { matter } = await seenMatter(tx, services, act.actor, requestId);
  if (!allows(requestsPolicy['requests.record-identity'], act.actor, matter))
    throw forbidden('申请人的身份证明由政务公开办公室登记');
  await demandNotForgotten(tx, requestId);
  const row = await tx
    .selectFrom('request')
    .selectAll()
    .where('id', '=', requestId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (!row.identity_owed || !row.applicant) throw refused(['这件申请的身份证明已经齐全，不需要登记']);
  const { proof, ...given } = input;
  const content = {
    ...openApplicant(services.secrets, requestId, row.applicant),
    applicantKind: row.applicant_kind,
    ...(row.applicant_class !== 'naturalPerson' && { organisationClass: row.applicant_class }),
    description: row.description,
    wantedForm: row.wanted_form,
    wantedChannel: row.wanted_channel,
    ...given,
  } as RequestContent;
  const defects = Object.entries(contentDefects(content) ?? {}).filter(([field]) => FIELDS.has(field));
  if (defects.length > 0) throw invalid(Object.fromEntries(defects) as Record<string, string>);
  const missing = identityMissing(content);
  if (missing.length > 0) throw refused([`还没有填写：${missing.join('、')}`]);
  const hash = applicantHash(services.secrets, content);
  await tx
    .updateTable('request')
    .set({
      applicant: sealApplicant(services.secrets, requestId, content),
      applicant_hash: hash,
      identity_owed: false,
    })
    .where('id', '=', requestId)
    .execute();
  await closeDuty(act, requestId, 'identity:owed');
  await appendJournal(act, {
    chain: matterChain(requestId),
    action: 'requests.identity-recorded',
    payload: { proof, applicantHash: hash },
  });
}

/** What of an application proves who asks. */
const FIELDS: ReadonlySet<string> = new Set(['idKind', 'idNumber', 'creditCode', 'agentIdKind', 'agentIdNumber']);
