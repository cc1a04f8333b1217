import { Absent, Block, CivilDate, Nothing } from '#workbench/kit/index.ts';
import { WANTED_CHANNELS } from '../../contract.ts';
import { LETTER_STATES, type LetterLine } from '../../detail-contract.ts';
import { LetterFiles } from '../letter-files.tsx';
import type { PanelProps } from '../panels.ts';
import { StepsOfRow } from '../row-steps.tsx';

/** Every letter about the request: through whose hands it went, when it left and when it arrived. */
export function Letters({ request, matter }: PanelProps) {
  const { id, letters } = request;
  return (
    <Block title="文书" count={letters.length}>
      {letters.length === 0 && <Nothing words="还没有文书" />}
      <ul className="entries">
        {[...letters].reverse().map((letter) => (
          <li key={letter.id}>
            <Letter requestId={id} letter={letter} matter={matter} />
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Letter({
  requestId,
  letter,
  matter,
}: {
  readonly requestId: string;
  readonly letter: LetterLine;
  readonly matter: PanelProps['matter'];
}) {
  const known = { letterId: letter.id };
  return (
    <>
      <p className="entry-head">
        <strong>{letter.label}</strong>
        {letter.number && <span>{letter.number}</span>}
        <span className="state-tag">{LETTER_STATES[letter.state]}</span>
      </p>
      <p className="muted">
        {[letter.replyKindLabel, letter.party && `收件人：${letter.party}`, ...handsOf(letter)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {letter.returnedFor && <p className="bad">退回：{letter.returnedFor}</p>}
      {letter.sentOn && <Sent letter={letter} />}
      <LetterFiles requestId={requestId} letter={letter} />
      {letter.state === 'draft' && <StepsOfRow matter={matter} of={['proposeLetter']} row={letter.id} known={known} />}
      {letter.state === 'sent' && !letter.deliveredOn && (
        <StepsOfRow matter={matter} of={['recordDelivery']} row={letter.id} known={known} />
      )}
    </>
  );
}

const handsOf = ({ draftedBy, approvedBy, issuedBy }: LetterLine) => [
  `${draftedBy}拟写`,
  approvedBy && `${approvedBy}审核`,
  issuedBy && `${issuedBy}签发`,
];

function Sent({ letter: { sentOn, sentBy, channel, deliveredOn, proof, answerBy } }: { readonly letter: LetterLine }) {
  return (
    <p>
      <CivilDate on={sentOn} /> 发出（{WANTED_CHANNELS[channel as keyof typeof WANTED_CHANNELS] ?? channel}，{sentBy}
      ）；
      {deliveredOn ? (
        <>
          <CivilDate on={deliveredOn} /> 送达（{proof ?? <Absent />}）
        </>
      ) : (
        '还没有登记送达'
      )}
      {answerBy && (
        <>
          ；对方的期限到 <CivilDate on={answerBy} />
        </>
      )}
    </p>
  );
}
