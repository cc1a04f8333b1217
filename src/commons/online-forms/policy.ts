import { definePolicy } from '#kernel/policy.ts';

/** A form of the public is closed by two people and opened again by one. */
export const onlineFormsPolicy = definePolicy({
  'online-forms.status': { label: '查询网上表单是否开放', roles: 'public' },
  'online-forms.read': { label: '查看网上表单的开放情况', roles: ['openness-officer', 'openness-head', 'issuer'] },
  'online-forms.propose': { label: '提出暂停网上表单', roles: ['openness-officer', 'openness-head'] },
  'online-forms.decide': {
    label: '审核暂停网上表单（与提出人不是同一人）',
    roles: ['openness-officer', 'openness-head', 'issuer'],
  },
  'online-forms.reopen': { label: '提前恢复网上表单', roles: ['openness-officer', 'openness-head', 'issuer'] },
});
