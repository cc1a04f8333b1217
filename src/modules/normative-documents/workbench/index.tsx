import { BookOutlined, ClearOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Screen } from '#workbench/kit/screen.ts';

/** The ledger of normative documents and its cleanings. */
export const screens: readonly Screen[] = [
  {
    path: '/normative-documents',
    title: '规范性文件台账',
    nav: { group: 'normative', label: '规范性文件台账', order: 10, icon: <BookOutlined /> },
    element: lazy(() => import('./ledger.tsx')),
  },
  { path: '/normative-documents/:id', title: '规范性文件', element: lazy(() => import('./one.tsx')) },
  {
    path: '/normative-cleanings',
    title: '规范性文件清理',
    nav: { group: 'normative', label: '规范性文件清理', order: 20, icon: <ClearOutlined /> },
    element: lazy(() => import('./cleanings.tsx')),
  },
  { path: '/normative-cleanings/:id', title: '清理', element: lazy(() => import('./cleaning.tsx')) },
];
