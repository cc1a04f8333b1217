import { IdcardOutlined, KeyOutlined, LoginOutlined, SafetyOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Screen } from '#workbench/kit/screen.ts';

export { MustChangePassword } from './must-change-password.tsx';
export { SecondFactorNotice } from './second-factor-notice.tsx';
export { SignIn } from './sign-in.tsx';

export const screens: readonly Screen[] = [
  {
    path: '/account',
    title: '我的账号',
    nav: { group: 'mine', label: '我的账号', order: 90, icon: <KeyOutlined /> },
    element: lazy(() => import('./my-account.tsx')),
  },
  {
    path: '/accounts',
    title: '账号管理',
    nav: { group: 'system', label: '账号管理', order: 10, icon: <IdcardOutlined /> },
    roles: ['administrator', 'security-officer', 'auditor'],
    element: lazy(() => import('./accounts.tsx')),
  },
  {
    path: '/sign-ins',
    title: '登录记录',
    nav: { group: 'system', label: '登录记录', order: 12, icon: <LoginOutlined /> },
    roles: ['security-officer', 'auditor'],
    element: lazy(() => import('./sign-ins.tsx')),
  },
  {
    path: '/sign-in-settings',
    title: '登录安全设置',
    nav: { group: 'system', label: '登录安全设置', order: 14, icon: <SafetyOutlined /> },
    roles: ['administrator', 'security-officer', 'auditor'],
    element: lazy(() => import('./settings.tsx')),
  },
];
