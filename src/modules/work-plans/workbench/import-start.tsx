import { Button, Input, Progress, Tabs } from 'antd';
import { useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import {
  type ApiProblem,
  api,
  Block,
  Page,
  ProblemSummary,
  problemOf,
  useLeaveWarning,
  useRefresh,
} from '#workbench/kit/index.ts';
import type { ImportDetail } from '../contract.ts';

const KINDS = '.txt,.docx,.html,.htm,.pdf,.xlsx,.csv';

/** A file or pasted text goes in; its reading comes back to be checked before anything happens. */
export default function ImportStart() {
  const navigate = useNavigate();
  const renew = useRefresh();
  const [problem, setProblem] = useState<ApiProblem>();
  const [text, setText] = useState('');
  const [share, setShare] = useState<number>();
  const letGo = useLeaveWarning(text !== '');
  const read = async (send: () => Promise<ImportDetail>) => {
    setProblem(undefined);
    setShare(0);
    try {
      const { id } = await send();
      letGo();
      await renew('/api/work-plans');
      await navigate(`/work-plans/imports/${id}`);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setShare(undefined);
    }
  };
  return (
    <Page
      title="导入工作要点"
      crumbs={[{ label: '工作要点', to: '/work-plans' }]}
      lead="先读出任务、责任单位和期限供您核对，确认之前不会建立任何任务。"
    >
      {problem && <ProblemSummary problem={problem} idOf={() => undefined} renew={undefined} />}
      <Block title="文件来源">
        <Tabs
          items={[
            {
              key: 'file',
              label: '上传文件',
              children: (
                <FileChoice
                  busy={share}
                  send={(file) =>
                    void read(() => api.upload<ImportDetail>('/api/work-plans/imports', file, {}, setShare))
                  }
                />
              ),
            },
            {
              key: 'text',
              label: '粘贴文本',
              children: (
                <Paste
                  text={text}
                  change={setText}
                  busy={share !== undefined}
                  send={() => void read(() => api.post<ImportDetail>('/api/work-plans/imports', { text }))}
                />
              ),
            },
          ]}
        />
      </Block>
    </Page>
  );
}

function FileChoice({ busy, send }: { readonly busy: number | undefined; readonly send: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <div className="form">
      <div className="field">
        <label className="field-label" htmlFor={id}>
          工作要点文件
        </label>
        <p className="field-hint">
          可以是 .docx、.txt、.html、.xlsx，或由文档直接导出的 .pdf；扫描件不能读取，请使用原文件。
        </p>
        <input
          ref={input}
          id={id}
          type="file"
          accept={KINDS}
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) send(file);
            target.value = '';
          }}
        />
      </div>
      {busy !== undefined && <Progress percent={Math.round(busy * 100)} aria-label="正在上传和读取" status="active" />}
    </div>
  );
}

function Paste({
  text,
  change,
  busy,
  send,
}: {
  readonly text: string;
  readonly change: (text: string) => void;
  readonly busy: boolean;
  readonly send: () => void;
}) {
  const id = useId();
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="field">
        <label className="field-label" htmlFor={id}>
          要点全文
        </label>
        <p className="field-hint">连同标题、编号和责任分工的括号一起粘贴。</p>
        <Input.TextArea id={id} value={text} rows={14} onChange={(event) => change(event.target.value)} />
      </div>
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={busy} disabled={text.trim() === ''}>
          读取
        </Button>
      </div>
    </form>
  );
}
