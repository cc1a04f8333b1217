import type { Feature, RequirementId } from '#platform/feature.ts';
import { page, table } from './markdown.ts';

/** The points of the 2019 work plan (P) and of the evaluation plan (E), as the requirement map numbers them. */
export const REQUIREMENTS: Readonly<Record<RequirementId, string>> = {
  P1: '重大决策预公开',
  P2: '重要部署执行公开',
  P3: '建议提案办理',
  P4: '行政执法公示',
  P5: '财政预决算',
  P6: '组织人事',
  P7: '监督检查',
  P8: '行政处罚',
  P9: '监督抽检',
  P10: '行政许可',
  P11: '政策解读',
  P12: '回应关切',
  P13: '解读实效',
  P14: '依申请公开',
  P15: '投诉举报、来信来访',
  P16: '网站',
  P17: '新媒体',
  P18: '办事大厅',
  P19: '组织领导',
  P20: '保密审查',
  P21: '文件公开程序',
  P22: '基础工作',
  E1: '评议内容',
  E2: '四个阶段',
  E3: '征求意见',
  E4: '整改',
  E5: '自查与督查',
  E6: '接受评议',
  E7: '排名奖惩',
  E8: '层级汇总',
  E9: '跟踪与监督员',
};

export const REQUIREMENT_IDS = Object.keys(REQUIREMENTS) as readonly RequirementId[];

/** Known to be missing. Whoever builds one takes it off this list; a test sees that each stands in exactly one place. */
export const NOT_BUILT_YET: readonly RequirementId[] = [
  ...(['P1', 'P3', 'P4', 'P5', 'P7', 'P8', 'P9', 'P10', 'P12', 'P13', 'P15', 'P17', 'P18'] as const),
  ...(['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8', 'E9'] as const),
];

export function requirementsPage(features: readonly Feature[]): string {
  const rows = REQUIREMENT_IDS.map((id) => [id, REQUIREMENTS[id], answeredBy(features, id)]);
  return page('要求与功能', '各功能的 `module.ts`（`serves`）', [
    'P 是 2019 年政务公开工作要点的各项要求，E 是公开评议方案的各项要求。',
    table(['编号', '要求', '由哪些功能承担'], rows),
  ]);
}

function answeredBy(features: readonly Feature[], id: RequirementId): string {
  const serving = features.filter(({ serves }) => serves.includes(id));
  return serving.length === 0 ? '尚未建设' : serving.map(({ key, label }) => `${label}（${key}）`).join('、');
}
