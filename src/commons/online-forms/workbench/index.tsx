import { PoweroffOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Screen } from '#workbench/kit/screen.ts';

export const screens: readonly Screen[] = [
  {
    path: '/online-forms',
    title: '网上表单',
    nav: { group: 'openness', label: '网上表单', order: 91, icon: <PoweroffOutlined /> },
    roles: ['openness-officer', 'openness-head', 'issuer'],
    element: lazy(() => import('./online-forms.tsx')),
  },
];
