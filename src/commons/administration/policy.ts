import { definePolicy } from '#kernel/policy.ts';

/** What the administrator does to the installation itself; nothing here shows or touches business content. */
export const administrationPolicy = definePolicy({
  'administration.read-settings': { label: '查看系统设置', roles: ['administrator'] },
  'administration.change-settings': { label: '修改系统设置（记入留痕）', roles: ['administrator'] },
  'administration.retry-job': { label: '重新执行失败的作业（记入留痕）', roles: ['administrator'] },
});
