import { useNarrow } from './narrow.ts';
import { createContext, useContext, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { useLocation } from 'react-router';

// Where the focus goes when the screen changes under somebody's hands. It moves in the same breath as what is shown: a person
// who types fast loses no key, and whoever has moved on already is not called back.

/** What had the focus when the address changed. */
export const CameFrom = createContext<Element | null>(null);

/** For the frame around all screens: what had the focus when the present address was first shown. */
export function useCameFrom(): Element | null {
  const { pathname } = useLocation();
  const from = useRef<{ readonly pathname: string; readonly element: Element | null }>(undefined);
  if (from.current?.pathname !== pathname) from.current = { pathname, element: document.activeElement };
  return from.current.element;
}

/**
 * On arrival at an address its heading takes the focus, so that a screen reader says where one is: unless the person has
 * moved on while the screen was being read.
 */
export function useArrival(heading: RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const cameFrom = useContext(CameFrom);
  const arrived = useRef<string>(undefined);
  useLayoutEffect(() => {
    const now = document.activeElement;
    const stayed = now === null || now === document.body || now === cameFrom || now.localName === 'h1';
    if (arrived.current !== pathname && stayed) heading.current?.focus({ preventScroll: true });
    arrived.current = pathname;
  }, [pathname, cameFrom, heading]);
}

/**
 * A form that was opened to be filled in: its first field has the focus at once, or its button where it asks nothing. On a telephone nothing takes
 * it: the keys that come up would hide what is asked.
 */
export function useFirstFocus(takes: boolean): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  const phone = useNarrow();
  const wanted = useRef(takes && !phone);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    const fields = '.field :is(input, textarea, button, [tabindex="0"])';
    const first = form.current?.querySelector<HTMLElement>(`${fields}:not(:disabled)`);
    (first ?? form.current?.querySelector<HTMLElement>('[type="submit"]'))?.focus({ preventScroll: true });
    // When it is opened, and never again: a person who has moved on is not called back.
  }, []);
  return form;
}

/** The heading of the page takes the focus, and is brought into sight: a focus that nobody sees is none. */
export function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('main h1[tabindex]');
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: 'nearest' });
}

/** The focus of what is taken off the screen goes to the heading of the page: nobody begins again at the top. */
export function useKeptFocus(): void {
  useEffect(() => {
    let held: Element | undefined;
    const took = ({ target }: FocusEvent) => {
      held = target instanceof Element ? target : undefined;
    };
    // Left by the person, not taken away: being removed is over by then, and the window's own losses leave the focus where it was.
    const left = ({ target }: FocusEvent) =>
      queueMicrotask(() => {
        if (held === target && held?.isConnected && document.activeElement === document.body) held = undefined;
      });
    const taken = new MutationObserver(() => {
      if (!held || held.isConnected || document.activeElement !== document.body) return;
      focusHeading();
    });
    document.addEventListener('focusin', took);
    document.addEventListener('focusout', left);
    taken.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', took);
      document.removeEventListener('focusout', left);
      taken.disconnect();
    };
  }, []);
}
