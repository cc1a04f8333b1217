import { StarFilled, StarOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { MatterDetail } from '#commons/casework/contract.ts';
import { api } from './api.ts';
import { useWrite } from './query.ts';

/** A dot for the eye, words for the ear: somebody else has done something since the reader last opened it. */
export function NewsMark({ news }: { readonly news?: boolean | undefined }) {
  if (!news) return null;
  return (
    <span className="news-dot" title="有新进展">
      <span className="unseen">有新进展：</span>
    </span>
  );
}

/** Lists that show whether something is new. */
const LISTS: readonly unknown[] = ['/api/todo', '/api/matters', '/api/requests'];

/**
 * Says that a matter's page is open, once for each last entry shown, and gives how far the reader had read when they opened it: null the first time,
 * and it stays what it was while the page is open. Undefined while the matter is not there yet.
 */
export function useSeen(detail: MatterDetail | undefined): number | null | undefined {
  const client = useQueryClient();
  const [opened, setOpened] = useState<{ readonly id: string; readonly seen: number | null }>();
  const id = detail?.matter.id;
  if (detail && opened?.id !== id) setOpened({ id: detail.matter.id, seen: detail.seenSeq });
  const last = detail?.timeline.at(-1)?.seq;
  const before = detail?.seenSeq ?? 0;
  useEffect(() => {
    if (id === undefined || last === undefined || last <= before) return;
    const path = `/api/matters/${id}`;
    // A mark that stays a little longer harms nobody: a look that was not written down is not worth a message.
    void api.post(`${path}/look`, { seq: last }).then(
      () => {
        client.setQueriesData<MatterDetail>({ queryKey: [path] }, (known) => known && { ...known, seenSeq: last });
        return client.invalidateQueries({ predicate: ({ queryKey: [of] }) => LISTS.includes(of) });
      },
      () => undefined,
    );
  }, [client, id, last, before]);
  return opened?.id === id ? opened?.seen : undefined;
}

/** 关注: told of each step of this matter from now on, until pressed again. */
export function Watch({ detail: { matter, watched } }: { readonly detail: MatterDetail }) {
  const path = `/api/matters/${matter.id}/watch`;
  const turn = useWrite(() => (watched ? api.del(path) : api.put(path)), {
    done: watched ? '已取消关注' : '已关注，办理有进展时会收到通知',
    refresh: ['/api/matters', '/api/todo'],
  });
  return (
    <Button
      aria-pressed={watched}
      loading={turn.isPending}
      icon={watched ? <StarFilled aria-hidden="true" /> : <StarOutlined aria-hidden="true" />}
      onClick={() => turn.mutate()}
    >
      {watched ? '已关注' : '关注'}
    </Button>
  );
}
