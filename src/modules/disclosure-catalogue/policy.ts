import { definePolicy } from '#kernel/policy.ts';

export const cataloguePolicy = definePolicy({
  'disclosure-catalogue.read-public': { label: '浏览主动公开目录', roles: 'public' },
  'disclosure-catalogue.read': { label: '查看主动公开目录和应公开未公开', roles: 'staff' },
  'disclosure-catalogue.manage': { label: '管理主动公开目录', roles: ['openness-officer'], scope: 'bureau' },
  'disclosure-catalogue.export': { label: '导出主动公开目录（记入留痕）', roles: 'staff' },
});
