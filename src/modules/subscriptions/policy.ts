import { definePolicy } from '#kernel/policy.ts';

export const subscriptionsPolicy = definePolicy({
  'subscriptions.subscribe': { label: '用邮件订阅', roles: 'public' },
  'subscriptions.read-deliveries': { label: '查看文件的送达情况', roles: 'staff' },
});
