import { definePolicy } from '#kernel/policy.ts';

/** The working-day calendar moves dates of law: whoever enters a year and whoever puts it in force are two people. */
export const calendarsPolicy = definePolicy({
  'calendars.read': { label: '查看工作日历', roles: 'staff' },
  'calendars.propose': { label: '提出节假日安排', roles: ['openness-officer', 'openness-head'] },
  'calendars.decide': {
    label: '审核节假日安排，预览受影响的期限（与提出人不是同一人）',
    roles: ['openness-officer', 'openness-head', 'issuer'],
  },
});
