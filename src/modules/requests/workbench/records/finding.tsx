import { Button, Input, type InputRef, Space } from 'antd';
import { useRef, useState } from 'react';
import type { ReasonCode } from '#commons/redaction/contract.ts';
import { api, Block, Loaded, useRead, useWrite } from '#workbench/kit/index.ts';
import type { Proposal, RecordDetail } from '../../records/contract.ts';
import type { Change } from './change.ts';
import { ProposalList, Recognised } from './proposal-list.tsx';

interface Props {
  readonly requestId: string;
  readonly path: string;
  readonly record: RecordDetail;
  readonly reason: ReasonCode;
  readonly open: boolean;
  readonly change: (what: Change) => void;
  readonly toPage: (page: number) => void;
}

/** Words to be covered everywhere, and what the scanner takes for personal information. */
export function Finding({ requestId, path, record, reason, open, change, toPage }: Props) {
  const [word, setWord] = useState('');
  const box = useRef<InputRef>(null);
  const renews = [`/api/requests/${requestId}`];
  const cover = useWrite(() => api.post(`${path}/words`, { version: record.version, word: word.trim(), reason }), {
    done: '已遮盖，公开件里不能再有这个词',
    refresh: renews,
  });
  const find = useWrite(() => api.post<readonly Proposal[]>(`${path}/find`, { word: word.trim() }), {});
  const drop = useWrite((wordId: string) => api.post(`${path}/words/${wordId}/drop`, { version: record.version }), {
    refresh: renews,
  });
  return (
    <>
      <Block title="查找并遮盖">
        {open && (
          <Space.Compact block>
            <Input
              ref={box}
              aria-label="要遮盖的词"
              value={word}
              maxLength={200}
              onChange={({ target }) => {
                setWord(target.value);
                find.reset();
              }}
              placeholder="姓名、号码等"
            />
            <Button disabled={word.trim().length < 2} loading={find.isPending} onClick={() => find.mutate()}>
              查找
            </Button>
            <Button
              disabled={word.trim().length < 2}
              loading={cover.isPending}
              onClick={() =>
                cover.mutate(undefined, {
                  onSuccess: () => {
                    setWord('');
                    find.reset();
                    // Its button has nothing left to do: the next word is typed.
                    box.current?.focus();
                  },
                })
              }
            >
              全部遮盖
            </Button>
          </Space.Compact>
        )}
        {find.data && <Places found={find.data} record={record} toPage={toPage} />}
        <ul className="entries">
          {record.words.map(({ id, kind, word: said, reason: why, saidBy }) => (
            <li key={id}>
              {said}
              <div className="muted">{kind === 'cover' ? `不得出现，${saidBy}` : `可以保留：${why}，${saidBy}`}</div>
              {open && (
                <Button size="small" onClick={() => drop.mutate(id)}>
                  {kind === 'cover' ? '不再查' : '不再保留'}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Block>
      <Ruled path={path} open={open} change={change} toPage={toPage} />
      <Personal path={path} record={record} open={open} change={change} toPage={toPage} />
    </>
  );
}

/** On which pages a word stands, to look at before it is covered everywhere. */
function Places({ found, record, toPage }: { readonly found: readonly Proposal[] } & Pick<Props, 'record' | 'toPage'>) {
  if (found.length === 0) return <p className="muted">没有查到{unsearched(record)}。</p>;
  return (
    <ul className="entries" aria-label="查到的地方">
      {[...Map.groupBy(found, ({ page }) => page)].map(([page, some]) => (
        <li key={page}>
          <Button type="link" size="small" onClick={() => toPage(page)}>
            第 {page} 页
          </Button>
          {some.length} 处，其中已遮盖 {some.filter(({ covered }) => covered).length} 处
          {some.some(({ recognised }) => recognised) && <Recognised />}
        </li>
      ))}
    </ul>
  );
}

/** Of which pages nothing can be found yet, or never; the rest of a sentence. */
function unsearched({ pageList }: RecordDetail): string {
  const [waiting, unread] = [
    pageList.filter(({ reading }) => reading === 'waiting').length,
    pageList.filter(({ reading, legible }) => reading === 'failed' || (reading === 'none' && !legible)).length,
  ];
  return [
    ...(waiting > 0 ? [`；还有 ${waiting} 页正在识别`] : []),
    ...(unread > 0 ? [`；有 ${unread} 页没有识别成，查不了，请逐页看`] : []),
    ...(pageList.some(({ reading }) => reading === 'read') ? ['；扫描页由文字识别读出，可能有遗漏，请逐页看过'] : []),
  ].join('');
}

function Personal({ path, record, open, change, toPage }: Omit<Props, 'requestId' | 'reason'>) {
  const found = useRead<readonly Proposal[]>(`${path}/proposals`, {});
  return (
    <Block title="个人信息提示">
      <Loaded query={found} rows={2}>
        {(all) => (
          <ProposalList
            all={all}
            open={open}
            change={change}
            toPage={toPage}
            none={`没有查出个人信息${unsearched(record)}。`}
          />
        )}
      </Loaded>
    </Block>
  );
}

/** What the rules of the bureau find; nothing is shown where they find nothing, or there are none. */
function Ruled({ path, open, change, toPage }: Pick<Props, 'path' | 'open' | 'change' | 'toPage'>) {
  const found = useRead<readonly Proposal[]>(`${path}/rule-proposals`);
  if (!found.data || found.data.length === 0) return null;
  return (
    <Block title="遮盖规则提示" count={found.data.filter(({ covered }) => !covered).length}>
      <ProposalList all={found.data} open={open} change={change} toPage={toPage} none="" />
    </Block>
  );
}
