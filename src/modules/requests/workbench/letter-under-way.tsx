import type { RequestDetail } from '../detail-contract.ts';
import { LETTER_STATES } from '../detail-contract.ts';
import { LetterFiles } from './letter-files.tsx';

/** The letter that is in the chain, above the steps that are about it: nobody examines or signs what they have not read. */
export function LetterUnderWay({ request: { id, letters } }: { readonly request: RequestDetail }) {
  const letter = letters.find(({ state }) => ['proposed', 'approved', 'issued'].includes(state));
  if (!letter) return null;
  return (
    <div className="letter-now">
      <p className="entry-head">
        <strong>{letter.label}</strong>
        {letter.number && <span>{letter.number}</span>}
        <span className="state-tag">{LETTER_STATES[letter.state]}</span>
      </p>
      <p className="muted">
        {[
          letter.replyKindLabel,
          letter.party && `收件人：${letter.party}`,
          `${letter.draftedBy}拟写`,
          letter.approvedBy && `${letter.approvedBy}审核`,
          letter.issuedBy && `${letter.issuedBy}签发`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <LetterFiles requestId={id} letter={letter} />
    </div>
  );
}
