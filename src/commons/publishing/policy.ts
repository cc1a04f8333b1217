import { type Rule, definePolicy } from '#kernel/policy.ts';
import type { StepOf } from '#kernel/workflow.ts';
import type { publicationWorkflow } from './workflow.ts';

const writer = (label: string): Rule => ({ label, roles: ['drafter'], scope: 'lead' });
const inBureau = (label: string, role: string): Rule => ({ label, roles: [role], scope: 'bureau' });

/** Who may take each step of a publication. */
export const publicationPolicy = {
  revise: writer('修改文稿'),
  submit: writer('送审'),
  submitUrgently: writer('紧急送审'),
  recall: writer('收回修改'),
  headSign: { label: '处室审核', roles: ['department-head'], scope: 'lead' },
  headReturn: { label: '处室退回', roles: ['department-head'], scope: 'lead' },
  secrecySign: inBureau('保密审查', 'secrecy-reviewer'),
  secrecyReturn: inBureau('保密审查退回', 'secrecy-reviewer'),
  legalitySign: inBureau('合法性审核', 'legality-reviewer'),
  legalityReturn: inBureau('合法性审核退回', 'legality-reviewer'),
  setLegalityPeriod: inBureau('确定审核期限', 'legality-reviewer'),
  deliberate: { label: '登记集体审议', roles: ['drafter', 'department-head'], scope: 'lead' },
  deliberationReturn: { label: '审议退回', roles: ['drafter', 'department-head'], scope: 'lead' },
  issue: inBureau('签发', 'issuer'),
  issueReturn: inBureau('签发退回', 'issuer'),
  schedule: inBureau('定时发布', 'releaser'),
  unschedule: inBureau('取消定时', 'releaser'),
  holdBack: { label: '随组暂停', roles: ['system'], scope: 'anywhere' },
  release: inBureau('发布', 'releaser'),
  releaseDue: { label: '到时自动发布', roles: ['system'], scope: 'anywhere' },
  keep: { label: '定稿留存', roles: ['releaser', 'openness-officer'], scope: 'bureau' },
  reviewDepartmentLate: { label: '补办处室审核', roles: ['department-head'], scope: 'lead' },
  reassess: { label: '定期评估', roles: ['department-head'], scope: 'lead' },
  reconsider: writer('重新认定公开属性'),
  releaseReturn: inBureau('发布退回', 'releaser'),
  correct: writer('发起更正'),
  change: writer('发起变更'),
  abandonCorrection: writer('放弃更正或变更'),
  confirmUnchanged: { label: '确认不需要变更', roles: ['department-head'], scope: 'lead' },
  confirmUnchangedInstead: inBureau('代为确认不需要变更', 'openness-officer'),
  withdraw: inBureau('撤回', 'issuer'),
  withdrawUrgently: { label: '紧急撤回', roles: ['openness-officer', 'secrecy-reviewer'], scope: 'bureau' },
  discard: writer('作废'),
} satisfies Record<StepOf<typeof publicationWorkflow>, Rule>;

export const publishingPolicy = definePolicy({
  'publishing.read-public': { label: '浏览门户', roles: 'public' },
  'publishing.send-feedback': { label: '为网站找错', roles: 'public' },
  'publishing.read': { label: '查看文件', roles: 'staff' },
  'publishing.draft': { label: '拟稿', roles: ['drafter'], scope: 'lead' },
  'publishing.read-sets': {
    label: '查看发布组',
    roles: [
      'drafter',
      'department-head',
      'secrecy-reviewer',
      'legality-reviewer',
      'issuer',
      'releaser',
      'openness-officer',
    ],
    scope: 'bureau',
  },
  'publishing.manage-sets': {
    label: '编排发布组',
    roles: ['releaser', 'openness-officer', 'drafter'],
    scope: 'bureau',
  },
  'publishing.let-in-sets': {
    label: '把各单位的文件放进发布组',
    roles: ['releaser', 'openness-officer'],
    scope: 'bureau',
  },
  'publishing.release-sets': { label: '发布发布组', roles: ['releaser'], scope: 'bureau' },
  'publishing.manage-redirects': {
    label: '旧地址改指',
    roles: ['openness-officer', 'releaser'],
    scope: 'bureau',
  },
  'publishing.read-statistics': {
    label: '查看公开统计',
    roles: ['openness-officer', 'issuer', 'supervisor', 'department-head'],
    scope: 'bureau',
  },
  'publishing.help-search': {
    label: '查看没有结果的搜索、设置同义词和推荐',
    roles: ['openness-officer'],
    scope: 'bureau',
  },
  'publishing.manage-wording': { label: '管理用语白名单', roles: ['openness-officer'], scope: 'bureau' },
  'publishing.verify-sheet': { label: '核验审签单', roles: 'staff' },
  'publishing.sign-many': {
    label: '逐件核对后一次签署多份文件',
    roles: ['department-head', 'secrecy-reviewer', 'legality-reviewer', 'issuer'],
  },
  'publishing.manage-columns': { label: '管理栏目', roles: ['openness-officer'], scope: 'bureau' },
});
