import { definePolicy } from '#kernel/policy.ts';

/** What follows once requests are answered: publishing for everybody, keeping no longer than needed. */
export const afterwardsPolicy = definePolicy({
  'requests.read-statistics': { label: '查看依申请公开统计', roles: 'public' },
  'requests.read-converted': { label: '查看由依申请公开转为主动公开的信息', roles: 'public' },
  'requests.read-retention': {
    label: '查看个人信息保存名单和销毁证明',
    roles: ['openness-officer', 'openness-head', 'issuer', 'auditor'],
    scope: 'bureau',
  },
  'requests.audit-retention': { label: '查看各机关的个人信息保存名单', roles: ['auditor'] },
  'requests.review-retention': { label: '核对保存期满的名单', roles: ['openness-officer'], scope: 'bureau' },
  'requests.approve-retention': {
    label: '批准匿名（与核对人不是同一人）',
    roles: ['openness-head', 'issuer'],
    scope: 'bureau',
  },
  'requests.archive': {
    label: '归档、下载归档包（下载记录原因）',
    roles: ['openness-officer', 'openness-head'],
    scope: 'bureau',
  },
  'requests.open-conversion': { label: '提出研究是否转为主动公开', roles: ['openness-officer'], scope: 'bureau' },
});
