import { FileDoneOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Screen } from '#workbench/kit/screen.ts';

/** Annual reports: their list with the roll-up, one report, what stands behind a figure, last year's report as it was read. */
export const screens: readonly Screen[] = [
  {
    path: '/annual-reports',
    title: '年度报告',
    nav: { group: 'openness', label: '年度报告', order: 60, icon: <FileDoneOutlined /> },
    roles: ['openness-officer', 'openness-head', 'issuer', 'supervisor', 'department-head', 'drafter'],
    element: lazy(() => import('./reports.tsx')),
  },
  { path: '/annual-reports/:id', title: '年度报告', element: lazy(() => import('./report.tsx')) },
  { path: '/annual-reports/:id/behind', title: '数字背后的事项', element: lazy(() => import('./behind.tsx')) },
  {
    path: '/annual-reports/:id/imports/:importId',
    title: '核对上一年度报告',
    element: lazy(() => import('./imported.tsx')),
  },
];
