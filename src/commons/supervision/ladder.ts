/**
 * Who is told when a rung is reached. `owner`: the assignee and whoever the matter waits for; `head`: of the lead unit. Of a unit's own part or opinion,
 * whoever does it and who heads that unit (`own-days.ts`).
 */
export type Told = 'owner' | 'head' | 'supervisor' | 'leader';

export const toldLabels = {
  owner: '承办人',
  head: '责任单位负责人',
  supervisor: '督查员',
  leader: '局领导',
} as const satisfies Record<Told, string>;

export interface Rung {
  readonly key: string;
  readonly label: string;
  /** Working days from the due date: negative before it, 0 on it, positive after it. */
  readonly workdays: number;
  readonly tells: readonly Told[];
  /** What is said to those who are told, after the matter's title. */
  readonly message: string;
}

/**
 * The ladder of supervision (催办 → 通报 → 约谈 as provincial practice has it; the days are ours). Each rung is climbed once for each
 * due date, leaves its trace, and cannot be switched off.
 */
export const LADDER: readonly Rung[] = [
  {
    key: 'due-soon',
    label: '到期前提醒',
    workdays: -3,
    tells: ['owner'],
    message: '即将到期，请抓紧办理',
  },
  { key: 'due-today', label: '到期当日提醒', workdays: 0, tells: ['owner', 'head'], message: '今日到期，请当日办结' },
  { key: 'urged', label: '催办', workdays: 1, tells: ['head'], message: '已经超期，请督促办理' },
  {
    key: 'reported',
    label: '通报',
    workdays: 5,
    tells: ['supervisor', 'leader'],
    message: '已超期 5 个工作日，列入通报',
  },
  {
    key: 'talk',
    label: '约谈建议',
    workdays: 10,
    tells: ['leader'],
    message: '已超期 10 个工作日，建议约谈责任单位负责人',
  },
];

/** 到期前 3 个工作日, 到期当日, 超期 5 个工作日. */
export function whenOf({ workdays }: Rung): string {
  if (workdays === 0) return '到期当日';
  return workdays < 0 ? `到期前 ${-workdays} 个工作日` : `超期 ${workdays} 个工作日`;
}
