import {
  BarChartOutlined,
  CheckSquareOutlined,
  SafetyCertificateOutlined,
  FileTextOutlined,
  FolderOutlined,
  GroupOutlined,
  FontSizeOutlined,
  SearchOutlined,
  SwapOutlined,
} from '@ant-design/icons';
import { lazy } from 'react';
import type { Screen } from '#workbench/kit/screen.ts';

const SET_ROLES = [
  'drafter',
  'department-head',
  'secrecy-reviewer',
  'legality-reviewer',
  'issuer',
  'releaser',
  'openness-officer',
];

const SIGNERS = ['department-head', 'secrecy-reviewer', 'legality-reviewer', 'issuer'];

/** The screens of publishing: the ledger of documents, drafting, one document with its signatures, the columns. */
export const screens: readonly Screen[] = [
  {
    path: '/documents',
    title: '文件台账',
    nav: { group: 'openness', label: '文件台账', order: 10, icon: <FileTextOutlined /> },
    element: lazy(() => import('./documents.tsx')),
  },
  { path: '/documents/new', title: '拟稿', roles: ['drafter'], element: lazy(() => import('./new-document.tsx')) },
  {
    path: '/documents/sign',
    title: '待我审签',
    nav: { group: 'mine', label: '待我审签', order: 15, icon: <CheckSquareOutlined /> },
    roles: SIGNERS,
    element: lazy(() => import('./to-sign.tsx')),
  },
  { path: '/documents/sign/:id', title: '逐件审签', roles: SIGNERS, element: lazy(() => import('./sign-each.tsx')) },
  {
    path: '/verify',
    title: '核验审签单',
    nav: { group: 'openness', label: '核验审签单', order: 50, icon: <SafetyCertificateOutlined /> },
    element: lazy(() => import('./verify-sheet.tsx')),
  },
  { path: '/documents/:id', title: '文件', element: lazy(() => import('./document.tsx')) },
  { path: '/documents/:id/edit', title: '修改文稿', element: lazy(() => import('./revise-document.tsx')) },
  { path: '/documents/:id/sheet', title: '审签单', element: lazy(() => import('./signing-sheet.tsx')) },
  {
    path: '/release-sets',
    title: '发布组',
    nav: { group: 'openness', label: '发布组', order: 20, icon: <GroupOutlined /> },
    roles: SET_ROLES,
    element: lazy(() => import('./release-sets.tsx')),
  },
  { path: '/release-sets/:id', title: '发布组', roles: SET_ROLES, element: lazy(() => import('./release-set.tsx')) },
  {
    path: '/columns',
    title: '栏目',
    nav: { group: 'portal', label: '栏目', order: 10, icon: <FolderOutlined /> },
    element: lazy(() => import('./columns.tsx')),
  },
  {
    path: '/columns/transfer',
    title: '栏目导入',
    roles: ['openness-officer'],
    element: lazy(() => import('./column-transfer.tsx')),
  },
  {
    path: '/publishing-statistics',
    title: '公开统计',
    nav: { group: 'openness', label: '公开统计', order: 40, icon: <BarChartOutlined /> },
    roles: ['openness-officer', 'issuer', 'supervisor', 'department-head'],
    element: lazy(() => import('./statistics.tsx')),
  },
  {
    path: '/allowed-wording',
    title: '用语白名单',
    nav: { group: 'openness', label: '用语白名单', order: 60, icon: <FontSizeOutlined /> },
    roles: ['openness-officer'],
    element: lazy(() => import('./allowed-wording.tsx')),
  },
  {
    path: '/redirects',
    title: '旧地址改指',
    nav: { group: 'portal', label: '旧地址改指', order: 30, icon: <SwapOutlined /> },
    roles: ['openness-officer', 'releaser'],
    element: lazy(() => import('./redirects.tsx')),
  },
  {
    path: '/searches',
    title: '公众搜索',
    roles: ['openness-officer'],
    nav: { group: 'portal', label: '公众搜索', order: 20, icon: <SearchOutlined /> },
    element: lazy(() => import('./searches.tsx')),
  },
];
