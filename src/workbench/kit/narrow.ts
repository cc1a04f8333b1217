import { useSyncExternalStore } from 'react';

/** As in the style sheet: where a table would have to be moved sideways to be read. */
const phone = matchMedia('(max-width: 600px)');

/** Is the screen no wider than a phone held upright? */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      phone.addEventListener('change', changed);
      return () => phone.removeEventListener('change', changed);
    },
    () => phone.matches,
  );
}
