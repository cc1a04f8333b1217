import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import {
  api,
  Block,
  type DrawerForm,
  FileDrop,
  fileSize,
  FormDrawer,
  problemOf,
  StateTag,
  useRead,
  useRefresh,
} from '#workbench/kit/index.ts';
import {
  COPY_STATES,
  pagesSaid,
  RECORD_STATES,
  type RecordLine,
  type Records as Known,
  removeBody,
} from '../../records/contract.ts';
import type { PanelProps } from '../panels.ts';

/** What goes out with the reply: each record with how far it is. Nothing for those who have no part in it. */
export function Records({ request }: PanelProps) {
  const path = `/api/requests/${request.id}/records`;
  const known = useRead<Known>(path);
  const refresh = useRefresh();
  const [form, setForm] = useState<DrawerForm>();
  const busy = known.data?.rows.some(({ state, copy }) => state === 'received' || copy?.state === 'making') ?? false;
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => void refresh(path), 2_000);
    return () => clearInterval(timer);
  }, [busy, path, refresh]);
  if (!known.data || (known.data.rows.length === 0 && known.data.handling?.length !== 0)) return null;
  const open = known.data.handling?.length === 0;
  return (
    <Block title="拟公开的材料" count={known.data.rows.length}>
      <p className="muted">材料不直接公开：遮盖后生成公开件，通过防泄漏核验，再由另一人核对，随答复一并提供。</p>
      {known.data.rows.length > 1 && <p>合计：{pagesSaid(known.data.totals)}。</p>}
      <ul className="entries">
        {known.data.rows.map((line) => (
          <li key={line.id}>
            <Link to={`/requests/${request.id}/records/${line.id}`}>{line.name}</Link>{' '}
            <StateTag label={standing(line)} />
            <div className="muted">
              {line.pages > 0 && `${pagesSaid(line.now)}；遮盖${line.boxes}处；`}
              {fileSize(line.size)}，{line.addedBy}上传
            </div>
            {line.failure && <p className="field-error">{line.failure}</p>}
            {open && (
              <Button
                size="small"
                onClick={() =>
                  setForm({
                    title: `移除：${line.name}`,
                    schema: removeBody,
                    path: `${path}/${line.id}/remove`,
                    submitLabel: '移除',
                    done: '已移除',
                  })
                }
              >
                移除
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open && <Sending path={path} done={() => refresh(path)} />}
      <FormDrawer form={form} close={() => setForm(undefined)} renews={[path]} />
    </Block>
  );
}

function standing({ state, copy }: RecordLine): string {
  if (state !== 'ready') return RECORD_STATES[state];
  if (!copy) return '待遮盖';
  if (copy.releasedAt) return '已公开';
  if (!copy.current) return '遮盖有变动，待重新生成';
  return copy.examinedAt ? '已核对' : COPY_STATES[copy.state];
}

function Sending({ path, done }: { readonly path: string; readonly done: () => Promise<void> }) {
  const [share, setShare] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const send = async ([file]: readonly File[]) => {
    if (!file) return;
    setProblem(undefined);
    setShare(0);
    try {
      await api.upload(path, file, {}, setShare);
      await done();
    } catch (error) {
      setProblem(problemOf(error).reasons.join('；'));
    } finally {
      setShare(undefined);
    }
  };
  return (
    <div>
      <FileDrop
        id="record-file"
        label="上传拟公开的材料"
        hint="PDF、PNG、JPEG、docx、xlsx，不超过 50 MB、500 页"
        accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx"
        disabled={share !== undefined}
        choose={(files) => void send(files)}
      />
      <p role="status">{share === undefined ? '' : `正在上传 ${Math.round(share * 100)}%`}</p>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
