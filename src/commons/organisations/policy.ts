import { definePolicy } from '#kernel/policy.ts';

/**
 * Who may do what to the register. A registrar counts for the bureau the post is in and for the bureaus below it
 * (`reach.ts`); what a registrar may do to oneself is bounded by separation of duties.
 */
export const policy = definePolicy({
  'organisations.read': { label: '查看机构、岗位和任职', roles: 'staff' },
  'organisations.units': { label: '维护机构（本局及下级局）', roles: ['registrar'] },
  'organisations.posts': { label: '维护岗位和任职（本局及下级局）', roles: ['registrar'] },
  'organisations.people': { label: '维护人员（本局及下级局）', roles: ['registrar'] },
  'organisations.view-phone': { label: '查看人员完整电话（记入查看记录）', roles: ['registrar'] },
  'organisations.delegate-own': { label: '为自己安排代办', roles: 'staff', scope: 'self' },
  'organisations.delegate': { label: '为他人安排代办（本局及下级局）', roles: ['registrar'] },
  'organisations.transfer': { label: '批量导入导出机构人员（省局）', roles: ['registrar'] },
});

export type OrganisationsAction = keyof typeof policy;
