import { forbidden, refused } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { closeDuty, seenMatter } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { SecretBox } from '#platform/secret-box.ts';
import type { Act, Services } from '#platform/services.ts';
import { requestsPolicy } from '../policy.ts';
import { keepTrack } from '../tracking/tracking.ts';
import { keepWords } from '../words/words-apart.ts';
import { type AnswerOutcome, answerKind } from './answer-kinds.ts';
import { GRADES, type AnswerLine } from './contract.ts';
import { answerPlace } from './saying.ts';

interface Words {
  readonly text?: string | undefined;
  readonly voucher?: string | undefined;
}

/** People write of themselves: the words lie under encryption. */
export const sealWords = (secrets: SecretBox, id: string, words: Words): Buffer =>
  secrets.seal(JSON.stringify(words), answerPlace(id));

export const openWords = (secrets: SecretBox, id: string, sealed: Buffer | null): Words =>
  sealed ? (JSON.parse(secrets.open(sealed, answerPlace(id))) as Words) : {};

/** Everything the applicant of a request has said, newest first; for whoever may see the matter. */
export async function answersOf(services: Services, actor: Actor, requestId: string): Promise<AnswerLine[]> {
  const { db, secrets } = services;
  await seenMatter(db, services, actor, requestId);
  const rows = await db
    .selectFrom('request_answer as a')
    .leftJoin('request_letter as l', 'l.id', 'a.letter_id')
    .selectAll('a')
    .select('l.number as letterNumber')
    .where('a.request_id', '=', requestId)
    .orderBy('a.sent_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => {
    const words = openWords(secrets, row.id, row.words);
    const outcome = row.outcome as AnswerOutcome;
    return {
      id: row.id,
      kind: row.kind,
      label: answerKind(row.kind)?.noun ?? (row.kind === 'download' ? '下载文书' : '下载个人信息副本'),
      sentAt: row.sent_at,
      sentOn: row.sent_on,
      outcome,
      outcomeLabel: OUTCOMES[outcome],
      why: row.why,
      text: words.text ?? null,
      voucher: words.voucher ?? null,
      grade: row.grade === null ? null : (GRADES[row.grade - 1] ?? null),
      letter: row.letterNumber,
      handledAt: row.handled_at,
      handledNote: row.handled_note,
      open: (outcome === 'office' || outcome === 'late') && row.handled_at === null,
    };
  });
}

const OUTCOMES: Readonly<Record<AnswerOutcome, string>> = {
  taken: '已经自动登记',
  office: '等政务公开办公室处理',
  late: '到达时已经不能办理',
  kept: '留存',
};

/** The openness office has seen to something an applicant said: what was done, once. */
export async function handleAnswer(act: Act, requestId: string, answerId: string, note: string): Promise<void> {
  const { matter } = await seenMatter(act.tx, act.services, act.actor, requestId);
  if (!allows(requestsPolicy['requests.handle-answer'], act.actor, matter))
    throw forbidden('申请人网上提交的内容由政务公开办公室处理');
  const done = await act.tx
    .updateTable('request_answer')
    .set({ handled_by: act.actor.id, handled_at: act.now, handled_note: note.trim() })
    .where('id', '=', answerId)
    .where('request_id', '=', requestId)
    .where('outcome', 'in', ['office', 'late'])
    // What came of calling back stands with the calls (`ratings/`).
    .where('kind', '<>', 'rating')
    .where('handled_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!done) throw refused(['这一条已经处理，或者不需要处理，请刷新查看']);
  await closeDuty(act, requestId, answerPlace(answerId));
  await appendJournal(act, {
    chain: matterChain(requestId),
    action: 'requests.answer-handled',
    payload: {
      answerId,
      ...(await keepWords(act, { request_id: requestId }, 'answer-handled', { note: note.trim() })),
    },
  });
  await keepTrack(act, matter);
}
