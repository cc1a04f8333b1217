import { Button } from 'antd';
import { useState } from 'react';
import {
  api,
  Block,
  type DrawerForm,
  fileSize,
  FormDrawer,
  Loaded,
  Moment,
  useRead,
  useWrite,
} from '#workbench/kit/index.ts';
import { type ArchiveLine, type ArchivesOfRequest, PackageReason } from '../../archive/contract.ts';
import type { PanelProps } from '../panels.ts';
import { REQUEST_REFRESH } from '../row-steps.tsx';

/** 归档: the package of the whole file, made when the request is at rest and handed out with a reason. */
export function Archive({ request: { id }, matter }: PanelProps) {
  const path = `/api/requests/${id}/archive`;
  const read = useRead<ArchivesOfRequest>(path);
  const [form, setForm] = useState<DrawerForm>();
  const ask = useWrite(() => api.post(path), { done: '正在生成归档包', refresh: [path, ...REQUEST_REFRESH] });
  return (
    <Loaded query={read}>
      {({ archives, refusals, mayOpen }) => {
        if (archives.length === 0 && (refusals === null || !matter.matter.closedOn)) return null;
        const making = archives.some(({ state }) => state === 'waiting');
        return (
          <Block
            title="归档"
            count={archives.length}
            extra={making && <Button onClick={() => void read.refetch()}>刷新</Button>}
          >
            {archives.length === 0 && (
              <p className="muted">
                还没有归档。归档包收齐申请、文书、公开件、送达凭证和办理过程，并附目录和校验清单。
              </p>
            )}
            <ul className="entries">
              {archives.map((one) => (
                <li key={one.id}>
                  <Shown one={one} />
                  {mayOpen && one.state === 'ready' && !one.cleared && (
                    <div className="letter-acts">
                      <Button
                        size="small"
                        aria-label={`下载归档包（${one.number}）`}
                        onClick={() => setForm(opening(one, path))}
                      >
                        下载
                      </Button>
                    </div>
                  )}
                </li>
              ))}
            </ul>
            {refusals?.length === 0 && (
              <Button size="small" loading={ask.isPending} onClick={() => ask.mutate()}>
                {archives.length === 0 ? '归档' : '重新归档'}
              </Button>
            )}
            <FormDrawer form={form} close={() => setForm(undefined)} renews={[path]} />
          </Block>
        );
      }}
    </Loaded>
  );
}

function Shown({ one }: { readonly one: ArchiveLine }) {
  return (
    <>
      <p className="entry-head">
        <strong>归档包（{one.number}）</strong>
        <span className="state-tag">{one.cleared ? '保存期满，已销毁' : STATES[one.state]}</span>
      </p>
      <p className="muted">
        {one.askedBy} <Moment at={one.askedAt} />
        {one.files !== null && one.size !== null && ` · ${one.files} 个文件，${fileSize(one.size)}`}
      </p>
      {one.failure && <p className="bad">{one.failure}</p>}
      {one.later > 0 && <p>归档以后又有 {one.later} 条办理记录，请重新归档。</p>}
      {one.hash && <p className="muted archive-hash">SHA-256 {one.hash}</p>}
    </>
  );
}

const STATES = { waiting: '正在生成', ready: '已归档', failed: '没有生成' } as const;

const opening = ({ id, number }: ArchiveLine, path: string): DrawerForm => ({
  title: `下载归档包（${number}）`,
  schema: PackageReason,
  path: `${path}/${id}/package`,
  send: (fields) => api.download(`${path}/${id}/package`, fields),
  submitLabel: '下载',
  done: '已经下载，原因已经记录',
  consequence: '归档包里有申请人的全部信息。下载人、时间和原因会记录下来，供审计查阅。',
});
