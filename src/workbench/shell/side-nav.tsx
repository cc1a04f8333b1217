import { NavLink } from 'react-router';
import { NAV_GROUPS, type NavGroup, type Screen } from '../kit/screen.ts';
import { can, type Me, useMe } from '../kit/session.ts';
import { screens } from '../screens.ts';

/** The screens this person's roles lead to, by group. */
export function SideNav() {
  const me = useMe();
  return (
    <nav className="side" id="side" aria-label="主导航">
      {(Object.keys(NAV_GROUPS) as NavGroup[]).map((group) => {
        const inGroup = screensOf(group, me);
        return inGroup.length === 0 ? null : (
          <section key={group} aria-labelledby={`nav-${group}`}>
            <h2 id={`nav-${group}`}>{NAV_GROUPS[group]}</h2>
            <ul>
              {inGroup.map(({ path, nav }) => (
                <li key={path}>
                  <NavLink to={path} end={path === '/'}>
                    {nav?.icon && <span aria-hidden="true">{nav.icon}</span>}
                    {nav?.label}
                  </NavLink>
                </li>
              ))}
            </ul>
          </section>
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
