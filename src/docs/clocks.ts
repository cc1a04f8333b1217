import type { ClockDef } from '#kernel/clock.ts';
import { COUNTING, periodText } from '#kernel/clock-wording.ts';
import { chineseDate, localDate } from '#kernel/dates.ts';
import { code, page, table } from './markdown.ts';

/** Every time limit with every edition, its article and its rules, as a lawyer would check it. */
export function clocksPage(clocks: readonly (readonly ClockDef[])[]): string {
  const sections = clocks.map((editions) => {
    const [first] = editions;
    return first
      ? [`## ${[first.code, first.label].filter(Boolean).join(' ')}（${first.key}）`, ...editions.map(edition)].join(
          '\n\n',
        )
      : '';
  });
  return page('办理期限', '各功能的 `clocks.ts`', sections.filter(Boolean));
}

function edition(def: ClockDef): string {
  const words = (events: readonly string[]) => events.map((event) => `${def.words?.[event] ?? event}`).join('、');
  const until = def.inForceTo ? `至${chineseDate(localDate(def.inForceTo))}` : '起，现行有效';
  const rows = [
    ['期限', `${periodText(def.limit)}${def.limit.unit === 'hour' ? '' : `，${COUNTING[def.limit.unit]}`}`, def.basis],
    ['起算', words(def.startsOn), def.basis],
    ...(def.restartsOn ?? []).map((rule) => [
      '重新计算',
      `${words([rule.event])}${rule.awaited ? '（限于所等待的）' : ''}`,
      rule.basis,
    ]),
    ...(def.pauses ?? []).map((rule) => ['扣除', pauseText(rule, words), rule.basis]),
    ...(def.extensions ?? []).map((rule) => [
      '延长',
      `${words([rule.event])}：最多 ${rule.times} 次，${extensionText(rule, def)}`,
      rule.basis,
    ]),
    ...(def.unmovedBy ?? []).map((rule) => ['不影响期限', words([rule.event]), rule.basis]),
    ['停止', words(def.stopsOn), def.basis],
  ];
  const events = Object.entries(def.words ?? {}).map(([event, word]) => `${word} ${code(event)}`);
  return [
    `### ${chineseDate(localDate(def.inForceFrom))}${until}`,
    table(['规则', '内容', '依据'], rows),
    `事件：${events.join('、')}`,
  ].join('\n\n');
}

function extensionText(
  { upTo, onlyAfter }: NonNullable<ClockDef['extensions']>[number],
  { limit, words }: ClockDef,
): string {
  const most = upTo === undefined ? '多久由决定写明' : `每次不超过${periodText({ n: upTo, unit: limit.unit })}`;
  return onlyAfter === undefined ? most : `${most}，须先有「${words?.[onlyAfter] ?? onlyAfter}」`;
}

function pauseText(
  rule: NonNullable<ClockDef['pauses']>[number],
  words: (events: readonly string[]) => string,
): string {
  const limits = [
    rule.within && `起算后${periodText(rule.within)}内发生才扣除`,
    rule.times && `最多 ${rule.times} 次`,
    rule.atMost && `最多扣除${periodText(rule.atMost)}${rule.atMostFrom ? `（自${words([rule.atMostFrom])}起）` : ''}`,
  ].filter((text) => text !== undefined);
  const until = rule.until.length > 0 ? `至${words(rule.until)}` : '';
  return `自${words([rule.from])}${until}${limits.length > 0 ? `；${limits.join('；')}` : ''}`;
}
