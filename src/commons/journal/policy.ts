import { definePolicy } from '#kernel/policy.ts';

/** 三权分立 (GB/T 22239-2019, 安全管理中心): only the auditor reads what people did; whoever keeps the system does not. */
export const journalPolicy = definePolicy({
  'journal.read': { label: '查阅留痕（查阅本身记入查看记录）', roles: ['auditor'] },
  'journal.verify': { label: '核对留痕是否被改动', roles: ['auditor'] },
  'journal.export': { label: '导出留痕（记入留痕）', roles: ['auditor'] },
});
