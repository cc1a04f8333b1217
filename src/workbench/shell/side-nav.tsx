import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { useEffect, useRef } from 'react';
import { Link, matchPath, useLocation } from 'react-router';
import { NAV_GROUPS, type NavGroup, type Screen } from '../kit/screen.ts';
import { can, type Me, useMe } from '../kit/session.ts';
import { useKept } from '../kit/table-memory.ts';
import { screens } from '../screens.ts';

/** The screens this person's roles lead to, by group; a group that is seldom used is folded away, and stays so. That of the screen one is at is open. */
export function SideNav() {
  const me = useMe();
  const here = screenAt(useLocation().pathname);
  const nav = useRef<HTMLElement>(null);
  const [folded, fold] = useKept<readonly NavGroup[]>('nav-folded', []);
  // A long navigation shows where one is, also when one came by a link.
  useEffect(() => {
    if (here) nav.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }, [here]);
  return (
    <nav ref={nav} className="side" id="side" aria-label="主导航">
      {(Object.keys(NAV_GROUPS) as NavGroup[]).map((group) => {
        const inGroup = screensOf(group, me);
        const open = !folded.includes(group) || inGroup.some(({ path }) => path === here);
        return inGroup.length === 0 ? null : (
          // A list within the navigation, no place of its own to jump to.
          <div key={group}>
            <h2 id={`nav-${group}`}>
              <button
                type="button"
                aria-expanded={open}
                onClick={() =>
                  fold(folded.includes(group) ? folded.filter((one) => one !== group) : [...folded, group])
                }
              >
                {NAV_GROUPS[group]}
                {open ? <DownOutlined aria-hidden="true" /> : <RightOutlined aria-hidden="true" />}
              </button>
            </h2>
            {open && (
              <ul aria-labelledby={`nav-${group}`}>
                {inGroup.map(({ path, nav }) => (
                  <li key={path}>
                    <Link to={path} {...(path === here && { className: 'active', 'aria-current': 'page' as const })}>
                      {nav?.icon && <span aria-hidden="true">{nav.icon}</span>}
                      {nav?.label}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </div>
        );
      })}
    </nav>
  );
}

function screensOf(group: NavGroup, me: Me): Screen[] {
  return screens
    .filter(({ nav, roles = [] }) => nav?.group === group && can(me, ...roles))
    .sort((a, b) => (a.nav?.order ?? 0) - (b.nav?.order ?? 0));
}

/** The entry a place belongs to: the longest that leads there, so that of 主动公开目录 and 应公开未公开 only one is marked. */
function screenAt(pathname: string): string | undefined {
  return screens
    .filter(({ path, nav }) => nav && matchPath({ path, end: path === '/' }, pathname))
    .sort((a, b) => b.path.length - a.path.length)[0]?.path;
}
