import type { KeyboardEvent } from 'react';

/**
 * For every list of which several are chosen: Tab goes on to the next field. Left to itself an open list takes Tab for choosing what it
 * points at, which gives up again what Enter has just chosen, or adds what nobody meant.
 */
export const several = {
  mode: 'multiple',
  onInputKeyDown: (event: KeyboardEvent) => {
    if (event.key === 'Tab') event.stopPropagation();
  },
} as const;
