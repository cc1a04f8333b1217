import { Button, Select } from 'antd';
import { useState } from 'react';
import type { MatterDetail } from '#commons/casework/contract.ts';
import { Block, Loaded, Moment, useRead } from '#workbench/kit/index.ts';
import type { DocumentDetail, RevisionDetail } from '../document-contract.ts';
import { changedFacts, useFactNames } from './changed-facts.ts';
import { FactChanges } from './fact-changes.tsx';
import { RestoreRevision } from './restore-revision.tsx';
import { TextDifference } from './text-difference.tsx';

/** Every revision with who wrote it and why, and how any two differ. */
export function Revisions({
  detail,
  matter,
}: {
  readonly detail: DocumentDetail;
  readonly matter: MatterDetail | undefined;
}) {
  const [restoring, restore] = useState<number>();
  const mayRevise = matter?.steps.some(({ key, refusals }) => key === 'revise' && refusals.length === 0) ?? false;
  const newest = detail.revisions[0]?.number ?? 1;
  const [pair, compare] = useState<readonly [number, number]>([Math.max(1, newest - 1), newest]);
  return (
    <>
      <Block title="版本" count={detail.revisions.length}>
        <div className="lines lines-stacked">
          <table>
            <thead>
              <tr>
                <th scope="col">版本</th>
                <th scope="col">修改说明</th>
                <th scope="col">修改人</th>
                <th scope="col">时间</th>
                <th scope="col">与前一版、恢复</th>
              </tr>
            </thead>
            <tbody>
              {detail.revisions.map(({ number, reason, madeBy, madeAt, contentHash }) => (
                <tr key={number}>
                  <th scope="row" title={contentHash}>
                    第 {number} 版{number === detail.current.number && <span className="muted">（当前）</span>}
                  </th>
                  <td data-label="修改说明">{reason}</td>
                  <td data-label="修改人">{madeBy}</td>
                  <td data-label="时间">
                    <Moment at={madeAt} />
                  </td>
                  <td>
                    {number > 1 && (
                      <Button type="link" size="small" onClick={() => compare([number - 1, number])}>
                        对比
                      </Button>
                    )}
                    {mayRevise && number !== detail.current.number && (
                      <Button
                        type="link"
                        size="small"
                        aria-label={`恢复第 ${number} 版`}
                        onClick={() => restore(number)}
                      >
                        恢复
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Block>
      {restoring && matter && (
        <RestoreRevision detail={detail} matter={matter} number={restoring} close={() => restore(undefined)} />
      )}
      {detail.revisions.length > 1 && (
        <Comparison id={detail.id} type={detail.type} newest={newest} pair={pair} choose={compare} />
      )}
    </>
  );
}

function Comparison({
  id,
  type,
  newest,
  pair: [from, to],
  choose,
}: {
  readonly id: string;
  readonly type: string;
  readonly newest: number;
  readonly pair: readonly [number, number];
  readonly choose: (pair: readonly [number, number]) => void;
}) {
  const before = useRead<RevisionDetail>(`/api/documents/${id}/revisions/${from}`);
  const after = useRead<RevisionDetail>(`/api/documents/${id}/revisions/${to}`);
  const options = Array.from({ length: newest }, (_, at) => ({ value: at + 1, label: `第 ${at + 1} 版` }));
  return (
    <Block
      title="版本对比"
      extra={
        <span className="tool-row">
          <Select aria-label="对比的原版本" value={from} options={options} onChange={(one) => choose([one, to])} />
          <span>→</span>
          <Select aria-label="对比的新版本" value={to} options={options} onChange={(one) => choose([from, one])} />
        </span>
      }
    >
      <Loaded query={before}>
        {(old) => <Loaded query={after}>{(now) => <Differences type={type} before={old} after={now} />}</Loaded>}
      </Loaded>
    </Block>
  );
}

function Differences({
  type,
  before,
  after,
}: {
  readonly type: string;
  readonly before: RevisionDetail;
  readonly after: RevisionDetail;
}) {
  const facts = changedFacts(before.content, after.content, useFactNames(type, before.content, after.content));
  return (
    <>
      <FactChanges facts={facts} before={`第 ${before.number} 版`} after={`第 ${after.number} 版`} />
      <TextDifference before={before.content.bodyHtml} after={after.content.bodyHtml} />
    </>
  );
}
