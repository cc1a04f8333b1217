import { definePolicy } from '#kernel/policy.ts';

/** Whether the document may be seen is asked first. */
export const textRemarkPolicy = definePolicy({
  'publishing.remark-on-text': { label: '在文稿上批注、回复（能看到文稿的人）', roles: 'staff' },
});
