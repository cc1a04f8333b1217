import { useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { SecondFactorNotice } from '#commons/identity/workbench/index.tsx';
import { LeaveGuard } from '../kit/leaving.tsx';
import { Shortcuts } from '../kit/shortcuts.tsx';
import { Header } from './header.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { SessionEnd } from './session-end.tsx';
import { SideNav } from './side-nav.tsx';

/** What stands around every screen: header, navigation, and the notices of network and session. */
export function Frame() {
  const { pathname } = useLocation();
  // Open on the page where it was opened: arriving elsewhere closes it.
  const [openAt, setOpenAt] = useState<string>();
  const navOpen = openAt === pathname;
  return (
    <Shortcuts>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <Header navOpen={navOpen} toggleNav={() => setOpenAt(navOpen ? undefined : pathname)} />
      <div className={navOpen ? 'frame nav-open' : 'frame'}>
        <SideNav />
        <main id="main" tabIndex={-1}>
          <OfflineNotice />
          <SecondFactorNotice />
          <Outlet />
        </main>
      </div>
      <SessionEnd />
      <LeaveGuard />
    </Shortcuts>
  );
}
