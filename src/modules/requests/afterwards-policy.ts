import { definePolicy } from '#kernel/policy.ts';

/** What follows once requests are answered: publishing for everybody, keeping no longer than needed. */
export const afterwardsPolicy = definePolicy({
  'requests.read-statistics': { label: '查看依申请公开统计', roles: 'public' },
  'requests.open-conversion': { label: '提出研究是否转为主动公开', roles: ['openness-officer'], scope: 'bureau' },
});
