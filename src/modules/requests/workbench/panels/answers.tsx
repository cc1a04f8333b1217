import { Button } from 'antd';
import { useState } from 'react';
import {
  Block,
  CivilDate,
  type DrawerForm,
  FormDrawer,
  Loaded,
  Moment,
  useRead,
  Verbatim,
} from '#workbench/kit/index.ts';
import { type AnswerLine, HandledBody, type NoticeSent } from '../../answers/contract.ts';
import { NoticeSettled } from '../../mailbox/contract.ts';
import { CallBackBody, type CallBackLine } from '../../ratings/contract.ts';
import type { PanelProps } from '../panels.ts';
import { REQUEST_REFRESH } from '../row-steps.tsx';

/** What the applicant said on the query page, with what became of it; and what they were told, without content. */
export function Answers({ request }: PanelProps) {
  const answers = useRead<readonly AnswerLine[]>(`/api/requests/${request.id}/answers`);
  const notices = useRead<readonly NoticeSent[]>(`/api/requests/${request.id}/notices`);
  const calls = useRead<readonly CallBackLine[]>(`/api/requests/${request.id}/call-backs`);
  const [form, setForm] = useState<DrawerForm>();
  return (
    <Block title="申请人网上提交和通知">
      <Loaded query={answers}>
        {(lines) =>
          lines.length === 0 ? (
            <p className="muted">申请人没有在网上提交过内容。</p>
          ) : (
            <ul className="plain-list">
              {lines.map((line) => (
                <li key={line.id}>
                  <AnswerShown
                    line={line}
                    calls={(calls.data ?? []).filter(({ answerId }) => answerId === line.id)}
                    handle={() =>
                      setForm(
                        line.kind === 'rating'
                          ? callBackForm(request.id, line.id)
                          : {
                              title: `处理${line.label}`,
                              schema: HandledBody,
                              path: `/api/requests/${request.id}/answers/${line.id}/handled`,
                              done: '已经记录处理情况',
                              submitLabel: '已经处理',
                              consequence: '处理情况记入办理过程，申请人在查询页面看到“工作人员已经处理”。',
                            },
                      )
                    }
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Loaded query={notices}>
        {(sent) =>
          sent.length > 0 && (
            <details open={sent.some(({ open }) => open)}>
              <summary>发给申请人的通知（{sent.length}条，不含内容）</summary>
              <ul>
                {sent.map(({ id, madeAt, channelLabel, what, stateLabel, lastError, open }) => (
                  <li key={id}>
                    <Moment at={madeAt} /> {channelLabel}：{what}，{stateLabel}
                    {lastError && `（${lastError}）`}{' '}
                    {open && (
                      <Button size="small" onClick={() => setForm(noticeForm(request.id, id))}>
                        登记改用的方式
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </details>
          )
        }
      </Loaded>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={REQUEST_REFRESH} />
    </Block>
  );
}

const noticeForm = (requestId: string, noticeId: string): DrawerForm => ({
  title: '通知未送达，改用其他方式',
  schema: NoticeSettled,
  path: `/api/requests/${requestId}/notices/${noticeId}/settled`,
  done: '已经记录',
  submitLabel: '已经通知',
  consequence: '记入办理过程；通知不含文书内容，文书的送达另行登记。',
});

const callBackForm = (requestId: string, answerId: string): DrawerForm => ({
  title: '登记回访差评',
  schema: CallBackBody,
  path: `/api/requests/${requestId}/answers/${answerId}/call-backs`,
  done: '回访情况已经登记',
  submitLabel: '登记回访',
  consequence: '没有联系上的，三个不同的日子都没有联系上才办结；需要限期整改的，自评价之日起15个工作日内登记整改结果。',
});

function AnswerShown({
  line,
  calls,
  handle,
}: {
  readonly line: AnswerLine;
  readonly calls: readonly CallBackLine[];
  readonly handle: () => void;
}) {
  const { sentOn, label, outcomeLabel, outcome, why, text, voucher, grade, letter, handledNote, open } = line;
  return (
    <>
      <p>
        <CivilDate on={sentOn} /> <strong>{label}</strong>
        {grade && `：${grade}`}
        {voucher && `，票据号${voucher}`}
        {letter && `（${letter}）`}{' '}
        <span className="muted">{outcome === 'office' && !open ? '已经处理' : outcomeLabel}</span>
        {why && <span className="muted">：{why}</span>}{' '}
        {open && (
          <Button size="small" onClick={handle}>
            {line.kind === 'rating' ? '登记回访' : '登记处理情况'}
          </Button>
        )}
      </p>
      {text && (
        <Verbatim from="申请人原文">
          <span className="as-typed">{text}</span>
        </Verbatim>
      )}
      {calls.map(({ id, calledOn, outcomeLabel, mendBy, words, by }) => (
        <p key={id} className="muted">
          回访 <CivilDate on={calledOn} />：{outcomeLabel}
          {mendBy && (
            <>
              ，<CivilDate on={mendBy} /> 以前完成
            </>
          )}
          {words && `，${words}`}（{by}）
        </p>
      ))}
      {handledNote && <p className="muted">处理：{handledNote}</p>}
    </>
  );
}
