import { ApiOutlined, ProfileOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Screen } from '#workbench/kit/screen.ts';

const LOOKERS = ['openness-officer', 'administrator', 'security-officer', 'auditor'] as const;

/** The screens of the exchange with other systems: who they are and their keys, and the record of every exchange. */
export const screens: readonly Screen[] = [
  {
    path: '/exchange/partners',
    title: '对接系统',
    nav: { group: 'system', label: '对接系统', order: 40, icon: <ApiOutlined /> },
    roles: LOOKERS,
    element: lazy(() => import('./partners.tsx')),
  },
  {
    path: '/exchange/records',
    title: '交换记录',
    nav: { group: 'system', label: '交换记录', order: 44, icon: <ProfileOutlined /> },
    roles: LOOKERS,
    element: lazy(() => import('./records.tsx')),
  },
];
