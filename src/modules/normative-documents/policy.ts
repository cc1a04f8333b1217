import { definePolicy } from '#kernel/policy.ts';

export const normativePolicy = definePolicy({
  'normative-documents.read-public': { label: '浏览规范性文件库', roles: 'public' },
  'normative-documents.read': { label: '查看规范性文件台账', roles: 'staff' },
  'normative-documents.export': { label: '导出规范性文件台账（记入留痕）', roles: 'staff' },
  'normative-documents.file': { label: '登记备案', roles: ['drafter', 'department-head'], scope: 'lead' },
  'normative-documents.clean': { label: '组织清理', roles: ['legality-reviewer'], scope: 'bureau' },
  'normative-documents.propose': { label: '提出清理意见', roles: ['drafter', 'department-head'], scope: 'lead' },
  'normative-documents.decide': { label: '审核清理意见', roles: ['legality-reviewer'], scope: 'bureau' },
  'normative-documents.announce': { label: '起草清理结果公告', roles: ['drafter'], scope: 'lead' },
});
