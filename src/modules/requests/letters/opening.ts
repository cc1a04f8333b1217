import { forbidden, notFound, refused } from '#kernel/errors.ts';
import { type Actor, allows, type Rule } from '#kernel/policy.ts';
import { matterById, type MatterRow, seenMatter } from '#commons/casework/index.ts';
import { keepView, keepViewOnce } from '#commons/journal/index.ts';
import type { Tx } from '#platform/db.ts';
import type { Act, Services } from '#platform/services.ts';
import { requestPolicy } from '../policy.ts';
import type { LetterWritten } from './contract.ts';
import { letterKind } from './letter-kinds.ts';
import { type LetterRow, lettersOf } from './letters.ts';
import { asWord, preview, printed } from './printing.ts';
import { packageOf } from '../records/packaging.ts';
import { mayRewrite } from './drafts.ts';

/** Who takes a letter on from each of its states, by where the request stands then. */
const NEXT: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  proposed: { letterReview: requestPolicy.approveLetter },
  approved: { letterEndorsement: requestPolicy.endorseLetter, letterIssue: requestPolicy.issueLetter },
  issued: { dispatch: requestPolicy.sendLetter },
};

type InHands = Pick<LetterRow, 'state' | 'draftedBy' | 'approvedBy'>;

/**
 * Whether a letter waits for this person: to be written on while it is a draft, examined, signed, sent. Nobody examines or signs what they
 * have written or examined themselves, so it does not wait for them.
 */
export function waitsForThem(actor: Actor, matter: MatterRow, { state, draftedBy, approvedBy }: InHands): boolean {
  if (state === 'draft') return mayRewrite(actor, matter, draftedBy);
  const rule = NEXT[state]?.[matter.state];
  if (!rule || !allows(rule, actor, matter)) return false;
  return state === 'issued' || ![draftedBy, approvedBy].includes(actor.id);
}

const THEIR_TASK = '办理依申请公开：拟写、审核、签发、发出这份文书';

/**
 * Whoever looks at a letter whole sees whom it names: it is kept with its reason before it is shown (个人信息保护法第五十一条). For those it waits
 * for the reason is their task, kept once in half a day; everybody else who may see the request gives one, kept each time. Refuses them
 * without. Gives the letter; one that answers several requests is kept as a look at the one it was written for and at the one it was opened from.
 */
export async function openLetter(
  act: Act,
  requestId: string,
  letterId: string,
  reason: string | undefined,
): Promise<LetterRow> {
  const { matter } = await seenMatter(act.tx, act.services, act.actor, requestId);
  const letter = await oneLetter(act.tx, requestId, letterId);
  const fields = [shownIn(letter)];
  const requests = [...new Set([letter.requestId, requestId])];
  if (reason !== undefined) {
    await keepView(act, { kind: 'request', id: requests }, fields, reason);
    return letter;
  }
  const written = letter.requestId === requestId ? matter : await matterById(act.tx, letter.requestId);
  if (!written || !waitsForThem(act.actor, written, letter))
    throw forbidden('这份文书现在不由您办理，里面有申请人的姓名：请在申请页面的“文书”中写明原因后查看');
  for (const id of requests) await keepViewOnce(act, { kind: 'request', id }, fields, THEIR_TASK);
  return letter;
}

/** A draft as it was written, for whoever may change it; of any other letter only what it is. */
export async function openForWriting(act: Act, requestId: string, letterId: string): Promise<LetterWritten> {
  const { matter } = await seenMatter(act.tx, act.services, act.actor, requestId);
  const letter = await oneLetter(act.tx, requestId, letterId);
  const may = letter.state === 'draft' && mayRewrite(act.actor, matter, letter.draftedBy);
  if (may) await keepViewOnce(act, { kind: 'request', id: requestId }, [shownIn(letter)], THEIR_TASK);
  const label = letterKind(letter.kind)?.label ?? letter.kind;
  return { kind: letter.kind, label, content: may ? letter.content : {}, mayRewrite: may };
}

async function oneLetter(tx: Tx, requestId: string, letterId: string): Promise<LetterRow> {
  const letter = (await lettersOf(tx, requestId)).find(({ id }) => id === letterId);
  if (!letter) throw notFound('这份文书');
  return letter;
}

const shownIn = ({ number, id }: LetterRow): string => `letter.${number ?? id}`;

/** A letter as a file: as it was signed, or as it would be printed; as `zip` with all copies that went out with it. Refuses the Word file of one that was signed before its text was kept. */
export async function letterFile(services: Services, letter: LetterRow, form: 'pdf' | 'docx' | 'zip'): Promise<Buffer> {
  const { db } = services;
  if (form === 'zip') return packageOf(services, letter.id);
  if (form === 'pdf') return letter.number === null ? preview(services, db, letter) : printed(services, db, letter.id);
  const word = await asWord(services, db, letter);
  if (!word) throw refused(['这份文书签发时没有留存 Word 文本：请下载签发的 PDF']);
  return word;
}
