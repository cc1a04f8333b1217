import { ProfileOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Screen } from '#workbench/kit/screen.ts';

/** Work plans: their list, the import with its preview, the ledger of items, the work on one item. */
export const screens: readonly Screen[] = [
  {
    path: '/work-plans',
    title: '工作要点',
    nav: { group: 'openness', label: '工作要点', order: 30, icon: <ProfileOutlined /> },
    element: lazy(() => import('./plans.tsx')),
  },
  { path: '/work-plans/import', title: '导入工作要点', element: lazy(() => import('./import-start.tsx')) },
  { path: '/work-plans/imports/:id', title: '核对导入', element: lazy(() => import('./import-preview.tsx')) },
  { path: '/work-plans/items/:id', title: '任务专页', element: lazy(() => import('./item.tsx')) },
  { path: '/work-plans/:id', title: '工作要点', element: lazy(() => import('./plan.tsx')) },
];
