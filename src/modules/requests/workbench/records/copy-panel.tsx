import { Button } from 'antd';
import { useState } from 'react';
import {
  api,
  Block,
  type DrawerForm,
  Facts,
  fileSize,
  FormDrawer,
  Moment,
  useRead,
  useWrite,
} from '#workbench/kit/index.ts';
import { COPY_STATES, examineBody, mayStandBody, type Proposal, type RecordDetail } from '../../records/contract.ts';

/** The copy that may be released: made, checked by the leak gate, examined by another person. */
export function CopyPanel({
  requestId,
  path,
  record,
  saving,
  toPage,
}: {
  readonly requestId: string;
  readonly path: string;
  readonly record: RecordDetail;
  /** A cover is on its way: a copy is of what stands when it has arrived. */
  readonly saving: boolean;
  readonly toPage: (page: number) => void;
}) {
  const [form, setForm] = useState<DrawerForm>();
  const renews = [`/api/requests/${requestId}`];
  const make = useWrite(() => api.post(`${path}/copies`, { version: record.version }), { refresh: renews });
  const { copy, handling, examining } = record;
  const left = useLeftOpen(path, record);
  const open = handling?.length === 0;
  const due = open && copy?.state !== 'making' && !(copy?.state === 'passed' && copy.current);
  const examine = () =>
    setForm({
      title: '核对公开件',
      schema: examineBody,
      path: `/api/requests/${requestId}/copies/${copy?.id}/examine`,
      submitLabel: '核对无误',
      done: '已核对',
      consequence: `请先打开公开件逐页看过。${left ? `${left}，请逐一确认可以公开。` : ''}核对人和意见留存备查。`,
    });
  return (
    <Block
      title="公开件"
      extra={
        due && (
          <Button type="primary" disabled={saving} loading={make.isPending} onClick={() => make.mutate()}>
            生成公开件
          </Button>
        )
      }
    >
      {!copy && <p className="muted">还没有生成。生成时逐页画成图片，再核对有没有漏出遮盖的内容。</p>}
      {copy && (
        <>
          <p role="status">
            <strong>{COPY_STATES[copy.state]}</strong>
            {!copy.current && '（生成以后遮盖又有变动，需要重新生成）'}
          </p>
          <Facts
            facts={[
              ['全部公开', `${copy.openPages} 页`],
              ['部分公开', `${copy.partialPages} 页`],
              ['不予公开', `${copy.withheldPages} 页`],
              ['与申请无关', copy.unrelatedPages > 0 && `${copy.unrelatedPages} 页`],
              [
                '生成',
                <>
                  {copy.madeBy}，<Moment at={copy.madeAt} />
                </>,
              ],
              [
                '核对',
                copy.examinedAt && (
                  <>
                    {copy.examinedBy}，<Moment at={copy.examinedAt} />：{copy.opinion}
                  </>
                ),
              ],
              ['随答复公开', copy.releasedAt && <Moment at={copy.releasedAt} />],
            ]}
          />
          {copy.state === 'passed' && (
            <p>
              <a href={`/api/requests/${requestId}/copies/${copy.id}/pdf`} download>
                打开公开件（PDF，{fileSize(copy.size ?? 0)}）
              </a>
            </p>
          )}
          {copy.unreadPages > 0 && (
            <p className="consequence">
              有遮盖的页超过上限，其中 {copy.unreadPages} 页没有用文字识别再读一遍，核对时请逐页看过。
            </p>
          )}
          {left && !copy.examinedAt && <p className="consequence">{left}，核对时请逐一确认可以公开。</p>}
          {examining?.length === 0 && <Button onClick={examine}>核对</Button>}
          {copy.state === 'passed' &&
            !copy.examinedAt &&
            examining?.map((why) => (
              <p key={why} className="muted">
                {why}
              </p>
            ))}
          {copy.findings.length > 0 && (
            <ul className="entries" aria-label="核验发现的问题">
              {copy.findings.map(({ sentence, page, word }) => (
                <li key={sentence}>
                  {sentence}{' '}
                  {page && (
                    <Button size="small" onClick={() => toPage(page)}>
                      看第 {page} 页
                    </Button>
                  )}{' '}
                  {open && word && (
                    <Button
                      size="small"
                      onClick={() =>
                        setForm({
                          title: `「${word}」可以公开`,
                          schema: mayStandBody,
                          path: `${path}/may-stand`,
                          fixed: { version: record.version, word },
                          done: '已记录，请重新生成公开件',
                        })
                      }
                    >
                      可以公开
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )}
          {copy.lines.length > 0 && (
            <details>
              <summary>各页遮盖的依据</summary>
              <ul>
                {copy.lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
      <FormDrawer form={form} close={() => setForm(undefined)} renews={renews} />
    </Block>
  );
}

/** What the scanner takes for personal information and nobody has covered, on pages that are given out; nothing where there is none. */
function useLeftOpen(path: string, { pageList }: RecordDetail): string | undefined {
  const { data = [] } = useRead<readonly Proposal[]>(`${path}/proposals`, {});
  const given = new Set(pageList.filter(({ flag }) => flag === 'open').map(({ page }) => page));
  const open = data.filter(({ covered, page }) => !covered && given.has(page));
  if (open.length === 0) return undefined;
  const kinds = [...Map.groupBy(open, ({ kind }) => kind)].map(([kind, found]) => `${kind} ${found.length} 处`);
  const pages = [...new Set(open.map(({ page }) => page))].sort((a, b) => a - b);
  return `提示的个人信息还有 ${open.length} 处没有遮盖（${kinds.join('、')}；第 ${pages.slice(0, 20).join('、')}${pages.length > 20 ? ' 等' : ''} 页）`;
}
