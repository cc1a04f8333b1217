import { lazy } from 'react';
import type { Screen } from '#workbench/kit/screen.ts';

/** The page of one request. */
export const screens: readonly Screen[] = [
  { path: '/requests/:id', title: '申请', element: lazy(() => import('./request.tsx')) },
];
