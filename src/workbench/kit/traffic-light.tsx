import type { Light } from '#commons/casework/contract.ts';

/** How near the due date is: colour, shape and words together, so that none of them is needed alone. */
export function TrafficLight({ light, compact = false }: { readonly light: Light; readonly compact?: boolean }) {
  return (
    <span className={`light light-${light.colour}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
        {SHAPES[light.colour]}
      </svg>
      {compact ? <span className="unseen">{light.words}</span> : light.words}
    </span>
  );
}

/** Circle: in time. Triangle: near. Square: overdue. Bars: paused. Ring: no day counts. */
const SHAPES = {
  green: <circle cx="6" cy="6" r="5" />,
  yellow: <path d="M6 .8 11.6 11H.4z" />,
  red: <rect x="1" y="1" width="10" height="10" />,
  paused: <path d="M2 1h3v10H2zM7 1h3v10H7z" />,
  none: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />,
} as const;
