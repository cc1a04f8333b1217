import type { MatterKind } from '#commons/casework/index.ts';
import { ROLES, roleLabel } from '#commons/organisations/index.ts';
import type { Rule } from '#kernel/policy.ts';
import { leadsTo, type Owner, type Workflow } from '#kernel/workflow.ts';
import { mermaid } from '#kernel/workflow-laws.ts';
import { code, page, table } from './markdown.ts';

const OF: Readonly<Record<Owner['of'], string>> = {
  lead: '牵头单位',
  office: '主管办公室',
  bureau: '本局',
  assignee: '承办人',
};

/** Every kind of matter: its diagram, its states with whom they wait for, its steps with who may not take them twice. */
export function workflowsPage(kinds: readonly MatterKind[]): string {
  return page('办理流程', '各类事项的 `workflow.ts`、`policy.ts` 和 `kind.ts`', kinds.map(section));
}

function section(kind: MatterKind): string {
  const { workflow, series, officeRole } = kind;
  return [
    `## ${kind.label}（${kind.key}）`,
    `编号：${series.pattern}；主管：${label(officeRole)}`,
    `\`\`\`mermaid\n${mermaid(workflow)}\n\`\`\``,
    '### 状态',
    states(workflow),
    '### 步骤',
    steps(workflow, kind.policy),
  ].join('\n\n');
}

function states({ states, initial }: Workflow): string {
  const rows = Object.entries(states).map(([key, state]) => [
    `${state.label}<br>${code(key)}`,
    [key === initial && '起点', state.final && '办结', state.rest && '无待办，可再办理'].filter(Boolean).join('、'),
    state.owner ? `${OF[state.owner.of]}：${label(state.owner.role)}` : '',
    state.task ?? '',
    code(state.timer ?? ''),
  ]);
  return table(['状态', '性质', '等谁', '待办', '期限'], rows);
}

function steps({ steps, states }: Workflow, policy: Readonly<Record<string, Rule>>): string {
  const rows = Object.entries(steps).map(([key, step]) => [
    `${step.label}<br>${code(key)}`,
    step.from.map((from) => states[from]?.label ?? from).join('、'),
    step.to === 'stay'
      ? '不变'
      : leadsTo(step)
          .map((to) => states[to]?.label ?? to)
          .join('或'),
    whoMay(policy[key]),
    (step.notBy ?? []).map((other) => steps[other]?.label ?? other).join('、'),
    Object.values(step.needs ?? {}).join('、'),
    [step.startsRound && '开始新一轮。', step.consequence].filter(Boolean).join(''),
  ]);
  return table(['步骤', '从', '到', '谁可以', '办过这些的人不可以', '必填', '后果'], rows);
}

function whoMay(rule: Rule | undefined): string {
  if (!rule) return '无人';
  if (rule.roles === 'public') return '任何人';
  return rule.roles === 'staff' ? '全体人员' : rule.roles.map(label).join('、');
}

const label = (role: string) => (role === 'system' ? '系统' : role in ROLES ? roleLabel(role) : role);
