import type { Policy, Rule, Scope } from '#kernel/policy.ts';
import type { MatterKind } from '#commons/casework/index.ts';
import type { Feature } from '#platform/feature.ts';
import { ROLES } from '#commons/organisations/index.ts';

/**
 * Who may do what, as Markdown for docs/generated/access-matrix.md: a table for each feature (action × role) and for each
 * kind of matter (step × role), from the very data the server decides by. Equal input gives equal text.
 */
export function accessMatrix(features: readonly Feature[], kinds: Iterable<MatterKind>): string {
  const tables = [
    ...features.flatMap(({ key, label, policy }) => (policy ? [table(`${label}（${key}）`, '操作', policy)] : [])),
    ...[...kinds].map(({ key, label, policy }) => table(`事项：${label}（${key}）`, '环节操作', policy)),
  ];
  return `${[HEAD, ...tables].join('\n\n')}\n`;
}

const SCOPES: Readonly<Record<Scope, { readonly mark: string; readonly means: string }>> = {
  anywhere: { mark: '●', means: '不限范围' },
  lead: { mark: '牵头', means: '在牵头单位任职' },
  involved: { mark: '参与', means: '在牵头或配合单位任职' },
  above: { mark: '上级', means: '在牵头单位或其上级任职' },
  bureau: { mark: '本局', means: '在所属局任职' },
  superior: { mark: '上级局', means: '在所属局的上级局任职' },
  self: { mark: '本人', means: '只限本人' },
  assignee: { mark: '承办', means: '只限承办人' },
};

const HEAD = `# 权限矩阵

由 \`npm run docs\` 从各功能的 \`policy.ts\` 和各类事项的声明生成，请勿手工修改。

没有列出的操作一律拒绝。● 表示可以；字表示只在一定范围内可以：${describeScopes()}。`;

function describeScopes(): string {
  return Object.values(SCOPES)
    .filter(({ mark }) => mark !== '●')
    .map(({ mark, means }) => `${mark}＝${means}`)
    .join('，');
}

interface Column {
  readonly label: string;
  readonly holds: (rule: Rule) => boolean;
}

/** Roles nobody holds through a post (the system's own) come last, and only where they occur. */
function columnsFor(rules: readonly Rule[]): readonly Column[] {
  const others = new Set(
    rules.flatMap(({ roles }) => (typeof roles === 'string' ? [] : roles)).filter((role) => !(role in ROLES)),
  );
  return [
    { label: '公众', holds: ({ roles }) => roles === 'public' },
    { label: '全体人员', holds: ({ roles }) => roles === 'public' || roles === 'staff' },
    ...Object.entries(ROLES).map(([role, { label }]) => ({ label, holds: (rule: Rule) => includes(rule, role) })),
    ...[...others]
      .sort()
      .map((role) => ({ label: role === 'system' ? '系统' : role, holds: (rule: Rule) => includes(rule, role) })),
  ];
}

const includes = ({ roles }: Rule, role: string) => typeof roles === 'string' || roles.includes(role);

function table(title: string, what: string, policy: Policy): string {
  const rules = Object.entries<Rule>(policy);
  const columns = columnsFor(rules.map(([, rule]) => rule));
  const head = [what, ...columns.map(({ label }) => label)];
  const rows = rules.map(([action, rule]) => [
    `${cell(rule.label)}<br>\`${action}\``,
    ...columns.map(({ holds }) => (holds(rule) ? SCOPES[rule.scope ?? 'anywhere'].mark : '')),
  ]);
  return [`## ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const cell = (text: string) => text.replaceAll('|', '\\|');
