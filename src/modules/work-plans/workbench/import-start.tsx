import { Button, Input, Progress } from 'antd';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import {
  type ApiProblem,
  api,
  Block,
  FileDrop,
  Page,
  ProblemSummary,
  problemOf,
  useLeaveWarning,
  useRefresh,
} from '#workbench/kit/index.ts';
import type { ImportDetail } from '../import-contract.ts';

const KINDS = '.txt,.docx,.html,.htm,.pdf,.xlsx,.csv';
/** What the server takes at most. */
const LARGEST = '50 MB';

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
      lead="上传文件或粘贴文字，先读出来供您核对。"
    >
      {problem && <ProblemSummary problem={problem} idOf={() => undefined} renew={undefined} />}
      <div className="import-ways">
        <Block title="上传文件">
          <FileChoice
            busy={share}
            send={(file) => void read(() => api.upload<ImportDetail>('/api/work-plans/imports', file, {}, setShare))}
          />
        </Block>
        <Block title="粘贴文字">
          <Paste
            text={text}
            change={setText}
            busy={share !== undefined}
            send={() => void read(() => api.post<ImportDetail>('/api/work-plans/imports', { text }))}
          />
        </Block>
      </div>
      <Block title="接下来">
        <ol className="next-steps">
          <li>系统读出标题、文号、各项任务、责任单位和期限，把读不准的地方逐条列出。</li>
          <li>您核对、改正；写“各相关处”等统称的，由您明确是哪些单位。</li>
          <li>确认后一次建立要点和全部任务，分送牵头单位，并生成公开稿送审签。确认前不会建立任何任务。</li>
        </ol>
      </Block>
    </Page>
  );
}

function FileChoice({ busy, send }: { readonly busy: number | undefined; readonly send: (file: File) => void }) {
  const id = useId();
  return (
    <div className="form">
      <label className="field-label" htmlFor={id}>
        工作要点文件
      </label>
      <FileDrop
        id={id}
        tall
        accept={KINDS}
        hint={`.docx、.txt、.html、.xlsx、.csv，或由文档直接导出的 .pdf，不超过 ${LARGEST}；扫描件读不出文字，请用原文件`}
        disabled={busy !== undefined}
        choose={([file]) => file && send(file)}
      />
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
        <Input.TextArea id={id} value={text} rows={9} onChange={(event) => change(event.target.value)} />
      </div>
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={busy} disabled={text.trim() === ''}>
          读取
        </Button>
      </div>
    </form>
  );
}
