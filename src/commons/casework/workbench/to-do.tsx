import { Link, useSearchParams } from 'react-router';
import type { Inbox } from '#commons/notices/contract.ts';
import {
  Block,
  Loaded,
  Moment,
  NextMatter,
  Nothing,
  Page,
  useMe,
  useRead,
  workbenchPath,
} from '#workbench/kit/index.ts';
import type { ToDo } from '../contract.ts';
import { MatterTable } from './matter-table.tsx';

/** The first screen: what must I do next, and by when. */
export default function ToDoScreen() {
  const me = useMe();
  const todo = useRead<ToDo>('/api/todo');
  return (
    <Page title="我的待办" lead={`${me.person.name}，以下按期限先后排列。按 ? 键查看快捷键`}>
      <Loaded query={todo} rows={10}>
        {(data) => <Lists data={data} />}
      </Loaded>
    </Page>
  );
}

const LISTS = {
  waiting: { label: '待我办理', empty: '没有等待您办理的事项' },
  dueSoon: { label: '即将到期', empty: '没有即将到期的事项' },
  returned: { label: '被退回', empty: '没有被退回的事项' },
  startedByMe: { label: '我发起的', empty: '您还没有发起过事项' },
  watched: { label: '我关注的', empty: '您还没有关注事项。在事项页面点「关注」，办理有进展时会收到通知' },
} as const satisfies Record<string, { label: string; empty: string }>;
type ListKey = keyof typeof LISTS;

function Lists({ data }: { readonly data: ToDo }) {
  const [search] = useSearchParams();
  const asked = search.get('list') ?? 'waiting';
  const list: ListKey = asked in LISTS ? (asked as ListKey) : 'waiting';
  const lines = data[list];
  return (
    <>
      <nav className="counts" aria-label="待办数量">
        {(Object.keys(LISTS) as ListKey[]).map((key) => (
          <Link
            key={key}
            to={key === 'waiting' ? '/' : `/?list=${key}`}
            className={key === list ? 'count count-current' : 'count'}
            aria-current={key === list ? 'page' : undefined}
          >
            <b>{data.counts[key]}</b> {LISTS[key].label}
            {key === 'waiting' && data.counts.overdue > 0 && (
              <span className="count-late">已超期 {data.counts.overdue}</span>
            )}
          </Link>
        ))}
        <Link to="/notices?unread=true" className="count">
          <b>{data.counts.unreadNotices}</b> 未读通知
        </Link>
      </nav>
      <div className="beside">
        <Block
          title={LISTS[list].label}
          count={data.counts[list]}
          extra={list === 'waiting' && lines.length > 0 && <NextMatter />}
        >
          <MatterTable caption={LISTS[list].label} lines={lines} empty={LISTS[list].empty} />
          {lines.length < data.counts[list] && (
            <p className="muted">
              只列出最前的 {lines.length} 件，其余请到<Link to="/matters?open=true">事项台账</Link>查看。
            </p>
          )}
        </Block>
        <LatestNotices />
      </div>
    </>
  );
}

/** The newest unread notices, so that nobody has to go and look. */
function LatestNotices() {
  const inbox = useRead<Inbox>('/api/notices', { unread: true });
  return (
    <Block title="未读通知" extra={<Link to="/notices">全部通知</Link>}>
      <Loaded query={inbox} rows={4}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Nothing words="没有未读通知" />
          ) : (
            <ul className="news">
              {rows.slice(0, 8).map(({ id, title, link, madeAt, kindLabel }) => (
                <li key={id}>
                  {link ? <Link to={workbenchPath(link)}>{title}</Link> : title}
                  <p className="muted">
                    {kindLabel} · <Moment at={madeAt} />
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Block>
  );
}
