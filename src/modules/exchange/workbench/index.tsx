import { ApiOutlined, AuditOutlined, ProfileOutlined, SendOutlined } from '@ant-design/icons';
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
    path: '/exchange/deliveries',
    title: '推送与订阅',
    nav: { group: 'system', label: '推送与订阅', order: 42, icon: <SendOutlined /> },
    roles: LOOKERS,
    element: lazy(() => import('./deliveries.tsx')),
  },
  {
    path: '/exchange/legality',
    title: '外部合法性审核',
    nav: { group: 'openness', label: '外部合法性审核', order: 60, icon: <AuditOutlined /> },
    roles: ['legality-reviewer', 'openness-officer'],
    element: lazy(() => import('./legality.tsx')),
  },
  {
    path: '/exchange/records',
    title: '交换记录',
    nav: { group: 'system', label: '交换记录', order: 44, icon: <ProfileOutlined /> },
    roles: LOOKERS,
    element: lazy(() => import('./records.tsx')),
  },
];
