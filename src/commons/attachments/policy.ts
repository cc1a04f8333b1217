import { definePolicy } from '#kernel/policy.ts';

/** Who may see a file is who may see its matter; that, and who has a part in the matter, is looked at by the commands. */
export const attachmentsPolicy = definePolicy({
  'attachments.read': { label: '查看和下载材料', roles: 'staff' },
  'attachments.add': { label: '上传材料', roles: 'staff' },
  'attachments.remove': { label: '移除材料', roles: 'staff' },
  'attachments.clear': { label: '清除涉密材料', roles: ['secrecy-reviewer', 'openness-officer'], scope: 'bureau' },
});
