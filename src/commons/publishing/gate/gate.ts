import type { MatterRow } from '#commons/casework/index.ts';
import type { Objections } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act, Services } from '#platform/services.ts';
import type { ContentType } from '../content-type.ts';
import type { Confirmation } from '../signature-contract.ts';
import type { Content } from '../contract.ts';
import type { Revision } from '../revisions.ts';
import { companionsOf } from '../sets/members.ts';
import { type GateFinding, STAGES } from './contract.ts';
import { consultationCheck } from './consultation.ts';
import { displayPeriodCheck } from './display-period.ts';
import { materialsCheck } from './materials.ts';
import { interpretationCheck } from './interpretation.ts';
import { finding } from './finding.ts';
import { jointIssueCheck } from './joint-issue.ts';
import { externalLinksCheck } from './link-probes.ts';
import { linksCheck } from './links.ts';
import type { GateCheck, LookedAt } from './looked-at.ts';
import { partsCheck } from './parts.ts';
import { referencesCheck } from './references.ts';
import { scanCheck } from './scan.ts';
import { writingCheck } from './writing.ts';

/** Everything a text is looked at for: while typing, at submission, at the secrecy review, when scheduled and at the second of release. */
const CHECKS: readonly GateCheck[] = [
  partsCheck,
  linksCheck,
  externalLinksCheck,
  referencesCheck,
  interpretationCheck,
  displayPeriodCheck,
  consultationCheck,
  jointIssueCheck,
  materialsCheck,
  writingCheck,
  scanCheck,
];

/** All findings of all checks, those that block first. */
export async function lookAt(at: LookedAt): Promise<GateFinding[]> {
  const found: GateFinding[] = [];
  for (const { run } of CHECKS) found.push(...(await run(at)));
  const unique = [...new Map(found.map((one) => [one.key, one])).values()];
  const [advice, rest] = [unique.filter(isAdvice), unique.filter((one) => !isAdvice(one))];
  return [...rest.sort((a, b) => ORDER[a.severity] - ORDER[b.severity]), ...mostOf(advice)];
}

const isAdvice = ({ severity }: GateFinding): boolean => severity === 'advice';

/** Nobody reads more advice than this about one text; what blocks or is answered for is told to the last. */
const MOST_ADVICE = 300;

function mostOf(advice: readonly GateFinding[]): readonly GateFinding[] {
  const more = advice.length - MOST_ADVICE;
  if (more <= 0) return advice;
  return [
    ...advice.slice(0, MOST_ADVICE),
    finding({
      check: 'writing',
      severity: 'advice',
      field: 'content.bodyHtml',
      where: '全文',
      excerpt: '',
      sentence: `还有 ${more} 处提示没有逐条列出，改正以上各处以后会接着列出`,
    }),
  ];
}

const ORDER = { block: 0, confirm: 1, advice: 2 } as const;

interface Standing {
  readonly db: Db | Tx;
  readonly services: Services;
}

/** The findings on a document as its current revision stands. */
export async function findingsOf(
  { db, services }: Standing,
  type: ContentType,
  documentId: string,
  content: Content,
): Promise<GateFinding[]> {
  const companions = () => companionsOf(db, documentId);
  return lookAt({ db, services, today: services.time.today(), type, content, documentId, companions });
}

/** Why a text may not be sent for review: what must be mended in it. */
export async function submissionDefects(
  act: Act,
  type: ContentType,
  id: string,
  { content }: Revision,
): Promise<string[]> {
  const findings = await findingsOf({ db: act.tx, services: act.services }, type, id, content);
  return findings.filter(({ severity, stage }) => severity === 'block' && stage === 'submit').map(sentenceOf);
}

/** Why a secrecy reviewer cannot pass a text: what blocks it, and each finding nobody has given a reason for. */
export async function reviewDefects(
  act: Act,
  type: ContentType,
  id: string,
  { content }: Revision,
  confirmations: readonly Confirmation[],
): Promise<Required<Objections>> {
  const findings = await findingsOf({ db: act.tx, services: act.services }, type, id, content);
  const remembered = await rememberedOf(act.tx, id, findings);
  const open = unanswered(findings, [...confirmations, ...remembered], 'submit');
  const asked = open.filter(({ severity }) => severity === 'confirm');
  return {
    reasons: [
      ...unasked(findings, confirmations),
      ...open.filter(({ severity }) => severity === 'block').map(openSentence),
    ],
    // Each at its own place in the form.
    fields: Object.fromEntries(
      asked.map((one) => [`confirmations.${one.key}`, `${sentenceOf(one)}（请写明可以公开的理由，或者退回改正）`]),
    ),
  };
}

/** Responsibility is taken for what was found in this text and for nothing else, once each. */
function unasked(findings: readonly GateFinding[], confirmations: readonly Confirmation[]): string[] {
  const asked = new Set(findings.filter(({ severity }) => severity === 'confirm').map(({ key }) => key));
  const given = confirmations.map(({ finding }) => finding);
  const foreign = given.filter((key) => !asked.has(key)).length;
  return [
    ...(foreign > 0 ? [`有 ${foreign} 条理由对不上现在的检查结果（问题可能已经没有了），请刷新后重新逐条填写`] : []),
    ...(new Set(given).size < given.length ? ['同一个问题写了两条理由，请刷新后重新填写'] : []),
  ];
}

/** Why a leader may not sign a text: what must stand with it before it is issued. What the secrecy reviewer answered for is not asked again. */
export async function issueDefects(act: Act, type: ContentType, id: string, { content }: Revision): Promise<string[]> {
  const findings = await findingsOf({ db: act.tx, services: act.services }, type, id, content);
  return findings.filter(({ severity, stage }) => severity === 'block' && stage === 'issue').map(sentenceOf);
}

/** Why a text may not go out at this second. */
export async function gateDefects(
  { tx, services }: Pick<Act, 'tx' | 'services'>,
  type: ContentType,
  matter: MatterRow,
  revision: Revision,
): Promise<string[]> {
  const findings = await findingsOf({ db: tx, services }, type, matter.id, revision.content);
  if (findings.length === 0) return [];
  return unanswered(findings, await confirmationsOf(tx, matter, revision, findings), 'release').map(openSentence);
}

function unanswered(
  findings: readonly GateFinding[],
  confirmations: readonly Confirmation[],
  stage: GateFinding['stage'],
): GateFinding[] {
  const answered = new Set(confirmations.map(({ finding }) => finding));
  return findings.filter(
    (one) =>
      (one.severity === 'block' && STAGES.indexOf(one.stage) <= STAGES.indexOf(stage)) ||
      (one.severity === 'confirm' && !answered.has(one.key)),
  );
}

const openSentence = (one: GateFinding): string =>
  one.severity === 'confirm' ? `${sentenceOf(one)}（请改正，或由保密审查员逐条说明理由）` : sentenceOf(one);

const sentenceOf = ({ where, excerpt, sentence }: GateFinding): string =>
  `${where}${excerpt ? `「${excerpt}」` : ''}：${sentence}`;

type Answer = Confirmation & { readonly by: string };

/** What the secrecy reviewer took responsibility for under exactly this text, and what is remembered of its files. */
export async function confirmationsOf(
  db: Db | Tx,
  matter: Pick<MatterRow, 'id' | 'round'>,
  { contentHash }: Revision,
  findings: readonly GateFinding[],
): Promise<Answer[]> {
  const signed = await signedReviews(db, matter.id);
  const under = signed.filter(({ round, content_hash }) => round === matter.round && content_hash === contentHash);
  return [...(await rememberedOf(db, matter.id, findings)), ...under.flatMap(answersIn)];
}

/** A picture that a reviewer of this document has looked at before is the same picture: its bytes are in the finding's key. */
async function rememberedOf(db: Db | Tx, documentId: string, findings: readonly GateFinding[]): Promise<Answer[]> {
  const files = new Set(findings.filter(({ file }) => file !== undefined).map(({ key }) => key));
  if (files.size === 0) return [];
  return (await signedReviews(db, documentId)).flatMap(answersIn).filter(({ finding }) => files.has(finding));
}

function signedReviews(db: Db | Tx, documentId: string) {
  return db
    .selectFrom('signature as s')
    .innerJoin('person as p', 'p.id', 's.signer_id')
    .select(['s.confirmations', 's.round', 's.content_hash', 'p.name as by'])
    .where('s.document_id', '=', documentId)
    .where('s.step', '=', 'secrecy-review')
    .where('s.agrees', '=', true)
    .orderBy('s.signed_at')
    .execute();
}

const answersIn = ({ confirmations, by }: { readonly confirmations: unknown; readonly by: string }): Answer[] =>
  (confirmations as Confirmation[]).map((one) => ({ ...one, by }));
