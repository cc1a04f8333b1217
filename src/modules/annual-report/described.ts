import { rules } from './check.ts';
import type { Finding } from './checks/rule.ts';
import type { Figures } from './figures.ts';
import { shown } from './strict-json.ts';

const SEVERITIES = { error: '错误', warning: '提醒' } as const;

/** The findings as a table to read in a terminal: one line for the place, one for what is wrong, and the rules that were broken. */
export function described({ authority, year, complete, cutAt }: Figures, findings: readonly Finding[]): string {
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  const broken = new Set(findings.map(({ rule }) => rule));
  const width = Math.max(4, ...[...broken].map((rule) => rule.length)) + 2;
  return [
    `${shown(authority ?? '（没有写机关名称）')} ${year} 年度：${count('error')} 个错误，${count('warning')} 个提醒`,
    ...(complete ? [] : [`数据不完整${cutAt ? `（到「${shown(cutAt)}」为止）` : ''}，只核对了已有的部分`]),
    ...(findings.length > 0 ? ['', `级别  ${'规则'.padEnd(width - 2)}位置和问题`] : []),
    ...findings.flatMap(({ rule, severity, where, message }) => [
      `${SEVERITIES[severity]}  ${rule.padEnd(width)}${where}`,
      `${' '.repeat(6 + width)}${message}`,
    ]),
    ...(findings.length > 0 ? ['', '规则：'] : []),
    ...rules
      .filter(({ id }) => broken.has(id))
      .map(({ id, sentence, source }) => `  ${id.padEnd(width)}${sentence}（${source}）`),
  ].join('\n');
}
