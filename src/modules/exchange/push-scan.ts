import { AppError } from '#kernel/errors.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { bearsSecrecyMark, currentRevision, findingsOf } from '#commons/publishing/index.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import type { PushDocument, PushFinding } from './push-schema.ts';
import type { Partner } from './signed-call.ts';

/** So many findings are told in an answer; how many there are is told in any case. */
export const MOST_TOLD = 100;

/**
 * Refuses a push that bears a mark of a state secret before anything of it is kept. What stays is that it came and was refused: the record
 * of the exchange, and a word to the secrecy reviewers; of the words themselves nothing, also not in the answer.
 */
export async function demandNoSecrecyMark(
  services: Services,
  partner: Partner,
  push: PushDocument,
  bodyHtml: string | undefined,
): Promise<void> {
  const { issuingUnit: _unit, relations: _relations, ...attributes } = push.document;
  const files = [...(push.body.docx ? [push.body.docx] : []), ...(push.attachments ?? [])];
  const marked = await bearsSecrecyMark({
    content: { ...attributes, bodyHtml: bodyHtml ?? '' },
    beside: [push.note ?? '', push.document.disclosureReason ?? ''],
    files: files.map(({ name, content }) => ({ name, bytes: Buffer.from(content, 'base64') })),
  });
  if (!marked) return;
  await act(services, systemActor, (a) => tellReviewers(a, partner, push.externalId));
  throw new AppError('secrecy-mark', 422, [
    '推送的内容带有密级标志，我方没有接收，也没有留存其中任何内容。涉密文件不得通过本接口传送；请停止推送，核对来源，并按规定报告贵单位保密工作机构',
  ]);
}

async function tellReviewers(a: Act, { id, name, bureauId }: Partner, externalId: string): Promise<void> {
  await notify(a, {
    to: await holdersOf(a.tx, { role: 'secrecy-reviewer', on: a.today, bureauId }),
    kind: 'to-do',
    title: `${name}推送的内容带有密级标志，已拒收`,
    body: `外部编号 ${externalId}。系统没有接收，也没有留存其中任何内容。请与${name}核实来源，属于泄密隐患的按规定报告。`,
    link: '/workbench/exchange/records',
    dedupe: `exchange.secrecy-mark:${id}:${externalId}:${a.today}`,
  });
}

/** What the gate sees in a draft that was pushed: told to whoever pushed it, and standing on the draft until it is mended. */
export async function findingsToTell(a: Act, documentId: string): Promise<PushFinding[]> {
  const { type: key } = await a.tx
    .selectFrom('document')
    .select('type')
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
  const type = a.services.catalogue.contentTypes.get(key);
  if (!type) throw new Error(`no content type ${key}`);
  const { content } = await currentRevision(a.tx, documentId);
  const findings = await findingsOf({ db: a.tx, services: a.services }, type, documentId, content);
  return findings.map(({ check, severity, where, excerpt, sentence }) => ({
    check,
    severity,
    where,
    excerpt,
    sentence,
  }));
}
