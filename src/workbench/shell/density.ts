import { createContext } from 'react';
import { useKept } from '../kit/table-memory.ts';

/** How close things stand: `small` shows more at once, `middle` is easier on the finger. */
export interface Density {
  readonly size: 'small' | 'middle';
  readonly toggle: () => void;
}

export const DensityContext = createContext<Density>({ size: 'middle', toggle: () => undefined });

export function useDensity(): Density {
  const [size, keep] = useKept<Density['size']>('density', 'middle');
  return { size, toggle: () => keep(size === 'small' ? 'middle' : 'small') };
}
