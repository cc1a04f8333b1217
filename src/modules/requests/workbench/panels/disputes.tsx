import { Button } from 'antd';
import { useState } from 'react';
import { api, Block, CivilDate, type DrawerForm, FormDrawer, Loaded, useRead } from '#workbench/kit/index.ts';
import {
  CorrectedDisputeBody,
  type DisputeLine,
  type DisputesOfRequest,
  NewDisputeBody,
  OutcomeBody,
} from '../../disputes/contract.ts';
import type { PanelProps } from '../panels.ts';
import { REQUEST_REFRESH, StepsOfRow } from '../row-steps.tsx';

/** Reviews and suits: what table four of the annual report is counted from. One that ended in a correction leads to handling anew. */
export function Disputes({ request: { id }, matter }: PanelProps) {
  const read = useRead<DisputesOfRequest>(`/api/requests/${id}/disputes`);
  const [form, setForm] = useState<DrawerForm>();
  const path = `/api/requests/${id}/disputes`;
  return (
    <Loaded query={read}>
      {({ disputes, mayRecord, organs }) =>
        disputes.length === 0 && !mayRecord ? null : (
          <Block title="行政复议、行政诉讼" count={disputes.length}>
            {disputes.length === 0 && <p className="muted">没有登记过行政复议或者行政诉讼。</p>}
            <ul className="entries">
              {disputes.map((one) => (
                <li key={one.id}>
                  <Shown one={one} />
                  <div className="letter-acts">
                    {one.outcome === 'corrected' && !one.handledAnew && (
                      <StepsOfRow
                        matter={matter}
                        of={['reopen']}
                        row={one.id}
                        named={one.caseNumber}
                        known={{ ordered: one.kind === 'review' ? 'review' : 'court' }}
                        first={{ orderedOn: one.decidedOn ?? '' }}
                      />
                    )}
                    {mayRecord && !one.outcome && (
                      <Button size="small" onClick={() => setForm(deciding(one, path))}>
                        登记结果
                      </Button>
                    )}
                    {mayRecord && (
                      <Button size="small" onClick={() => setForm(correcting(one, path))}>
                        更正
                      </Button>
                    )}
                  </div>
                </li>
              ))}
            </ul>
            {mayRecord && (
              <Button size="small" onClick={() => setForm(recording(path, organs))}>
                登记行政复议、行政诉讼
              </Button>
            )}
            <FormDrawer form={form} close={() => setForm(undefined)} renews={REQUEST_REFRESH} />
          </Block>
        )
      }
    </Loaded>
  );
}

function Shown({ one }: { readonly one: DisputeLine }) {
  return (
    <>
      <p className="entry-head">
        <strong>{one.kindLabel}</strong>
        <span>
          {one.outcomeLabel}
          {one.decidedOn && (
            <>
              ，<CivilDate on={one.decidedOn} />
            </>
          )}
        </span>
      </p>
      <p className="muted">
        {one.organ} · {one.caseNumber} · <CivilDate on={one.filedOn} /> 受理
      </p>
      {one.remark && <p>{one.remark}</p>}
      {one.note && <p className="as-typed">{one.note}</p>}
      {one.outcome === 'corrected' && one.handledAnew && <p className="muted">此后已经重新办理。</p>}
    </>
  );
}

const recording = (path: string, { review }: DisputesOfRequest['organs']): DrawerForm => ({
  title: '登记行政复议、行政诉讼',
  schema: NewDisputeBody,
  path,
  initial: { kind: 'review', organ: review },
  done: '已经登记',
  submitLabel: '登记',
  consequence: '计入年度报告第四部分；没有审结以前，申请人信息不按期匿名。',
});

const deciding = ({ id, caseNumber }: DisputeLine, path: string): DrawerForm => ({
  title: `登记结果：${caseNumber}`,
  schema: OutcomeBody,
  path: `${path}/${id}/outcome`,
  done: '已经登记结果',
  submitLabel: '登记结果',
  consequence: '计入年度报告第四部分；结果纠正的，请随后重新办理这件申请。',
});

const correcting = (one: DisputeLine, path: string): DrawerForm => ({
  title: `更正登记：${one.caseNumber}`,
  schema: CorrectedDisputeBody,
  path: `${path}/${one.id}`,
  send: (fields) => api.put(`${path}/${one.id}`, fields),
  initial: {
    kind: one.kind,
    organ: one.organ,
    caseNumber: one.caseNumber,
    filedOn: one.filedOn,
    ...(one.outcome && { outcome: one.outcome }),
    ...(one.decidedOn && { decidedOn: one.decidedOn }),
    ...(one.note && { note: one.note }),
  },
  done: '已经更正',
  submitLabel: '更正',
  consequence: '更正前的内容和原因记入办理过程。',
});
