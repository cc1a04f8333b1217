import { definePolicy } from '#kernel/policy.ts';

/** What staff may do with any matter. Steps themselves are in the policy of each kind; whether a matter may be seen is asked first. */
export const caseworkPolicy = definePolicy({
  'casework.read': { label: '查看待办和事项', roles: 'staff' },
  'casework.export': { label: '导出事项台账（记入留痕）', roles: 'staff' },
  'casework.presence': { label: '表明正在查看、拟写（能看到这一事项的人）', roles: 'staff' },
  'casework.step': { label: '办理（各步骤的权限见各类事项）', roles: 'staff' },
  'casework.watch': { label: '关注和取消关注事项', roles: 'staff' },
  'casework.remark': { label: '批注', roles: 'staff' },
  'casework.ask-countersign': { label: '发起会签（轮到本人办理时）', roles: 'staff' },
  'casework.answer-countersign': { label: '答复会签', roles: ['department-head', 'issuer'] },
  'casework.assign': { label: '指定或更换承办人', roles: ['department-head'], scope: 'lead' },
  'casework.hand-over': {
    label: '移交承办的事项（单位负责人；离任人员的，机构人事管理员也可以）',
    roles: ['department-head', 'registrar'],
  },
  'casework.remind': { label: '催办（牵头单位、主管办公室、督查员）', roles: 'staff' },
  'casework.report-part': { label: '报告本单位任务完成', roles: ['clerk', 'drafter', 'department-head'] },
  'casework.ask-help': { label: '请其他单位协助', roles: ['clerk', 'drafter', 'department-head'], scope: 'lead' },
  'casework.change-parts': { label: '增加或解除参与单位（主管办公室）', roles: 'staff' },
});
