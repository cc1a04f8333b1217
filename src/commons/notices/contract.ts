import { Type } from 'typebox';
import type { Instant } from '#kernel/dates.ts';

// What the workbench sends and receives about notices. Pure data: the browser imports this file.

export interface NoticeLine {
  readonly id: string;
  readonly kind: string;
  readonly kindLabel: string;
  readonly title: string;
  readonly body: string;
  /** A path of the workbench. */
  readonly link: string | null;
  readonly matterId: string | null;
  readonly madeAt: Instant;
  readonly readAt: Instant | null;
}

/** GET /api/notices?unread&page → */
export interface Inbox {
  readonly rows: readonly NoticeLine[];
  readonly total: number;
  readonly unread: number;
  readonly page: number;
  readonly size: number;
}
export const InboxQuery = Type.Object(
  {
    unread: Type.Optional(Type.Boolean({ title: '只看未读' })),
    page: Type.Optional(Type.Integer({ title: '页码', minimum: 1, maximum: 10_000 })),
  },
  { additionalProperties: false },
);

/** GET /api/notices/unread-count → */
export interface UnreadCount {
  readonly unread: number;
}

/** POST /api/notices/read: these, or with `all` every one of mine → UnreadCount. */
export const ReadBody = Type.Object(
  {
    ids: Type.Optional(Type.Array(Type.String({ format: 'uuid' }), { title: '通知', maxItems: 200 })),
    all: Type.Optional(Type.Boolean({ title: '全部' })),
  },
  { additionalProperties: false },
);

/** One message that has not gone out. The address is masked. */
export interface StuckDelivery {
  readonly id: string;
  readonly channel: 'email' | 'sms';
  readonly channelLabel: string;
  readonly person: string;
  readonly address: string;
  readonly noticeTitle: string;
  readonly state: 'waiting' | 'failed';
  readonly tries: number;
  readonly nextAt: Instant;
  readonly lastError: string | null;
}

/** GET /api/notices/deliveries → failed ones, and those waiting though tried before or due more than ten minutes ago. */
export interface StuckDeliveries {
  readonly rows: readonly StuckDelivery[];
  readonly total: number;
}
/** POST /api/notices/deliveries/:id/retry → 204 */
