import { randomUUID } from 'node:crypto';
import { checkCitizenId, checkCreditCode, checkEmail, checkPhone, normalise } from '#kernel/identifiers.ts';
import type { SecretBox } from '#platform/secret-box.ts';
import { defectsOf } from '#platform/validation.ts';
import { type Applicant, type ApplicantClass, NAMES, type RequestContent, requestContent } from './contract.ts';

/** Binds the sealed applicant to the request. */
const placeOf = (requestId: string) => `request:${requestId}:applicant`;

export function sealApplicant(secrets: SecretBox, requestId: string, content: RequestContent): Buffer {
  const { description, wantedForm, wantedChannel, reliefReason, applicantKind, organisationClass, ...applicant } =
    content;
  return secrets.seal(JSON.stringify(applicant), placeOf(requestId));
}

export function openApplicant(secrets: SecretBox, requestId: string, sealed: Buffer): Applicant {
  return JSON.parse(secrets.open(sealed, placeOf(requestId))) as Applicant;
}

/** The surname alone, or the name of the organisation: what everybody who handles the request reads of who asked. */
export function shownApplicant(secrets: SecretBox, requestId: string, sealed: Buffer | null, kind: string): string {
  if (sealed === null) return '已匿名';
  const { name } = openApplicant(secrets, requestId, sealed);
  return kind === 'citizen' ? surname(name) : name;
}

/** The surname of whoever acts for the applicant; null where nobody does. */
export function shownAgent(secrets: SecretBox, requestId: string, sealed: Buffer | null): string | null {
  const { agentName } = sealed ? openApplicant(secrets, requestId, sealed) : {};
  return agentName ? surname(agentName) : null;
}

const surname = (name: string) => `${[...name][0] ?? ''}某`;

/**
 * The same for the same person or organisation, through whichever channel they ask; nothing can be read back from it. Without a number nobody is known
 * to be the same: the request stands for itself.
 */
export function applicantHash(secrets: SecretBox, content: RequestContent): string {
  const number = content.applicantKind === 'citizen' ? content.idNumber : content.creditCode;
  if (!number?.trim()) return secrets.keyedHash(`unproven:${randomUUID()}`, 'request-applicant');
  const kind = content.applicantKind === 'citizen' ? (content.idKind ?? 'citizen-id') : 'organisation';
  return secrets.keyedHash(`${kind}:${normalise(number)}`, 'request-applicant');
}

export const classOf = ({ applicantKind, organisationClass }: RequestContent): ApplicantClass =>
  applicantKind === 'citizen' ? 'naturalPerson' : (organisationClass ?? 'otherOrg');

/**
 * What is missing or wrong in an application, by field; undefined where nothing is. 条例第二十九条: name, proof of identity and a way to be
 * reached; what is asked; how it is wanted. That what is asked must be clear is for people to judge (第三十条). At the desk what came is registered without
 * its proof of identity too, and the proof is asked for (`identity/`): only what is there must be right.
 */
export function contentDefects(
  content: unknown,
  at: 'site' | 'desk' = 'site',
): Readonly<Record<string, string>> | undefined {
  const given = (typeof content === 'object' && content !== null ? content : {}) as Partial<RequestContent>;
  const schema =
    at === 'desk' ? requestContent : ON_THE_SITE[given.applicantKind === 'organisation' ? 'organisation' : 'citizen'];
  const defects: Record<string, string> = { ...defectsOf(schema, content) };
  const say = (field: string, sentence: string | undefined) => {
    if (sentence !== undefined && !(field in defects)) defects[field] = sentence;
  };
  const proof: Say = at === 'desk' ? sayOnlyOf(given, say) : say;
  if (given.applicantKind === 'organisation') sayOfOrganisation(given, say, proof);
  else if (given.applicantKind === 'citizen') sayOfCitizen(given, proof);
  if (given.agentName || given.agentIdKind || given.agentIdNumber || given.agentPhone) sayOfAgent(given, say, proof);
  if (given.phone) say('phone', checkPhone(given.phone));
  if (given.email) say('email', checkEmail(given.email));
  if (!given.phone && !given.email && !given.address)
    say('phone', '请至少填写电话、电子邮箱、通信地址中的一项，以便联系');
  const needed = given.wantedChannel && NEEDED[given.wantedChannel];
  if (needed && !given[needed.field]) say(needed.field, needed.sentence);
  return Object.keys(defects).length > 0 ? defects : undefined;
}

/** The same shape, its name called as each form of the site calls it. */
const calling = (title: string) => ({
  ...requestContent,
  properties: { ...requestContent.properties, name: { ...requestContent.properties.name, title } },
});
const ON_THE_SITE = { citizen: calling(NAMES.citizen), organisation: calling(NAMES.organisation) };

type Say = (field: string, sentence: string | undefined) => void;

function sayOfCitizen(given: Partial<RequestContent>, say: Say): void {
  if (!given.idKind) say('idKind', '请选择证件类型');
  if (!given.idNumber?.trim()) say('idNumber', '请填写证件号码，申请应包括身份证明');
  else if (given.idKind === 'citizen-id') say('idNumber', checkCitizenId(given.idNumber));
}

/** Of proof of identity: nothing about what is not there. */
const sayOnlyOf =
  (given: Partial<RequestContent>, say: Say): Say =>
  (field, sentence) => {
    if (String(given[field as keyof RequestContent] ?? '').trim()) say(field, sentence);
  };

function sayOfOrganisation(given: Partial<RequestContent>, say: Say, proof: Say): void {
  if (!given.creditCode?.trim()) proof('creditCode', '请填写统一社会信用代码');
  else proof('creditCode', checkCreditCode(given.creditCode));
  if (!given.organisationClass) say('organisationClass', '请选择组织类型');
  if (!given.representative?.trim()) proof('representative', '请填写法定代表人或者负责人');
  if (!given.contactName?.trim()) proof('contactName', '请填写联系人');
}

/** Whoever acts for another proves both the authority and who he is; the papers themselves are asked for where they are handed in. */
function sayOfAgent(given: Partial<RequestContent>, say: Say, proof: Say): void {
  if (!given.agentName?.trim()) say('agentName', '请填写代理人姓名；没有代理人的，请清空代理人的各项');
  if (!given.agentIdKind) proof('agentIdKind', '请选择代理人的证件类型');
  if (!given.agentIdNumber?.trim()) proof('agentIdNumber', '请填写代理人的证件号码');
  else if (given.agentIdKind === 'citizen-id') say('agentIdNumber', checkCitizenId(given.agentIdNumber));
  if (given.agentPhone) say('agentPhone', checkPhone(given.agentPhone));
}

/** What a way of sending needs to know. */
const NEEDED: Readonly<Record<string, { readonly field: keyof RequestContent; readonly sentence: string }>> = {
  post: { field: 'address', sentence: '选择邮寄的，请填写通信地址' },
  email: { field: 'email', sentence: '选择电子邮件的，请填写电子邮箱' },
  fax: { field: 'fax', sentence: '选择传真的，请填写传真号码' },
};
