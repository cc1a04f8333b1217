import { Block, CivilDate, Moment, Nothing } from '#workbench/kit/index.ts';
import type { DocumentDetail, ReleaseLine } from '../document-contract.ts';
import { WITHDRAWAL_CAUSES } from '../withdrawal-kinds.ts';

const KINDS = { release: '发布', correct: '更正', withdraw: '撤回' } as const satisfies Record<
  ReleaseLine['kind'],
  string
>;

/** When the document went out, was corrected or withdrawn, by whom, and what was promised and did not happen. */
export function Releases({ detail: { releases } }: { readonly detail: DocumentDetail }) {
  if (releases.length === 0)
    return (
      <Block title="发布记录">
        <Nothing words="还没有发布过，也没有安排发布" />
      </Block>
    );
  return (
    <Block title="发布记录" count={releases.length}>
      <div className="lines lines-stacked">
        <table>
          <thead>
            <tr>
              <th scope="col">事项</th>
              <th scope="col">版本</th>
              <th scope="col">时间</th>
              <th scope="col">经手人</th>
              <th scope="col">说明</th>
            </tr>
          </thead>
          <tbody>
            {[...releases].reverse().map((line) => (
              <tr key={line.id}>
                <th scope="row">{line.changedOn ? '变更' : KINDS[line.kind]}</th>
                <td data-label="版本">第 {line.revision} 版</td>
                <td data-label="时间">
                  <div>
                    <Outcome line={line} />
                  </div>
                </td>
                <td data-label="经手人">{line.orderedBy}</td>
                <td className="as-typed" data-label="说明">
                  {[line.cause && WITHDRAWAL_CAUSES[line.cause], line.reason].filter(Boolean).join('：')}
                  <Period line={line} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Block>
  );
}

/** From when it was owed and by when, where a period ran. */
function Period({ line: { changedOn, dueOn } }: { readonly line: ReleaseLine }) {
  if (!changedOn && !dueOn) return null;
  return (
    <p className="muted">
      {changedOn && (
        <>
          信息于
          <CivilDate on={changedOn} />
          变更
          {dueOn && '，'}
        </>
      )}
      {dueOn && (
        <>
          应于
          <CivilDate on={dueOn} />
          前公开
        </>
      )}
    </p>
  );
}

const CHECKED = { 'day-before': '提前 24 小时', 'quarter-before': '提前 15 分钟' } as const;

function Outcome({ line: { releaseAt, releasedAt, cancelledAt, failure, checks } }: { readonly line: ReleaseLine }) {
  if (releasedAt) return <Moment at={releasedAt} />;
  if (cancelledAt)
    return (
      <>
        原定 <Moment at={releaseAt} />
        ，已取消
      </>
    );
  return (
    <>
      定于 <Moment at={releaseAt} />
      {checks.map(({ moment, checkedAt, defects }) => (
        <p key={moment} className={defects.length > 0 ? 'bad' : 'muted'}>
          {CHECKED[moment]}检查（
          <Moment at={checkedAt} />
          ）：{defects.length > 0 ? defects.join('；') : '可以发布'}
        </p>
      ))}
      {failure && <p className="bad">没有发出：{failure}</p>}
    </>
  );
}
