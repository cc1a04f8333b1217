import { definePolicy } from '#kernel/policy.ts';

export const systemPolicy = definePolicy({
  'system.probe': { label: '探测系统是否正常', roles: 'public' },
  'system.metrics': { label: '读取运行指标（凭令牌，或限本机）', roles: 'public' },
  'system.read-jobs': { label: '查看后台作业', roles: ['administrator'] },
});
