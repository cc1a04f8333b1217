import { AuditOutlined, FieldTimeOutlined, SettingOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Screen } from '../kit/screen.ts';

/** How the installation itself is doing, for those who keep it and those who check it. */
export const screens: readonly Screen[] = [
  {
    path: '/system/jobs',
    title: '后台作业',
    nav: { group: 'system', label: '后台作业', order: 20, icon: <FieldTimeOutlined /> },
    roles: ['administrator'],
    element: lazy(() => import('./jobs.tsx')),
  },
  {
    path: '/system/settings',
    title: '设置',
    nav: { group: 'system', label: '设置', order: 40, icon: <SettingOutlined /> },
    roles: ['administrator'],
    element: lazy(() => import('./settings.tsx')),
  },
  {
    path: '/system/journal',
    title: '审计',
    nav: { group: 'system', label: '审计', order: 50, icon: <AuditOutlined /> },
    roles: ['auditor'],
    element: lazy(() => import('./journal.tsx')),
  },
];
