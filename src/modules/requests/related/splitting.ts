import { refused } from '#kernel/errors.ts';
import { eventsOf, historyOf, type MatterRow, matterById, openMatter, takeStepAs } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { openApplicant, sealApplicant } from '../applicant.ts';
import { contentHashOf } from '../content-hash.ts';
import type { RequestContent } from '../contract.ts';
import { presentOf } from '../handling/reply-period.ts';
import type { Effect } from '../steps/effect.ts';
import { requestJournal } from '../letters/letter-events.ts';
import { keepLikeness } from './likeness.ts';

/**
 * 拆分（一事一申请）: each part becomes a request of its own, by the same applicant, of the same days, under the same query code, with the period of
 * the whole. The words of the whole and their hash stay as they came. What the law says of splitting is the counting of fees (办法第四条) [K]; the rest is ours.
 */
export const split: Effect = async (act, matter, fields) => {
  const parts = (fields.parts as readonly string[]).map((part) => part.trim());
  if (new Set(parts).size < parts.length) throw refused(['拆分后有两项内容相同：每项写一件事，请删去重复的']);
  const numbers: string[] = [];
  for (const [at, description] of parts.entries())
    numbers.push((await openPart(act, matter, description, at + 1)).number);
  return { payload: { parts: numbers, reason: fields.reason } };
};

async function openPart(act: Act, whole: MatterRow, description: string, nth: number): Promise<MatterRow> {
  const { tx, services } = act;
  const { secrets } = services;
  const kind = services.catalogue.kinds.get(whole.kind);
  const row = await tx.selectFrom('request').selectAll().where('id', '=', whole.id).executeTakeFirstOrThrow();
  if (!kind || row.applicant === null) throw refused(['申请人信息已经匿名，不能再拆分']);
  const content = {
    ...openApplicant(secrets, whole.id, row.applicant),
    applicantKind: row.applicant_kind,
    ...(row.applicant_class !== 'naturalPerson' && { organisationClass: row.applicant_class }),
    description,
    wantedForm: row.wanted_form,
    wantedChannel: row.wanted_channel,
    ...(row.relief_reason !== null && { reliefReason: row.relief_reason }),
  } as RequestContent;
  const contentHash = contentHashOf(content);
  const part = await openMatter(act, kind, {
    title: `${whole.title}（第${nth}项）`,
    leadUnitId: whole.leadUnitId,
    parentId: whole.id,
    namedIds: whole.namedIds,
    receivedOn: row.arrived_on,
    // The title was written by people; the journal has what proves the part.
    payload: { title: undefined, splitFrom: whole.number, contentHash, applicantHash: row.applicant_hash },
  });
  await tx
    .insertInto('request')
    .values({
      ...row,
      id: part.id,
      receipt: `${row.receipt}-${nth}`,
      track_key: secrets.seal(secrets.open(row.track_key, `request:${whole.id}:track`), `request:${part.id}:track`),
      applicant: sealApplicant(secrets, part.id, content),
      description,
      content_hash: contentHash,
      split_from: whole.id,
    })
    .execute();
  await keepLikeness(tx, part.id, description);
  await inherit(act, whole, part);
  await takeStepAs(act, part.id, 'confirm', {
    receivedOn: whole.receivedOn,
    evidence: row.receipt_evidence ?? `拆分自${whole.number}`,
  });
  await tx.updateTable('request').set({ confirmed_on: row.confirmed_on }).where('id', '=', part.id).execute();
  if (whole.state === 'processing') await takeStepAs(act, part.id, 'assign', { unitId: whole.leadUnitId });
  return (await matterById(tx, part.id)) ?? part;
}

/** What has moved the period of the whole moves that of each part: written into its own journal, on the days on which it happened. */
async function inherit(act: Act, whole: MatterRow, part: MatterRow): Promise<void> {
  for (const { name, on, days, ref } of presentOf(eventsOf(requestJournal, await historyOf(act.tx, whole.id))))
    if (MOVES.has(name))
      await appendJournal(act, {
        chain: matterChain(part.id),
        action: 'request.inherited',
        round: part.round,
        legalDate: on,
        payload: { event: name, from: whole.number, ...(days !== undefined && { days }), ...(ref && { ref }) },
      });
}

/** What begins or ends a period of its own, or concerns the whole alone, is not among them. */
const MOVES: ReadonlySet<string> = new Set([
  'noticeCorrection',
  'correct',
  'noticeFee',
  'payFee',
  'consult',
  'consultDelivered',
  'consultAnswered',
  'consultClosed',
  'askReasons',
  'giveReasons',
  'extend',
  'setDelay',
]);
