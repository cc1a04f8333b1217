import { definePolicy } from '#kernel/policy.ts';

export const workingCopyPolicy = definePolicy({
  'publishing.keep-working-copy': {
    label: '自动保存自己没有写完的文稿（只有本人能看）',
    roles: ['drafter'],
    scope: 'lead',
  },
  'publishing.own-working-copy': { label: '查看、放弃自己没有写完的文稿', roles: 'staff' },
});
