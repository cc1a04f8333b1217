import { ApartmentOutlined, ImportOutlined, SwapOutlined, TagsOutlined, TeamOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Screen } from '#workbench/kit/screen.ts';

/** Units, people, who stands in for whom, and the register as spreadsheets. */
export const screens: readonly Screen[] = [
  {
    path: '/units',
    title: '机构',
    nav: { group: 'organisations', label: '机构', order: 10, icon: <ApartmentOutlined /> },
    element: lazy(() => import('./units.tsx')),
  },
  {
    path: '/people',
    title: '人员',
    nav: { group: 'organisations', label: '人员', order: 20, icon: <TeamOutlined /> },
    element: lazy(() => import('./people.tsx')),
  },
  {
    path: '/delegations',
    title: '代办',
    nav: { group: 'organisations', label: '代办', order: 30, icon: <SwapOutlined /> },
    element: lazy(() => import('./delegations.tsx')),
  },
  {
    path: '/unit-classes',
    title: '机构统称',
    nav: { group: 'organisations', label: '机构统称', order: 40, icon: <TagsOutlined /> },
    element: lazy(() => import('./classes.tsx')),
  },
  {
    path: '/register-transfer',
    title: '导入导出',
    nav: { group: 'organisations', label: '导入导出', order: 50, icon: <ImportOutlined /> },
    roles: ['registrar'],
    element: lazy(() => import('./transfer.tsx')),
  },
];
