import { Button, Checkbox, Pagination } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { Inbox, NoticeLine } from '#commons/notices/contract.ts';
import { api, Loaded, Moment, Nothing, Page, useRead, useWrite, workbenchPath } from '#workbench/kit/index.ts';

/** The inbox. A notice counts as read when it is opened or said to be. */
export default function Notices() {
  const [search, setSearch] = useSearchParams();
  const unread = search.get('unread') === 'true';
  const page = Number(search.get('page') ?? 1);
  const inbox = useRead<Inbox>('/api/notices', { unread: unread || undefined, page }, { keep: true });
  const refresh = { refresh: ['/api/notices', '/api/todo'] };
  const read = useWrite((ids: readonly string[]) => api.post('/api/notices/read', { ids }), refresh);
  const readAll = useWrite(() => api.post('/api/notices/read', { all: true }), { ...refresh, done: '已全部标为已读' });
  const go = (next: Record<string, string>) => setSearch(next, { replace: true });
  return (
    <Page
      title="通知"
      actions={
        <Button disabled={!inbox.data?.unread} loading={readAll.isPending} onClick={() => readAll.mutate()}>
          全部标为已读
        </Button>
      }
    >
      <Checkbox checked={unread} onChange={(event) => go(event.target.checked ? { unread: 'true' } : {})}>
        只看未读{inbox.data ? `（${inbox.data.unread}）` : ''}
      </Checkbox>
      <Loaded query={inbox}>
        {({ rows, total, size }) => (
          <>
            {rows.length === 0 && <Nothing words={unread ? '没有未读通知' : '还没有通知'} />}
            <ul className="entries entries-boxed">
              {rows.map((notice) => (
                <Notice key={notice.id} notice={notice} opened={() => !notice.readAt && read.mutate([notice.id])} />
              ))}
            </ul>
            <Pagination
              hideOnSinglePage
              current={page}
              total={total}
              pageSize={size}
              showSizeChanger={false}
              onChange={(to) => go({ ...(unread && { unread: 'true' }), page: String(to) })}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Notice({ notice, opened }: { readonly notice: NoticeLine; readonly opened: () => void }) {
  const { title, body, link, readAt, madeAt, kindLabel } = notice;
  return (
    <li className={readAt ? undefined : 'notice-new'}>
      <p className="entry-head">
        {link ? (
          <Link to={workbenchPath(link)} onClick={opened}>
            {title}
          </Link>
        ) : (
          <strong>{title}</strong>
        )}
        <span className="muted">
          {readAt ? '' : '未读 · '}
          {kindLabel} · <Moment at={madeAt} />
        </span>
      </p>
      <p className="as-typed">{body}</p>
      {!readAt && (
        <Button size="small" type="link" onClick={opened} aria-label={`把「${title}」标为已读`}>
          标为已读
        </Button>
      )}
    </li>
  );
}
