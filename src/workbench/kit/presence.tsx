import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Doing, HEARTBEAT_SECONDS, type PresentLine } from '#commons/casework/contract.ts';
import { chineseDateTime, instant } from '#kernel/dates.ts';
import { api } from './api.ts';

/** Without a touch for so long, a window left open gives no more signs: it must not keep its session alive. */
const AWAKE_MS = 5 * 60_000;

/** Others who are at the page of a matter, told every 20 seconds while somebody is at this window, until the screen is left. */
function usePresence(matterId: string, doing: Doing): readonly PresentLine[] {
  const [others, show] = useState<readonly PresentLine[]>([]);
  const path = `/api/matters/${matterId}/presence?doing=${doing}`;
  const touched = useRef(performance.now());
  useEffect(() => {
    let left = false;
    const touch = () => {
      touched.current = performance.now();
    };
    const ask = async () => {
      if (document.visibilityState === 'hidden' || performance.now() - touched.current > AWAKE_MS) return;
      try {
        const found = await api.put<readonly PresentLine[]>(path, {});
        if (!left) show(found);
      } catch {
        // Who else is there is a comfort: unreached, the screen goes on without it; the next turn asks again.
        if (!left) show([]);
      }
    };
    const back = () => document.visibilityState === 'visible' && void ask();
    const leave = () => api.parting('DELETE', path);
    void ask();
    const timer = setInterval(() => void ask(), HEARTBEAT_SECONDS * 1000);
    for (const event of ['keydown', 'pointerdown', 'scroll'])
      document.addEventListener(event, touch, { passive: true, capture: true });
    document.addEventListener('visibilitychange', back);
    window.addEventListener('pagehide', leave);
    return () => {
      left = true;
      clearInterval(timer);
      for (const event of ['keydown', 'pointerdown', 'scroll'])
        document.removeEventListener(event, touch, { capture: true });
      document.removeEventListener('visibilitychange', back);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [path]);
  return others;
}

/**
 * Others who are at the page of a matter, each with unit and what they do; said aloud when it changes, and only then: nothing in the words moves with
 * the clock. With `doing` one is counted as writing rather than reading; `children` say what follows for whoever writes.
 */
export function Present({
  matterId,
  doing = 'reading',
  children,
}: {
  readonly matterId: string;
  readonly doing?: Doing;
  readonly children?: ReactNode;
}) {
  const others = usePresence(matterId, doing);
  const writers = others.some((one) => one.doing === 'writing');
  return (
    <div role="status" aria-live="polite">
      {others.length > 0 && (
        <p className={writers ? 'present present-writing' : 'present'}>
          {others.map(inWords).join('；')}。{writers && children}
        </p>
      )}
    </div>
  );
}

const inWords = ({ name, unitName, doingLabel, since }: PresentLine) =>
  `${name}${unitName ? `（${unitName}）` : ''}从 ${chineseDateTime(instant(since)).slice(-5)} 起${doingLabel}`;
