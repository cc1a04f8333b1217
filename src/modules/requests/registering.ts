import { randomBytes, randomUUID } from 'node:crypto';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import { forbidden, invalid } from '#kernel/errors.ts';
import { queryCodeOf } from '#kernel/query-code.ts';
import { type MatterRow, openMatter } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { applicantHash, classOf, contentDefects, sealApplicant } from './applicant.ts';
import { contentHashOf } from './content-hash.ts';
import type { Channel, NewRequest, RequestContent } from './contract.ts';
import { requestKind } from './kind.ts';
import { identityMissing } from './identity/missing.ts';
import { askIdentity } from './identity/owed.ts';
import { keepLikeness } from './related/likeness.ts';
import { codeHash, receiptOf, trackKeyOf } from './tracking/codes.ts';

/** How an application came in, and what its sender holds. */
export interface Arrival {
  readonly channel: Channel;
  readonly submittedAt: Instant;
  readonly arrivedOn: LocalDate;
  readonly receipt: string;
  readonly codeHash: string;
  readonly trackKey: string;
  /** SHA-256 of the files sent along, as the fingerprint counts them. */
  readonly files?: readonly string[];
}

/** What is given to whoever hands in an application on paper: the code is shown this once. */
export interface Registered {
  readonly matter: MatterRow;
  readonly receipt: string;
  readonly queryCode: string;
}

/**
 * Registers an application that came to the office itself: at the counter, by mail, fax or e-mail, or told orally and written down for the
 * applicant (条例第二十九条). Refuses everything that is missing or wrong at once, and a day of arrival that has not come. Proof of identity that did not
 * come with it is no ground for not registering: it is owed, and asked for.
 */
export async function registerRequest(act: Act, { channel, arrivedOn, content }: NewRequest): Promise<Registered> {
  const office = act.actor.grants.find(({ role }) => role === 'openness-officer');
  if (!office) throw forbidden('收到的申请由政务公开办公室登记');
  const defects = registrationDefects({ channel, arrivedOn, content }, act.today);
  if (Object.keys(defects).length > 0) throw invalid(defects);
  const queryCode = queryCodeOf(randomBytes(32));
  const receipt = receiptOf(act.services, act.today, randomUUID());
  const matter = await openRequest(act, office.unitId, content, {
    channel,
    submittedAt: act.now,
    arrivedOn: arrivedOn as LocalDate,
    receipt,
    codeHash: codeHash(act.services, queryCode),
    trackKey: trackKeyOf(queryCode),
  });
  return { matter, receipt, queryCode };
}

/** What is missing or wrong in an application that is registered, by field. */
export function registrationDefects(
  { channel, arrivedOn, content }: NewRequest,
  today: LocalDate,
): Record<string, string> {
  const defects = { ...under('content', contentDefects(content, 'desk')) };
  if (arrivedOn > today) defects.arrivedOn = '到达日期不能晚于今天';
  if (channel === 'web') defects.channel = '网上提交的申请由系统登记，不能由工作人员录入';
  return defects;
}

/**
 * Opens the matter of an application, with what was asked verbatim and who asked under encryption. The journal, which nothing leaves, keeps
 * what proves that nothing was changed, and nothing of the person. Until it is confirmed no period runs (条例第三十一条).
 */
export async function openRequest(
  act: Act,
  officeUnitId: string,
  content: RequestContent,
  arrival: Arrival,
): Promise<MatterRow> {
  const { secrets } = act.services;
  const contentHash = contentHashOf(content, arrival.files);
  const hash = applicantHash(secrets, content);
  const applicantClass = classOf(content);
  const unproven = identityMissing(content).length > 0;
  const matter = await openMatter(act, requestKind, {
    title: TITLES[content.applicantKind],
    leadUnitId: officeUnitId,
    receivedOn: arrival.arrivedOn,
    payload: { channel: arrival.channel, receipt: arrival.receipt, contentHash, applicantHash: hash, applicantClass },
  });
  await act.tx
    .insertInto('request')
    .values({
      id: matter.id,
      channel: arrival.channel,
      submitted_at: arrival.submittedAt,
      arrived_on: arrival.arrivedOn,
      filled_by_staff: arrival.channel === 'oral',
      receipt: arrival.receipt,
      code_hash: arrival.codeHash,
      track_key: secrets.seal(arrival.trackKey, `request:${matter.id}:track`),
      applicant_kind: content.applicantKind,
      applicant_class: applicantClass,
      applicant_hash: hash,
      identity_owed: unproven,
      applicant: sealApplicant(secrets, matter.id, content),
      description: content.description,
      wanted_form: content.wantedForm,
      wanted_channel: content.wantedChannel,
      relief_reason: content.reliefReason ?? null,
      content_hash: contentHash,
    })
    .execute();
  await keepLikeness(act.tx, matter.id, content.description);
  if (unproven) await askIdentity(act, matter.id);
  return matter;
}

/** No title tells of the person or of what was asked, until the office has given one. */
const TITLES = { citizen: '公民申请公开政府信息', organisation: '法人或者其他组织申请公开政府信息' } as const;

const under = (prefix: string, defects: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(defects).map(([field, sentence]) => [`${prefix}.${field}`, sentence]));
