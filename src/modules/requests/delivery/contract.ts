import { WANTED_CHANNELS } from '../contract.ts';

// Pure data: the browser imports this file.

/** How a letter may leave: as the applicant wished to be answered, or handed over by the office itself. */
export const SENDING_CHANNELS = { ...WANTED_CHANNELS, hand: '直接送达（当面交付、委托送达）' } as const;

/**
 * Handed over in person: what counts is the day it was signed for, and with it the letter has arrived; mailed, the day it was given to the post
 * (国办公开办函〔2016〕235号).
 */
export const SIGNED_FOR: ReadonlySet<string> = new Set<keyof typeof SENDING_CHANNELS>(['collect', 'hand']);

/** Through the internet: a decision that leaves so names the way to apply for review online (行政复议法第二十二条). */
export const SENT_ONLINE: ReadonlySet<string> = new Set<keyof typeof SENDING_CHANNELS>(['web', 'email']);

/** Why a letter came back, as the post writes it. */
export const RETURN_REASONS = {
  unknown: '查无此人、地址不详',
  moved: '已经迁走',
  uncollected: '逾期未领',
  rejected: '拒收',
  bounced: '邮件、传真发送失败',
  other: '其他（写在凭证里）',
} as const;
