import { Suspense, useRef } from 'react';
import { useArrival } from '../kit/focus.ts';
import { Loading } from '../kit/states.tsx';
import type { Screen } from '../kit/screen.ts';

/** A screen, loaded when it is first opened. */
export function ScreenOutlet({ screen: { title, element: Element } }: { readonly screen: Screen }) {
  return (
    <Suspense fallback={<Waiting title={title} />}>
      <Element />
    </Suspense>
  );
}

function Waiting({ title }: { readonly title: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading);
  return (
    <div className="page">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <Loading />
    </div>
  );
}
