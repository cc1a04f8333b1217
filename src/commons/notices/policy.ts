import { definePolicy } from '#kernel/policy.ts';

export const noticesPolicy = definePolicy({
  'notices.read': { label: '查看自己的通知', roles: 'staff' },
  'notices.deliveries': { label: '查看和重发未送出的邮件、短信', roles: ['administrator'] },
});
