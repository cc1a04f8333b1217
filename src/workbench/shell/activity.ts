import { useEffect, useRef } from 'react';

/** How often the page looks for what is new. */
const EVERY_MS = 60_000;

/**
 * Looks for what is new once a minute, but only after somebody has touched the page since the last look:
 * a page left open must not keep its session alive.
 */
export function useWakefulRefetch(refetch: () => unknown): void {
  const latest = useRef(refetch);
  latest.current = refetch;
  useEffect(() => {
    let touched = false;
    const touch = () => {
      touched = true;
    };
    const timer = setInterval(() => {
      if (touched && document.visibilityState === 'visible') void latest.current();
      touched = false;
    }, EVERY_MS);
    for (const event of ['keydown', 'pointerdown']) document.addEventListener(event, touch, { passive: true });
    return () => {
      clearInterval(timer);
      for (const event of ['keydown', 'pointerdown']) document.removeEventListener(event, touch);
    };
  }, []);
}
