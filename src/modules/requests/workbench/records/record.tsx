import { Button, Radio, Select, Space } from 'antd';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import type { ReasonCode, Rect } from '#commons/redaction/contract.ts';
import { api, Block, Facts, Loaded, Page, StateTag, useRead, useRefresh, useWrite } from '#workbench/kit/index.ts';
import {
  type Box,
  type PageFlag as Flag,
  pagesSaid,
  RECORD_STATES,
  type RecordDetail,
  type RecordPage,
} from '../../records/contract.ts';
import { BoxList } from './box-list.tsx';
import { CopyPanel } from './copy-panel.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { Finding } from './finding.tsx';
import { type Change, REASON_OPTIONS } from './change.ts';
import { PageFlag } from './page-flag.tsx';
import './records.css';
import { Sheet } from './sheet.tsx';

/** One record: its pages, what is covered on them and why, and the copy that may be released. */
export default function RecordScreen() {
  const { id = '', recordId = '' } = useParams();
  const path = `/api/requests/${id}/records/${recordId}`;
  const record = useRead<RecordDetail>(path);
  const refresh = useRefresh();
  const busy = record.data?.state === 'received' || record.data?.copy?.state === 'making';
  const reading = record.data?.pageList.some((page) => page.reading === 'waiting');
  useEffect(() => {
    if (!busy && !reading) return;
    // Reading a long scan takes minutes, and every look finds all proposals anew.
    const timer = setInterval(() => void refresh(path), busy ? 1_500 : 8_000);
    return () => clearInterval(timer);
  }, [busy, reading, path, refresh]);
  return (
    <Loaded query={record} title="拟公开的材料">
      {(known) => <Known requestId={id} path={path} record={known} />}
    </Loaded>
  );
}

function Known({
  requestId,
  path,
  record,
}: {
  readonly requestId: string;
  readonly path: string;
  readonly record: RecordDetail;
}) {
  const [number, setNumber] = useState(1);
  const [after, setAfter] = useState(false);
  const [reason, setReason] = useState<ReasonCode>('privacy');
  const renews = [`/api/requests/${requestId}`];
  const change = useWrite((what: Change) => api.post(`${path}/boxes`, { version: record.version, ...what }), {
    refresh: renews,
  });
  const page = record.pageList.find((one) => one.page === number) ?? record.pageList[0];
  const boxes = record.boxList.filter((one) => one.page === page?.page);
  const open = record.handling?.length === 0;
  const said = page && readingSaid(page);
  const draw = (rect: Rect) =>
    page && change.mutate({ add: [{ ...rect, page: page.page, reason, origin: 'drawn' }], change: [], remove: [] });
  const move = ({ id, page: on, reason: why }: Box, rect: Rect) =>
    change.mutate({ add: [], change: [{ id, page: on, ...rect, reason: why }], remove: [] });
  return (
    <Page
      title={record.name}
      crumbs={[
        { label: '依申请公开', to: '/requests' },
        { label: record.requestNumber, to: `/requests/${requestId}` },
        { label: '拟公开的材料' },
      ]}
      lead={
        <Facts
          facts={[
            ['状态', <StateTag key="state" label={RECORD_STATES[record.state]} />],
            ['页', record.pages > 0 && pagesSaid(record.now)],
            ['遮盖', `${record.boxes} 处`],
          ]}
        />
      }
    >
      {record.failure && <p className="field-error">{record.failure}</p>}
      {record.handling?.map((why) => (
        <p key={why} className="consequence">
          {why}
        </p>
      ))}
      {record.hidden.length > 0 && (
        <Block title="原件里看不见的内容" count={record.hidden.length}>
          <p className="muted">公开件只含页面上看得见的内容，下列内容不会带出；需要公开的，请另行处理。</p>
          <ul>
            {record.hidden.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Block>
      )}
      {page && (
        <div className="beside">
          <div>
            <Block title={`第 ${page.page} 页`}>
              <Space wrap className="record-page-tools">
                <Button disabled={page.page <= 1} onClick={() => setNumber(page.page - 1)}>
                  上一页
                </Button>
                <Select
                  aria-label="页"
                  value={page.page}
                  onChange={setNumber}
                  options={record.pageList.map((one) => ({ value: one.page, label: pageLabel(one.page, record) }))}
                  popupMatchSelectWidth={false}
                />
                <Button disabled={page.page >= record.pages} onClick={() => setNumber(page.page + 1)}>
                  下一页
                </Button>
                <Radio.Group
                  aria-label="显示"
                  optionType="button"
                  value={after}
                  onChange={({ target }) => setAfter(target.value === true)}
                  options={[
                    { value: false, label: '遮盖前' },
                    { value: true, label: '遮盖后' },
                  ]}
                />
                {open && (
                  <Select
                    aria-label="新遮盖的理由"
                    value={reason}
                    onChange={setReason}
                    options={REASON_OPTIONS}
                    popupMatchSelectWidth={false}
                  />
                )}
              </Space>
              {said && <p className="consequence">{said}</p>}
              {page.outside > 0 && <p className="muted">页面以外还有 {page.outside} 段文字，公开件里没有。</p>}
              <Sheet
                key={page.page}
                src={`${path}/pages/${page.page}`}
                page={page}
                boxes={boxes}
                after={after}
                {...(open &&
                  !after && {
                    draw,
                    move,
                    remove: ({ id }: Box) => change.mutate({ add: [], change: [], remove: [id] }),
                  })}
              />
            </Block>
          </div>
          <div>
            <CopyPanel requestId={requestId} path={path} record={record} saving={change.isPending} toPage={setNumber} />
            <Elsewhere path={path} record={record} open={open} change={change.mutate} toPage={setNumber} />
            <BoxList boxes={boxes} page={page} open={open} change={change.mutate} reason={reason} />
            {open && <PageFlag key={page.page} path={path} record={record} page={page} renews={renews} />}
            <Finding
              requestId={requestId}
              path={path}
              record={record}
              reason={reason}
              open={open}
              change={change.mutate}
              toPage={setNumber}
            />
          </div>
        </div>
      )}
    </Page>
  );
}

/** What whoever covers has to know of a page whose words are in a picture; undefined for a page of text. */
function readingSaid({ legible, reading }: RecordPage): string | undefined {
  const what = legible ? '这一页有图片，图片里的字' : '这一页是扫描件或图片，字';
  switch (reading) {
    case 'waiting':
      return `${what}还在识别：识别完以前查找和提示都查不到。`;
    case 'read':
      return `${what}由文字识别读出，可能有遗漏和读错，手写、印章、横放的页读不准：请逐页看过。`;
    case 'failed':
      return `${what}没有识别成：查找和提示都查不到，请逐行看过。`;
    case 'none':
      return legible ? undefined : '这一页没有文字层，也没有用文字识别读过：查找和提示都查不到，请逐行看过。';
  }
}
const SHORT: Readonly<Record<Flag, string>> = {
  open: '公开',
  withheld: '不公开',
  unrelated: '与申请无关',
  consult: '待征求意见',
};

function pageLabel(page: number, { pageList, boxList }: RecordDetail): string {
  const flag = pageList[page - 1]?.flag ?? 'open';
  if (flag !== 'open') return `第 ${page} 页（${SHORT[flag]}）`;
  const count = boxList.filter((box) => box.page === page).length;
  return count > 0 ? `第 ${page} 页（${count} 处）` : `第 ${page} 页`;
}
