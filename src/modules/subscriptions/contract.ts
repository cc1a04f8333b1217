/** When a reader is told of what became public. */
export const RHYTHMS = {
  immediate: '公开后马上发',
  daily: '每天一封（早上八点）',
  weekly: '每周一封（星期一早上八点）',
} as const;
export type Rhythm = keyof typeof RHYTHMS;

/** What a subscription is to: everything that is named holds. `class` is one of the fifteen of article 20. */
export interface Subject {
  readonly q?: string;
  readonly column?: string;
  readonly unit?: string;
  readonly topic?: string;
  readonly type?: string;
  readonly openness?: string;
  readonly class?: string;
}
export const SUBJECT_PARTS = ['q', 'column', 'unit', 'topic', 'type', 'openness', 'class'] as const;

/** Ours; said on the page. */
export const SUBSCRIPTION_LIMITS = {
  address: 100,
  words: 60,
  /** A link that confirms is good for so long, and what is not confirmed is then forgotten. */
  confirmHours: 48,
  /** Requests for one address and from one caller on one day (Beijing time); more are dropped, and not told apart from others. */
  perAddress: 5,
  perCaller: 20,
  /** Subscriptions one address may hold. */
  held: 30,
  /** Documents in one mail. */
  inOneMail: 40,
  /** A mail that the server does not take is tried again for so long. */
  tryHours: 7 * 24,
  /** So many mails in a row that come back for good end a subscription. */
  bounces: 3,
} as const;
