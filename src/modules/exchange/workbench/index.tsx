import { ApiOutlined, AuditOutlined, ProfileOutlined, SendOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Screen } from '#workbench/kit/screen.ts';

const LOOKERS = ['openness-officer', 'administrator', 'security-officer', 'auditor'] as const;

/** The screens of the exchange with other systems: who they are and their keys, and the record of every exchange. */
export const screens: readonly Screen[] = [
  {
    path: '/exchange/partners',
    title: '对接系统',
    nav: { group: 'exchange', label: '对接系统', order: 10, icon: <ApiOutlined /> },
    roles: LOOKERS,
    element: lazy(() => import('./partners.tsx')),
  },
  {
    path: '/exchange/deliveries',
    title: '推送与订阅',
    nav: { group: 'exchange', label: '推送与订阅', order: 20, icon: <SendOutlined /> },
    roles: LOOKERS,
    element: lazy(() => import('./deliveries.tsx')),
  },
  {
    path: '/exchange/legality',
    title: '外部合法性审核',
    nav: { group: 'normative', label: '外部合法性审核', order: 30, icon: <AuditOutlined /> },
    roles: ['legality-reviewer', 'openness-officer'],
    element: lazy(() => import('./legality.tsx')),
  },
  {
    path: '/exchange/records',
    title: '交换记录',
    nav: { group: 'exchange', label: '交换记录', order: 30, icon: <ProfileOutlined /> },
    roles: LOOKERS,
    element: lazy(() => import('./records.tsx')),
  },
];
