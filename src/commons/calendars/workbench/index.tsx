import { CalendarOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Screen } from '#workbench/kit/screen.ts';

const ROLES = ['openness-officer', 'openness-head', 'issuer'] as const;

export const screens: readonly Screen[] = [
  {
    path: '/calendar',
    title: '工作日历',
    nav: { group: 'openness', label: '工作日历', order: 90, icon: <CalendarOutlined /> },
    roles: ROLES,
    element: lazy(() => import('./calendar.tsx')),
  },
  {
    path: '/calendar/changes/:id',
    title: '节假日安排',
    element: lazy(() => import('./change.tsx')),
  },
];
