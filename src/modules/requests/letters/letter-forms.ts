import type { JsonSchema } from '#commons/casework/contract.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import { warningOf } from '../corrections/late-notice.ts';
import { GROUNDS, type Ground, type GroundKey } from '../law/reply-grounds.ts';
import { FAMILIES, REPLY_KINDS } from '../law/reply-kinds.ts';
import { type PartKey, PARTS } from '../law/reply-parts.ts';
import { requestWorkflow } from '../workflow.ts';
import type { GroundForm, LetterForms } from './contract.ts';
import { keptBehind } from './kept-behind.ts';
import { LETTER_KINDS, type LetterKind, writtenIn } from './letter-kinds.ts';
import { REPLIED } from './reply-content.ts';

/** Every kind of letter that may be written as the request stands with its form, and every situation of a reply with what it must contain and whether what must stand behind it is there. */
export async function letterForms({ db, calendar, time }: Services, matter: MatterRow): Promise<LetterForms> {
  const { id, state } = matter;
  const kept = new Set(await keptBehind(db, id));
  const late = warningOf(matter, time.today(), calendar());
  const grounds = REPLIED.map((key) => ({ ...groundForm(key, kept), bucket: GROUNDS[key].bucket }));
  return {
    kinds: Object.entries<LetterKind>(LETTER_KINDS)
      .filter(([, kind]) => writtenIn(kind, state))
      .map(([key, kind]) => ({
        key,
        label: kind.label,
        basis: kind.basis,
        consequence: consequenceOf(kind),
        ...(key === 'correction' && late && { warning: late }),
        fields: key === 'reply' ? null : (kind.content as unknown as JsonSchema),
      })),
    families: FAMILIES.map((label) => ({
      label,
      grounds: grounds.flatMap(({ bucket, ...ground }) => (REPLY_KINDS[bucket].family === label ? [ground] : [])),
    })).filter(({ grounds: some }) => some.length > 0),
  };
}

function groundForm(key: GroundKey, kept: ReadonlySet<PartKey>): GroundForm {
  const { bucket, when, articles, must, may = [] }: Ground = GROUNDS[key];
  const written = (parts: readonly PartKey[]) => parts.filter((part) => !isKept(part) && part !== 'remedies');
  return {
    key,
    row: REPLY_KINDS[bucket].label,
    when,
    articles,
    parts: [
      ...written(must).map((part) => ({ key: part, label: PARTS[part].label, must: true })),
      ...written(may).map((part) => ({ key: part, label: PARTS[part].label, must: false })),
    ],
    kept: must.filter(isKept).map((part) => ({ label: PARTS[part].label, there: kept.has(part) })),
  };
}

const isKept = (part: PartKey): boolean => 'kept' in PARTS[part];

function consequenceOf({ leadsTo, to, byHeadOnly }: LetterKind): string {
  const goes = to === 'applicant' ? '发给申请人' : '发给所写的收件人';
  const then = leadsTo === 'processing' ? '继续办理' : `申请转为“${requestWorkflow.states[leadsTo].label}”`;
  return `${goes}；发出后${then}${byHeadOnly ? '。须由信息公开工作机构负责人签发' : ''}`;
}
