import { Suspense } from 'react';
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
  return (
    <div className="page">
      <h1>{title}</h1>
      <Loading />
    </div>
  );
}
