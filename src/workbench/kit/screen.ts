import type { ComponentType, ReactNode } from 'react';

/** The groups of the side navigation, in their order, and the words staff know them by. */
export const NAV_GROUPS = {
  mine: '我的工作',
  requests: '依申请公开',
  openness: '信息公开',
  normative: '规范性文件管理',
  portal: '门户网站',
  supervision: '督查督办',
  organisations: '机构与人员',
  exchange: '系统对接',
  system: '系统管理',
} as const;

export type NavGroup = keyof typeof NAV_GROUPS;

/** One screen of the workbench. A feature exports `screens: Screen[]` from `workbench/index.tsx`; `workbench/screens.ts` lists the features. */
export interface Screen {
  /** Below /workbench, with parameters as react-router writes them: `/matters/:id`. */
  readonly path: string;
  readonly title: string;
  /** Its place in the side navigation; left out for screens reached through others. */
  readonly nav?: {
    readonly group: NavGroup;
    readonly label: string;
    readonly order: number;
    readonly icon?: ReactNode;
  };
  /** Any one of these roles sees it in the navigation; left out: all staff. The server decides what is answered. */
  readonly roles?: readonly string[];
  /** `lazy(() => import('./my-screen.tsx'))`, so that a screen is loaded when it is opened. */
  readonly element: ComponentType;
}
