import type { ChangeState } from '../changes/contract.ts';

export const CHANGE_STATES: Readonly<Record<ChangeState, string>> = {
  proposed: '待审核',
  'in-force': '已启用',
  refused: '不同意',
  withdrawn: '已撤回',
};
