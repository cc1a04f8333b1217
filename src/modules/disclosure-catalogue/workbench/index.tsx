import { AuditOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Screen } from '#workbench/kit/screen.ts';

/** The catalogue: what is to be published, what of it is missing, and its exchange with spreadsheets. */
export const screens: readonly Screen[] = [
  {
    path: '/catalogue',
    title: '主动公开目录',
    nav: { group: 'openness', label: '主动公开目录', order: 32, icon: <UnorderedListOutlined /> },
    element: lazy(() => import('./catalogue.tsx')),
  },
  {
    path: '/catalogue/owed',
    title: '应公开未公开',
    nav: { group: 'openness', label: '应公开未公开', order: 34, icon: <AuditOutlined /> },
    element: lazy(() => import('./owed.tsx')),
  },
  {
    path: '/catalogue/transfer',
    title: '目录导入',
    roles: ['openness-officer'],
    element: lazy(() => import('./transfer.tsx')),
  },
  { path: '/catalogue/:key', title: '目录事项', element: lazy(() => import('./item.tsx')) },
];
