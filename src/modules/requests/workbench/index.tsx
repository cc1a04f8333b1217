import {
  FilterOutlined,
  FormOutlined,
  MailOutlined,
  SafetyOutlined,
  SmileOutlined,
  SolutionOutlined,
} from '@ant-design/icons';
import { lazy } from 'react';
import type { Screen } from '#workbench/kit/screen.ts';

/** Who has anything to do with requests; what each of them sees of them is the server's answer. */
const HANDLING = [
  'openness-officer',
  'openness-head',
  'issuer',
  'supervisor',
  'clerk',
  'drafter',
  'department-head',
] as const;

/** Requests for information: their ledger, the registering of what came on paper, the page of one. */
export const screens: readonly Screen[] = [
  {
    path: '/requests',
    title: '依申请公开台账',
    nav: { group: 'requests', label: '依申请公开台账', order: 10, icon: <SolutionOutlined /> },
    roles: HANDLING,
    element: lazy(() => import('./ledger.tsx')),
  },
  {
    path: '/requests/new',
    title: '登记申请',
    nav: { group: 'requests', label: '登记申请', order: 11, icon: <FormOutlined /> },
    roles: ['openness-officer'],
    element: lazy(() => import('./register.tsx')),
  },
  {
    path: '/requests/mails',
    title: '申请邮箱',
    nav: { group: 'requests', label: '申请邮箱', order: 12, icon: <MailOutlined /> },
    roles: ['openness-officer'],
    element: lazy(() => import('./mails.tsx')),
  },
  {
    path: '/requests/retention',
    title: '个人信息保存',
    nav: { group: 'requests', label: '个人信息保存', order: 13, icon: <SafetyOutlined /> },
    roles: ['openness-officer', 'openness-head', 'issuer', 'auditor'],
    element: lazy(() => import('./retention.tsx')),
  },
  {
    path: '/requests/ratings',
    title: '办理评价',
    nav: { group: 'requests', label: '办理评价', order: 14, icon: <SmileOutlined /> },
    roles: ['openness-officer', 'openness-head', 'issuer', 'supervisor'],
    element: lazy(() => import('./ratings.tsx')),
  },
  {
    path: '/requests/covering-rules',
    title: '遮盖规则',
    nav: { group: 'requests', label: '遮盖规则', order: 15, icon: <FilterOutlined /> },
    roles: ['openness-officer', 'openness-head'],
    element: lazy(() => import('./covering-rules.tsx')),
  },
  { path: '/requests/:id', title: '申请', element: lazy(() => import('./request.tsx')) },
  { path: '/requests/:id/letters/new', title: '拟写文书', element: lazy(() => import('./letter-new.tsx')) },
  { path: '/requests/:id/letters/:letterId', title: '修改文书', element: lazy(() => import('./letter-edit.tsx')) },
  {
    path: '/requests/:id/records/:recordId',
    title: '拟公开的材料',
    element: lazy(() => import('./records/record.tsx')),
  },
];
