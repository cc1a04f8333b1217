import type { LocalDate } from '#kernel/dates.ts';

// What the page of a request shows of 转为主动公开. Pure data: the browser imports this file.

/** A conversion a request belongs to: where it stands, and where the information now is. */
export interface ConversionLine {
  readonly id: string;
  readonly number: string;
  readonly topic: string;
  readonly state: string;
  readonly stateLabel: string;
  readonly decidedOn: LocalDate | null;
  /** On the public site, once it is there: what an answer under 第三十六条第一项 names. */
  readonly publishedAt: string | null;
}
