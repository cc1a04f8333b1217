import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { SecondFactorNotice } from '#commons/identity/workbench/index.tsx';
import { CameFrom, useCameFrom, useKeptFocus } from '../kit/focus.ts';
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
  const cameFrom = useCameFrom();
  useKeptFocus();
  const frame = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (navOpen) frame.current?.querySelector<HTMLElement>('#side a')?.focus();
  }, [navOpen]);
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !navOpen) return;
    setOpenAt(undefined);
    toggle.current?.focus();
  };
  return (
    <Shortcuts>
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place on the page; the handler only takes one there at once. */}
      <a className="skip" href="#main" onClick={skipToMain}>
        跳到正文
      </a>
      <Header
        toggle={toggle}
        navOpen={navOpen}
        toggleNav={() => setOpenAt(navOpen ? undefined : pathname)}
        onKeyDown={closeByKey}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only listens for Escape, which closes the open navigation. */}
      <div ref={frame} className={navOpen ? 'frame nav-open' : 'frame'} onKeyDown={closeByKey}>
        <SideNav />
        <main id="main" tabIndex={-1}>
          <OfflineNotice />
          <SecondFactorNotice />
          <CameFrom value={cameFrom}>
            <Outlet />
          </CameFrom>
        </main>
      </div>
      <SessionEnd />
      <LeaveGuard />
    </Shortcuts>
  );
}

/** At once: following the address moves the focus some time later, and the keys typed meanwhile would be lost. */
function skipToMain(event: MouseEvent): void {
  event.preventDefault();
  const main = document.getElementById('main');
  main?.focus();
  main?.scrollIntoView();
}
