import { Button, Modal } from 'antd';
import { useState } from 'react';
import {
  api,
  Block,
  CivilDate,
  type DrawerForm,
  Facts,
  FormDrawer,
  Moment,
  Nothing,
  ShownOnce,
  StateTag,
  TrafficLight,
  useRefresh,
  useWrite,
  Verbatim,
} from '#workbench/kit/index.ts';
import {
  ACCESS_LABELS,
  AskExperts,
  type AskedExpert,
  type Expert,
  EXPERT_STATES,
  type HandedOut,
  type ExpertLine,
  type ExpertRequests,
  VERDICTS,
  ViewExpert,
  WithdrawExpert,
} from '../expert-opinions/contract.ts';
import { ExpertsField, paragraphsField } from './expert-fields.tsx';

/** Experts outside the bureau: asking them, where each stands, what each said. */
export function ExpertRequestsBlock({ data, path }: { readonly data: ExpertRequests; readonly path: string }) {
  const [form, setForm] = useState<DrawerForm>();
  const [told, setTold] = useState<readonly AskedExpert[]>([]);
  const [code, setCode] = useState<HandedOut>();
  const [person, setPerson] = useState<Expert>();
  const refresh = useRefresh();
  const refusals = data.askRefusals ?? [];
  const ask: DrawerForm = {
    title: '征求专家意见',
    schema: AskExperts,
    path,
    fixed: { contentHash: data.contentHash },
    submitLabel: '提请征求意见',
    done: '已提请，等待核准',
    consequence: `每位专家得到自己的链接，只看到现在这一版文稿。${
      data.mailConfigured ? '填写了邮箱的，核准后链接由系统寄给专家；' : '链接请您发给专家；'
    }验证码由本处室（单位）负责人等另一人核准后用电话告知，您看不到。`,
    async send(fields) {
      const answer = await api.post<{ asked: readonly AskedExpert[] }>(path, fields);
      setTold(answer.asked.filter(({ link }) => link !== null));
    },
  };
  const view = (line: ExpertLine): DrawerForm => ({
    title: '查看专家姓名和联系方式',
    schema: ViewExpert,
    path: `/api/expert-requests/${line.id}/person`,
    submitLabel: '查看',
    done: '查看已记录',
    consequence: '查看人、时间和事由都有记录',
    async send(fields) {
      setPerson(await api.post<Expert>(`/api/expert-requests/${line.id}/person`, fields));
    },
  });
  return (
    <Block
      title="局外专家意见"
      count={data.requests.length}
      extra={
        data.askRefusals && (
          <Button disabled={refusals.length > 0} onClick={() => setForm(ask)} aria-describedby="ask-refusals">
            征求专家意见
          </Button>
        )
      }
    >
      {refusals.length > 0 && (
        <ul className="refusals" id="ask-refusals">
          {refusals.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {data.requests.length === 0 && <Nothing words="还没有征求过局外专家的意见" />}
      <ul className="entries">
        {data.requests.map((line) => (
          <Line key={line.id} line={line} path={path} open={setForm} view={view(line)} told={setCode} />
        ))}
      </ul>
      <FormDrawer
        form={form}
        close={() => setForm(undefined)}
        renews={[path, '/api/matters']}
        widgets={{ experts: ExpertsField, paragraphs: paragraphsField(data.paragraphs) }}
      />
      <ShownOnce
        open={told.length > 0}
        title="链接只显示这一次"
        warning="请把链接发给专家本人。另一人核准并电话告知验证码以前，链接打不开文稿。关闭后不能再看。"
        taken="已经记下"
        onClose={() => {
          setTold([]);
          void refresh(path);
        }}
        width={640}
      >
        {told.map(({ id, name, link }) => (
          <section key={id} className="expert-keys" aria-label={name}>
            <h3>{name}</h3>
            <p>
              链接：<code>{link}</code>
            </p>
          </section>
        ))}
      </ShownOnce>
      <ShownOnce
        open={code !== undefined}
        title="验证码只显示这一次"
        warning="请打专家单位的公开电话找到本人告知，不要发短信或邮件，也不要告诉征求意见的人。"
        taken="已经记下"
        onClose={() => setCode(undefined)}
      >
        <p>
          验证码：<strong className="expert-code">{code && `${code.code.slice(0, 4)} ${code.code.slice(4)}`}</strong>
        </p>
        {code?.mailed && <p>链接由系统寄到专家邮箱。</p>}
      </ShownOnce>
      <Modal
        open={person !== undefined}
        title="专家"
        onCancel={() => setPerson(undefined)}
        footer={<Button onClick={() => setPerson(undefined)}>关闭</Button>}
      >
        <Facts
          facts={[
            ['姓名', person?.name],
            ['工作单位', person?.institution],
            ['电话', person?.phone],
            ['电子邮箱', person?.email],
          ]}
        />
      </Modal>
    </Block>
  );
}

function Line({
  line,
  path,
  open,
  view,
  told,
}: {
  readonly line: ExpertLine;
  readonly path: string;
  readonly open: (form: DrawerForm) => void;
  readonly view: DrawerForm;
  readonly told: (code: HandedOut) => void;
}) {
  const renew = useWrite(async () => told(await api.post<HandedOut>(`/api/expert-requests/${line.id}/code`)), {
    refresh: [path],
  });
  const who = `${line.institution} ${line.maskedName}`;
  return (
    <li>
      <p className="entry-head">
        <strong>{who}</strong>
        <StateTag
          label={EXPERT_STATES[line.state]}
          done={['sent', 'withdrawn', 'expired'].includes(line.state)}
          late={line.state === 'locked'}
        />
        {line.light.words && <TrafficLight light={line.light} />}
      </p>
      <p className="muted">
        {line.askedBy}于 <Moment at={line.askedAt} /> 征求，
        <CivilDate on={line.dueOn} /> 前答复；第 {line.revision} 版
        {line.paragraphs.length > 0 && <>，第 {line.paragraphs.join('、')} 段</>}
        {line.codeBy && `；${line.codeBy}核准并告知验证码`}
        {line.mailedAt && '；链接已寄出'}
      </p>
      <p className="as-typed">{line.question}</p>
      {line.superseded && <p className="near">文稿后来又有修改，这项意见针对第 {line.revision} 版</p>}
      {line.withdrawnWhy && <p className="muted">收回原因：{line.withdrawnWhy}</p>}
      {line.opinion && <Said opinion={line.opinion} />}
      <p className="entry-buttons">
        {line.readable && (
          <Button size="small" onClick={() => open(view)} aria-label={`查看姓名和联系方式：${who}`}>
            查看姓名和联系方式
          </Button>
        )}
        {line.codeMine && (
          <Button
            size="small"
            loading={renew.isPending}
            onClick={() => renew.mutate()}
            aria-label={`${line.state === 'held' ? '核准并取验证码' : '换新验证码'}：${who}`}
          >
            {line.state === 'held' ? '核准并取验证码' : '换新验证码'}
          </Button>
        )}
        {line.mine && (
          <Button
            size="small"
            aria-label={`收回链接：${who}`}
            onClick={() =>
              open({
                title: '收回专家链接',
                schema: WithdrawExpert,
                path: `/api/expert-requests/${line.id}/withdraw`,
                submitLabel: '收回',
                done: '已收回',
                consequence: '链接马上失效，专家打开时看到「已收回」，不能再恢复',
              })
            }
          >
            收回链接
          </Button>
        )}
      </p>
      {line.accesses.length > 0 && (
        <details>
          <summary>打开和提交记录 {line.accesses.length} 条</summary>
          <ul className="lines-plain">
            {line.accesses.map((access) => (
              <li key={access.id}>
                <Moment at={access.at} />　{ACCESS_LABELS[access.what]}
                {access.network && <span className="muted">　{access.network}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

/** An expert's words as they were sent. */
export function Said({ opinion }: { readonly opinion: NonNullable<ExpertLine['opinion']> }) {
  return (
    <>
      <p>
        <strong>总体意见：{VERDICTS[opinion.verdict]}</strong>
        {'　'}
        <span className="muted">
          <Moment at={opinion.sentAt} />
          {'　'}
          回执 {opinion.receipt}
        </span>
      </p>
      <Verbatim>
        <span className="as-typed">{opinion.opinion}</span>
      </Verbatim>
      {opinion.paragraphs.length > 0 && (
        <ul className="lines-plain">
          {opinion.paragraphs.map(({ paragraph, verdict, text, excerpt }) => (
            <li key={paragraph}>
              第 {paragraph} 段（{excerpt}）：<strong>{VERDICTS[verdict]}</strong>
              {text && <span className="as-typed">　{text}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
