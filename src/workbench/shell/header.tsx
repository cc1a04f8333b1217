import { BellOutlined, MenuOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons';
import { Badge, Button, Input, type InputRef, Popover } from 'antd';
import { type KeyboardEventHandler, type Ref, use, useRef, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import type { UnreadCount } from '#commons/notices/contract.ts';
import { api } from '../kit/api.ts';
import { useRead } from '../kit/query.ts';
import { useMe } from '../kit/session.ts';
import { useShortcut } from '../kit/shortcuts.tsx';
import { DensityContext } from './density.ts';
import { useWakefulRefetch } from './activity.ts';
import mark from '../mark.svg';

/** Name, search, notices, and the person. */
export function Header({
  navOpen,
  toggleNav,
  toggle,
  onKeyDown,
}: {
  readonly navOpen: boolean;
  readonly toggleNav: () => void;
  /** The button that opens the navigation: where the focus returns when it is closed by key. */
  readonly toggle: Ref<HTMLButtonElement>;
  readonly onKeyDown: KeyboardEventHandler;
}) {
  return (
    <header className="top">
      <button
        ref={toggle}
        type="button"
        className="nav-toggle"
        aria-expanded={navOpen}
        aria-controls="side"
        onClick={toggleNav}
        onKeyDown={onKeyDown}
      >
        <MenuOutlined aria-hidden="true" />
        <span className="unseen">导航</span>
      </button>
      <Link to="/" className="top-name">
        <img src={mark} alt="" width="28" height="28" />
        阳光药监<span>工作台</span>
      </Link>
      <Bureau />
      <MatterSearch />
      <Bell />
      <MeMenu />
    </header>
  );
}

/** The unit of the first own post: where this person works. */
function Bureau() {
  const { posts } = useMe();
  const own = posts.find(({ onBehalfOf }) => onBehalfOf === null) ?? posts[0];
  return own ? <span className="top-bureau">{own.unit}</span> : null;
}

function MatterSearch() {
  const input = useRef<InputRef>(null);
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  useShortcut('/', '查找事项', () => input.current?.focus());
  return (
    <search className="top-search">
      <Input
        ref={input}
        type="search"
        aria-label="按编号或标题查找事项"
        placeholder="编号或标题，按 / 键查找"
        prefix={<SearchOutlined aria-hidden="true" />}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={() => typed.trim() && void navigate(`/matters?q=${encodeURIComponent(typed.trim())}`)}
      />
    </search>
  );
}

function Bell() {
  const count = useRead<UnreadCount>('/api/notices/unread-count');
  useWakefulRefetch(count.refetch);
  const unread = count.data?.unread ?? 0;
  // Read aloud as it is written: whoever steers by voice says what they see.
  const shown = unread > 99 ? '99+' : unread;
  return (
    <Link to="/notices" className="top-link" aria-label={unread > 0 ? `通知，${shown} 条未读` : '通知，没有未读'}>
      <Badge count={shown} size="small">
        <BellOutlined aria-hidden="true" />
      </Badge>
    </Link>
  );
}

function MeMenu() {
  const me = useMe();
  const [open, setOpen] = useState(false);
  const density = use(DensityContext);
  const { pathname } = useLocation();
  const close = () => setOpen(false);
  const menu = (
    <div className="me">
      <ul className="me-posts">
        {me.posts.map(({ unit, title, onBehalfOf }) => (
          <li key={`${unit} ${title} ${onBehalfOf}`}>
            {unit} · {title}
            {onBehalfOf && <span className="muted">（代 {onBehalfOf}）</span>}
          </li>
        ))}
      </ul>
      <ul className="me-links">
        <li>
          <Link to="/account" onClick={close}>
            我的账号
          </Link>
        </li>
        <li>
          <Link to="/delegations" onClick={close}>
            授权代办
          </Link>
        </li>
        <li>
          <Button type="link" onClick={density.toggle}>
            {density.size === 'small' ? '改为标准间距' : '改为紧凑间距'}
          </Button>
        </li>
        <li>
          <Button type="link" onClick={() => void signOut()}>
            退出登录
          </Button>
        </li>
      </ul>
    </div>
  );
  return (
    <Popover
      key={pathname}
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={menu}
      title={`${me.person.name}（${me.username}）`}
    >
      <button type="button" className="top-link top-me" aria-expanded={open} aria-haspopup="dialog">
        <UserOutlined aria-hidden="true" />
        <span>{me.person.name}</span>
      </button>
    </Popover>
  );
}

/** Nothing of this person's stays on the screen or in the memory of the page. Drafts of forms go with the window. */
async function signOut(): Promise<void> {
  await api.del('/api/session');
  sessionStorage.clear();
  window.location.assign('/workbench/');
}
