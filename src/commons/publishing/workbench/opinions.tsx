import type { MatterDetail } from '#commons/casework/contract.ts';
import { Block, CivilDate, Loaded, Moment, Nothing, TrafficLight, Verbatim, useRead } from '#workbench/kit/index.ts';
import type { ExpertRequests } from '../expert-opinions/contract.ts';
import { ExpertRequestsBlock } from './expert-requests.tsx';

/** 征求意见: what other units and experts outside were asked about a document, by when, and what they said. */
export function Opinions({ id, matter }: { readonly id: string; readonly matter: MatterDetail | undefined }) {
  const path = `/api/documents/${id}/expert-requests`;
  const experts = useRead<ExpertRequests>(path);
  return (
    <>
      {matter && <CountersignTable detail={matter} />}
      <Loaded query={experts}>{(data) => <ExpertRequestsBlock data={data} path={path} />}</Loaded>
    </>
  );
}

/** 会签: all units at once, whoever answered first or last. Asking and answering stand at the right, where all acts stand. */
function CountersignTable({ detail: { countersigns, acts } }: { readonly detail: MatterDetail }) {
  const open = countersigns.filter(({ answeredAt }) => !answeredAt).length;
  const ask = acts.find(({ key }) => key === 'countersign');
  return (
    <Block title="会签" count={countersigns.length}>
      {countersigns.length === 0 ? (
        <Nothing
          words={ask ? '还没有发起会签。需要其他处室意见的，用「其他操作」里的「发起会签」一次选多个单位' : '没有会签'}
        />
      ) : (
        <>
          <p className="muted">{open > 0 ? `还有 ${open} 个单位没有答复，答复齐了才能签发` : '全部单位已经答复'}</p>
          <div className="lines scroll-x">
            <table>
              <caption className="unseen">会签情况</caption>
              <thead>
                <tr>
                  <th scope="col">单位</th>
                  <th scope="col">发起</th>
                  <th scope="col">期限</th>
                  <th scope="col">答复</th>
                  <th scope="col">结论和意见</th>
                </tr>
              </thead>
              <tbody>
                {countersigns.map((line) => (
                  <tr key={line.id}>
                    <th scope="row">{line.unit.name}</th>
                    <td>
                      {line.askedBy.name}
                      <br />
                      <Moment at={line.askedAt} />
                    </td>
                    <td>
                      <CivilDate on={line.dueOn} />
                      {!line.answeredAt && <TrafficLight light={line.light} />}
                    </td>
                    <td>
                      {line.answeredAt ? (
                        <>
                          {line.answeredBy?.name}
                          <br />
                          <Moment at={line.answeredAt} />
                        </>
                      ) : (
                        '尚未答复'
                      )}
                    </td>
                    <td>
                      {line.answeredAt && (
                        <>
                          <strong>{line.agrees ? '同意' : '不同意'}</strong>
                          <Verbatim>
                            <span className="as-typed">{line.opinion}</span>
                          </Verbatim>
                        </>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Block>
  );
}
