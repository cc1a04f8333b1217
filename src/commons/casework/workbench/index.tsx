import {
  AlertOutlined,
  FieldTimeOutlined,
  LineChartOutlined,
  BellOutlined,
  CheckSquareOutlined,
  DashboardOutlined,
  DisconnectOutlined,
  SwapOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { lazy } from 'react';
import { SUPERVISING } from '#commons/supervision/policy.ts';
import type { Screen } from '#workbench/kit/screen.ts';

/** The screens every kind of work shares. */
export const screens: readonly Screen[] = [
  {
    path: '/',
    title: '我的待办',
    nav: { group: 'mine', label: '我的待办', order: 10, icon: <CheckSquareOutlined /> },
    element: lazy(() => import('./to-do.tsx')),
  },
  {
    path: '/matters',
    title: '事项台账',
    nav: { group: 'mine', label: '事项台账', order: 20, icon: <UnorderedListOutlined /> },
    element: lazy(() => import('./ledger.tsx')),
  },
  { path: '/matters/:id', title: '事项', element: lazy(() => import('./matter.tsx')) },
  {
    path: '/notices',
    title: '通知',
    nav: { group: 'mine', label: '通知', order: 30, icon: <BellOutlined /> },
    element: lazy(() => import('./notices.tsx')),
  },
  {
    path: '/hand-over',
    title: '移交承办事项',
    nav: { group: 'mine', label: '移交承办事项', order: 40, icon: <SwapOutlined /> },
    roles: ['department-head', 'registrar'],
    element: lazy(() => import('./hand-over.tsx')),
  },
  {
    path: '/supervision',
    title: '督查看板',
    nav: { group: 'supervision', label: '督查看板', order: 10, icon: <DashboardOutlined /> },
    roles: SUPERVISING,
    element: lazy(() => import('./supervision.tsx')),
  },
  {
    path: '/supervision/stays',
    title: '各环节用时',
    nav: { group: 'supervision', label: '各环节用时', order: 12, icon: <FieldTimeOutlined /> },
    roles: SUPERVISING,
    element: lazy(() => import('./stays.tsx')),
  },
  {
    path: '/supervision/stays/matters',
    title: '各环节用时明细',
    roles: SUPERVISING,
    element: lazy(() => import('./stay-matters.tsx')),
  },
  {
    path: '/supervision/on-time',
    title: '按期率',
    nav: { group: 'supervision', label: '按期率', order: 14, icon: <LineChartOutlined /> },
    roles: SUPERVISING,
    element: lazy(() => import('./on-time.tsx')),
  },
  {
    path: '/supervision/on-time/matters',
    title: '按期率明细',
    roles: SUPERVISING,
    element: lazy(() => import('./on-time-matters.tsx')),
  },
  {
    path: '/supervision/stuck',
    title: '无人承接的事项',
    nav: { group: 'supervision', label: '无人承接', order: 20, icon: <AlertOutlined /> },
    roles: [...SUPERVISING, 'registrar', 'administrator'],
    element: lazy(() => import('./stuck.tsx')),
  },
  {
    path: '/deliveries',
    title: '未送达的消息',
    nav: { group: 'system', label: '未送达的消息', order: 30, icon: <DisconnectOutlined /> },
    roles: ['administrator'],
    element: lazy(() => import('./deliveries.tsx')),
  },
];
