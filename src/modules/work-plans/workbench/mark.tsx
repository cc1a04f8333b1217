import type { ReactNode } from 'react';

const TONES = { doubt: 'light light-yellow', bad: 'light light-red', good: 'light light-green' } as const;

/** A word or two beside a line that must not be overlooked; its meaning is in the words, the colour only helps to find it. */
export function Mark({ tone, children }: { readonly tone: keyof typeof TONES; readonly children: ReactNode }) {
  return <span className={TONES[tone]}>{children}</span>;
}
