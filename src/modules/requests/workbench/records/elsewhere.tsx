import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Block, Loaded, Moment, useRead } from '#workbench/kit/index.ts';
import { pagesSaid, type Proposal, type RecordDetail, type SameRecord } from '../../records/contract.ts';
import type { Change } from './change.ts';
import { ProposalList } from './proposal-list.tsx';

interface Props {
  readonly path: string;
  readonly record: RecordDetail;
  readonly open: boolean;
  readonly change: (what: Change) => void;
  readonly toPage: (page: number) => void;
}

/** The same file on other requests: what was covered there may be looked at here, and taken over piece by piece. Nothing where there is none. */
export function Elsewhere({ path, record, open, change, toPage }: Props) {
  const known = useRead<readonly SameRecord[]>(`${path}/elsewhere`);
  const [from, setFrom] = useState<string>();
  if (!known.data || known.data.length === 0) return null;
  return (
    <Block title="同一份文件在其他申请中" count={known.data.length}>
      <ul className="entries">
        {known.data.map(({ requestId, requestNumber, recordId, released }) => (
          <li key={recordId}>
            {released ? '该文件在' : '该文件也在'}
            <Link to={`/requests/${requestId}/records/${recordId}`}>{requestNumber}</Link>
            {released ? '申请中已遮盖公开' : '申请中办理，还没有公开'}
            {released && (
              <>
                <div className="muted">
                  <Moment at={released.at} />，{pagesSaid(released.pages)}
                </div>
                {released.lines.slice(0, 20).map((line) => (
                  <div key={line} className="muted">
                    {line}
                  </div>
                ))}
                {open && from !== recordId && (
                  <Button size="small" onClick={() => setFrom(recordId)}>
                    取用它的遮盖作为提示
                  </Button>
                )}
                {from === recordId && (
                  <Taken path={`${path}/elsewhere/${recordId}`} {...{ record, open, change, toPage }} />
                )}
              </>
            )}
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Taken({ path, open, change, toPage }: Props) {
  const found = useRead<readonly Proposal[]>(path);
  return (
    <>
      <p className="muted">逐处或者全部确认后才遮盖，理由沿用当时的理由；整页不予公开的，请在“整页处理”里另行确定。</p>
      <Loaded query={found} rows={2}>
        {(all) => (
          <ProposalList all={all} open={open} change={change} toPage={toPage} none="那份公开件没有部分遮盖的地方。" />
        )}
      </Loaded>
    </>
  );
}
