import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import {
  type ApiProblem,
  api,
  Block,
  CivilDate,
  DateField,
  Nothing,
  ProblemSummary,
  problemOf,
  SchemaForm,
  useRefresh,
  Verbatim,
} from '#workbench/kit/index.ts';
import { ComposeBody, type PlanDetail } from '../contract.ts';
import { EvaluationBody, type EvaluationInput, type EvaluationLine } from '../item-contract.ts';
import { schemaOf } from './schema-of.ts';

const { method, conclusion, adjustment } = EvaluationBody.properties;
const JUDGED = schemaOf({
  type: 'object',
  required: ['method', 'conclusion'],
  properties: { method, conclusion, adjustment },
});
const REPORT = schemaOf({
  type: 'object',
  required: ['title'],
  properties: { title: ComposeBody.properties.title, lead: ComposeBody.properties.lead },
});

/** How the execution of the plan was judged, with what people said; and the report on it for the public. */
export function Evaluations({ plan }: { readonly plan: PlanDetail }) {
  const [doing, setDoing] = useState<'record' | 'report'>();
  const waiting = plan.evaluations.filter(({ documentId }) => documentId === null).length;
  return (
    <>
      <Block
        title="执行效果评估"
        count={plan.evaluations.length}
        extra={
          <>
            {plan.mayEvaluate && (
              <Button size="small" type="primary" onClick={() => setDoing('record')}>
                登记评估
              </Button>
            )}{' '}
            {plan.mayCompose && waiting > 0 && (
              <Button size="small" onClick={() => setDoing('report')}>
                拟写评估报告（{waiting}）
              </Button>
            )}
          </>
        }
      >
        {plan.evaluations.length === 0 && <Nothing words="还没有开展执行效果评估" />}
        <ul className="entries">
          {plan.evaluations.map((one) => (
            <EvaluationEntry key={one.id} evaluation={one} />
          ))}
        </ul>
      </Block>
      {doing === 'record' && <Recording plan={plan} close={() => setDoing(undefined)} />}
      {doing === 'report' && <Reporting plan={plan} close={() => setDoing(undefined)} />}
    </>
  );
}

export function EvaluationEntry({ evaluation }: { readonly evaluation: EvaluationLine }) {
  return (
    <li>
      <p className="entry-head">
        <strong>{evaluation.itemTitle ?? '总体评估'}</strong>
        <span className="muted">
          {evaluation.by} · <CivilDate on={evaluation.madeOn} />
        </span>
        {evaluation.documentId ? (
          <Link to={`/matters/${evaluation.documentId}`}>评估报告</Link>
        ) : (
          <span className="muted">尚未编入报告</span>
        )}
      </p>
      <p className="as-typed">{evaluation.conclusion}</p>
      {evaluation.adjustment && <p className="as-typed">调整完善：{evaluation.adjustment}</p>}
      {evaluation.opinions.map(({ speaker, channel, verbatim }) => (
        <Verbatim key={`${speaker} ${verbatim}`} from={`${speaker}，${channel}`}>
          {verbatim}
        </Verbatim>
      ))}
    </li>
  );
}

type Opinion = EvaluationInput['opinions'][number];
const BLANK: Opinion = { speaker: '', channel: '', heardOn: '', verbatim: '' };

function Recording({ plan, close }: { readonly plan: PlanDetail; readonly close: () => void }) {
  const [opinions, setOpinions] = useState<readonly Opinion[]>([BLANK]);
  const [problem, setProblem] = useState<ApiProblem>();
  const renew = useRefresh();
  return (
    <Block title="登记评估">
      {problem && <ProblemSummary problem={problem} idOf={() => undefined} renew={undefined} />}
      <SchemaForm
        schema={JUDGED}
        submitLabel="登记"
        done="已登记"
        onCancel={close}
        submit={async (fields) => {
          try {
            await api.post(`/api/work-plans/${plan.id}/evaluations`, { ...fields, opinions });
          } catch (error) {
            setProblem(problemOf(error));
            throw error;
          }
        }}
        onDone={async () => {
          await renew('/api/work-plans', '/api/work-items');
          close();
        }}
      >
        <fieldset>
          <legend className="field-label">利益相关方意见（照原话录入，登记后不能修改）</legend>
          <p className="field-hint">
            意见和提出方随评估报告公开。提出方是个人的，只写身份，例如“某企业质量负责人”；公开姓名须取得本人单独同意（个人信息保护法第二十五条）。
          </p>
          {opinions.map((opinion, at) => (
            <OpinionFields
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are added at the end and taken from the end only.
              key={at}
              opinion={opinion}
              at={at}
              set={(to) => setOpinions(opinions.map((one, n) => (n === at ? { ...one, ...to } : one)))}
            />
          ))}
          <Button size="small" onClick={() => setOpinions([...opinions, BLANK])}>
            再加一条
          </Button>{' '}
          {opinions.length > 1 && (
            <Button size="small" onClick={() => setOpinions(opinions.slice(0, -1))}>
              去掉最后一条
            </Button>
          )}
        </fieldset>
      </SchemaForm>
    </Block>
  );
}

function OpinionFields({
  opinion,
  at,
  set,
}: {
  readonly opinion: Opinion;
  readonly at: number;
  readonly set: (to: Partial<Opinion>) => void;
}) {
  const id = useId();
  const fields = [
    ['speaker', '意见提出方'],
    ['channel', '收集渠道'],
  ] as const;
  return (
    <div className="field">
      <p className="muted">第 {at + 1} 条</p>
      {fields.map(([key, label]) => (
        <div key={key}>
          <label className="field-label" htmlFor={`${id}-${key}`}>
            {label}
          </label>
          <Input
            id={`${id}-${key}`}
            value={opinion[key]}
            maxLength={100}
            onChange={(event) => set({ [key]: event.target.value })}
          />
        </div>
      ))}
      <label className="field-label" htmlFor={`${id}-on`}>
        收集日期
      </label>
      <DateField id={`${id}-on`} value={opinion.heardOn} onChange={(date) => set({ heardOn: date ?? '' })} />
      <label className="field-label" htmlFor={`${id}-words`}>
        意见原话
      </label>
      <Input.TextArea
        id={`${id}-words`}
        value={opinion.verbatim}
        rows={2}
        maxLength={2000}
        onChange={(event) => set({ verbatim: event.target.value })}
      />
    </div>
  );
}

function Reporting({ plan, close }: { readonly plan: PlanDetail; readonly close: () => void }) {
  const navigate = useNavigate();
  const renew = useRefresh();
  return (
    <Block title="拟写评估报告">
      <p className="consequence">把尚未编入报告的评估连同意见原话拟成公开稿，走审签后公布。</p>
      <SchemaForm
        schema={REPORT}
        initial={{ title: `${plan.title}执行效果评估报告` }}
        submitLabel="拟写"
        onCancel={close}
        submit={(fields) => api.post<{ documentId: string }>(`/api/work-plans/${plan.id}/evaluation-reports`, fields)}
        onDone={async ({ documentId }) => {
          await renew('/api/work-plans', '/api/documents', '/api/matters');
          await navigate(`/matters/${documentId}`);
        }}
      />
    </Block>
  );
}
