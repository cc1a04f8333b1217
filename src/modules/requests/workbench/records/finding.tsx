import { Button, Input, type InputRef, Space } from 'antd';
import { useRef, useState } from 'react';
import type { ReasonCode } from '#commons/redaction/contract.ts';
import { api, Block, Loaded, useRead, useWrite } from '#workbench/kit/index.ts';
import type { Proposal, RecordDetail } from '../../records/contract.ts';
import type { Change } from './change.ts';

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
        {find.data && <Places found={find.data} toPage={toPage} />}
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
      <Personal path={path} record={record} open={open} change={change} toPage={toPage} />
    </>
  );
}

/** On which pages a word stands, to look at before it is covered everywhere. */
function Places({ found, toPage }: { readonly found: readonly Proposal[] } & Pick<Props, 'toPage'>) {
  if (found.length === 0) return <p className="muted">没有查到；没有文字层的页查不了，请逐页看。</p>;
  return (
    <ul className="entries" aria-label="查到的地方">
      {[...Map.groupBy(found, ({ page }) => page)].map(([page, some]) => (
        <li key={page}>
          <Button type="link" size="small" onClick={() => toPage(page)}>
            第 {page} 页
          </Button>
          {some.length} 处，其中已遮盖 {some.filter(({ covered }) => covered).length} 处
        </li>
      ))}
    </ul>
  );
}

function Personal({ path, record, open, change, toPage }: Omit<Props, 'requestId' | 'reason'>) {
  const found = useRead<readonly Proposal[]>(`${path}/proposals`, {});
  const accept = (some: readonly Proposal[]) =>
    change({
      add: some.flatMap(({ page, rects }) =>
        rects.map((rect) => ({ ...rect, page, reason: 'privacy' as const, origin: 'personal' as const })),
      ),
      change: [],
      remove: [],
    });
  return (
    <Block title="个人信息提示">
      <Loaded query={found} rows={2}>
        {(all) => {
          const left = all.filter(({ covered }) => !covered);
          const kinds = [...Map.groupBy(left, ({ kind }) => kind)];
          if (left.length === 0)
            return (
              <p className="muted">
                {all.length > 0 ? '提示的内容都已遮盖。' : '没有查出个人信息；没有文字层的页查不了。'}
              </p>
            );
          return kinds.map(([kind, some]) => (
            <div key={kind}>
              <strong>{kind}</strong>（{some.length}）{' '}
              {open && (
                <Button size="small" onClick={() => accept(some)}>
                  全部遮盖：{kind}
                </Button>
              )}
              <ul className="entries">
                {some.slice(0, 30).map((one) => (
                  <li key={`${one.page}-${one.rects[0]?.x}-${one.rects[0]?.y}-${record.version}`}>
                    <Button type="link" size="small" onClick={() => toPage(one.page)}>
                      第 {one.page} 页
                    </Button>
                    {one.text}{' '}
                    {open && (
                      <Button size="small" aria-label={`遮盖 ${one.text}`} onClick={() => accept([one])}>
                        遮盖
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
              {some.length > 30 && <p className="muted">还有 {some.length - 30} 处没有列出。</p>}
            </div>
          ));
        }}
      </Loaded>
    </Block>
  );
}
