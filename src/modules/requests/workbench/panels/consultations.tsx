import { Block, CivilDate } from '#workbench/kit/index.ts';
import type { ConsultationLine, OpinionLine } from '../../detail-contract.ts';
import type { PanelProps } from '../panels.ts';
import { StepsOfRow } from '../row-steps.tsx';

/** Everybody who was asked, with what they said, each time, or that they were silent, and what the office found of it; recorded where the question stands. */
export function Consultations({ request: { consultations }, matter }: PanelProps) {
  if (consultations.length === 0) return null;
  return (
    <Block title="征求意见" count={consultations.length}>
      <ul className="entries">
        {consultations.map((one) => (
          <li key={one.id}>
            <p className="entry-head">
              <strong>{one.party}</strong>
              <span>{standing(one)}</span>
            </p>
            <p className="muted">
              {one.partyKindLabel} · <CivilDate on={one.sentOn} /> 发出
              {one.deliveredOn && (
                <>
                  ，<CivilDate on={one.deliveredOn} /> 送达，答复到 <CivilDate on={one.answerBy} />
                </>
              )}
              {one.heldFor && `（在${one.heldFor}中征求）`}
            </p>
            {one.opinions.map((opinion) => (
              <Opinion key={`${opinion.answeredOn} ${opinion.opinion}`} opinion={opinion} of={one} />
            ))}
            {one.opinions.length === 0 && one.decision && <p className="as-typed">{one.decision}</p>}
            <Steps one={one} matter={matter} />
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Opinion({ opinion: line, of }: { readonly opinion: OpinionLine; readonly of: ConsultationLine }) {
  const weighed = of.partyKind === 'third-party' && line.agrees !== true;
  return (
    <>
      {line.opinion && (
        <p className="as-typed">
          {line.answeredOn && of.opinions.length > 1 && (
            <>
              <CivilDate on={line.answeredOn} />
              {line.agrees ? ' 同意公开：' : ' 不同意公开：'}
            </>
          )}
          {line.opinion}
        </p>
      )}
      {weighed && line.findingLabel && (
        <p className="muted">
          审查：{line.findingLabel}。理由：{line.findingReason}
        </p>
      )}
      {weighed && !line.findingLabel && <p className="bad">还没有审查其理由是否合理</p>}
    </>
  );
}

function Steps({ one, matter }: { readonly one: ConsultationLine; readonly matter: PanelProps['matter'] }) {
  const thirdParty = one.partyKind === 'third-party';
  const over = one.answeredOn !== null || one.closedOn !== null;
  const spoken = one.opinions.filter(({ opinion }) => opinion !== null);
  const toWeigh = thirdParty && over && spoken.at(-1)?.agrees !== true;
  return (
    <StepsOfRow
      matter={matter}
      of={over ? ['consultAnswered', ...(toWeigh ? ['weighOpinion'] : [])] : ['consultAnswered', 'consultClosed']}
      row={one.id}
      named={one.party}
      known={{ consultationId: one.id }}
      barred={one.silenceBar === null ? {} : { consultClosed: [one.silenceBar] }}
      only={{
        ...(!thirdParty && { decides: [] }),
        finding: spoken.length > 0 ? ['reasonable', 'unreasonable'] : ['disclose', 'withhold'],
      }}
    />
  );
}

function standing({ answeredOn, agrees, closedOn, returnedOn, deliveredOn, opinions }: ConsultationLine) {
  const last = opinions.findLast(({ opinion }) => opinion !== null);
  if (last)
    return (
      <>
        {last.agrees ? '同意公开' : '不同意公开'}，<CivilDate on={last.answeredOn} /> 回复
      </>
    );
  if (answeredOn)
    return (
      <>
        {agrees ? '同意公开' : '不同意公开'}，<CivilDate on={answeredOn} /> 回复
      </>
    );
  if (returnedOn)
    return (
      <>
        信件被退回，没有送达，
        <CivilDate on={returnedOn} />
      </>
    );
  if (closedOn)
    return (
      <>
        逾期未回复{agrees ? '，视为同意公开' : ''}，<CivilDate on={closedOn} /> 期满
      </>
    );
  return deliveredOn ? '等待回复' : '还没有登记送达，答复期限没有起算';
}
