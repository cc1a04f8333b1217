import { Button, Popconfirm } from 'antd';
import { useNavigate } from 'react-router';
import { Absent, Block, CivilDate, Nothing, useWrite, api } from '#workbench/kit/index.ts';
import { SENDING_CHANNELS } from '../../delivery/contract.ts';
import { LETTER_STATES, type LetterLine } from '../../detail-contract.ts';
import { LetterFiles } from '../letter-files.tsx';
import type { PanelProps } from '../panels.ts';
import { REQUEST_REFRESH, StepsOfRow } from '../row-steps.tsx';

/** Every letter about the request: through whose hands it went, when it left and when it arrived. */
export function Letters({ request, matter }: PanelProps) {
  const { id, letters, writing } = request;
  const navigate = useNavigate();
  return (
    <Block
      title="文书"
      count={letters.length}
      extra={
        writing?.length === 0 && (
          <Button type="primary" onClick={() => void navigate(`/requests/${id}/letters/new`)}>
            拟写文书
          </Button>
        )
      }
    >
      {letters.length === 0 && <Nothing words="还没有文书" />}
      <ul className="entries">
        {[...letters].reverse().map((letter) => (
          <li key={letter.id}>
            <Letter requestId={id} letter={letter} matter={matter} editable={writing?.length === 0} />
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
  editable,
}: {
  readonly requestId: string;
  readonly letter: LetterLine;
  readonly matter: PanelProps['matter'];
  readonly editable: boolean;
}) {
  const known = { letterId: letter.id };
  const named = [letter.label, letter.number, letter.party].filter(Boolean).join(' ');
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
      {letter.state === 'draft' && (
        <div className="letter-acts">
          <StepsOfRow matter={matter} of={['proposeLetter']} row={letter.id} named={named} known={known} />
          {letter.mayRewrite && editable && <DraftActs requestId={requestId} letter={letter} />}
        </div>
      )}
      {letter.state === 'sent' && !letter.deliveredOn && (
        <StepsOfRow
          matter={matter}
          of={letter.returnedOn ? ['resendLetter'] : ['recordDelivery', 'recordUndelivered']}
          row={letter.id}
          named={named}
          known={known}
        />
      )}
    </>
  );
}

const handsOf = ({ draftedBy, approvedBy, issuedBy }: LetterLine) => [
  `${draftedBy}拟写`,
  approvedBy && `${approvedBy}审核`,
  issuedBy && `${issuedBy}签发`,
];

function Sent({
  letter: { sentOn, sentBy, channel, resentOn, returnedOn, deliveredOn, proof, answerBy },
}: {
  readonly letter: LetterLine;
}) {
  return (
    <p>
      <CivilDate on={sentOn} /> 发出（{SENDING_CHANNELS[channel as keyof typeof SENDING_CHANNELS] ?? channel}，{sentBy}
      ）；
      {resentOn && (
        <>
          <CivilDate on={resentOn} /> 再次发出；
        </>
      )}
      {deliveredOn ? (
        <>
          <CivilDate on={deliveredOn} /> 送达（{proof ?? <Absent />}）
        </>
      ) : returnedOn ? (
        <span className="bad">
          <CivilDate on={returnedOn} /> 退回，没有送达
        </span>
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

function DraftActs({ requestId, letter }: { readonly requestId: string; readonly letter: LetterLine }) {
  const navigate = useNavigate();
  const under = `/requests/${requestId}/letters/${letter.id}`;
  const discard = useWrite(() => api.del(`/api${under}`), { done: '草稿已删除', refresh: REQUEST_REFRESH });
  return (
    <>
      <Button size="small" onClick={() => void navigate(under)} aria-label={`修改${letter.label}草稿`}>
        修改
      </Button>
      <Popconfirm title="删除这份草稿？" okText="删除" cancelText="取消" onConfirm={() => discard.mutate()}>
        <Button size="small" danger loading={discard.isPending} aria-label={`删除${letter.label}草稿`}>
          删除草稿
        </Button>
      </Popconfirm>
    </>
  );
}
