import { Block, CivilDate } from '#workbench/kit/index.ts';
import type { ConsultationLine } from '../../detail-contract.ts';
import type { PanelProps } from '../panels.ts';
import { StepsOfRow } from '../row-steps.tsx';

/** Everybody who was asked, with what they said or that they were silent; each answer is recorded where the question stands. */
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
            </p>
            {(one.opinion ?? one.decision) && <p className="as-typed">{one.opinion ?? one.decision}</p>}
            {!one.answeredOn && !one.closedOn && (
              <StepsOfRow
                matter={matter}
                of={['consultAnswered', 'consultClosed']}
                row={one.id}
                known={{ consultationId: one.id }}
              />
            )}
          </li>
        ))}
      </ul>
    </Block>
  );
}

function standing({ answeredOn, agrees, closedOn, deliveredOn }: ConsultationLine) {
  if (answeredOn)
    return (
      <>
        {agrees ? '同意公开' : '不同意公开'}，<CivilDate on={answeredOn} /> 回复
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
