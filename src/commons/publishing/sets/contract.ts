import { type Static, Type } from 'typebox';
import type { Instant } from '#kernel/dates.ts';

const closed = { additionalProperties: false } as const;
export const MAX_MEMBERS = 100;

/** POST /api/release-sets */
export const NewSet = Type.Object(
  {
    title: Type.String({ minLength: 2, maxLength: 80, pattern: '\\S', title: '发布组名称' }),
    reason: Type.String({
      minLength: 2,
      maxLength: 300,
      title: '为什么同步发布',
      description: '例如：文件、解读和附件同步公开',
      'x-widget': 'textarea',
    }),
    documentIds: Type.Array(Type.String({ format: 'uuid' }), {
      maxItems: MAX_MEMBERS,
      uniqueItems: true,
      title: '文件',
      default: [],
    }),
  },
  closed,
);
export type NewSet = Static<typeof NewSet>;

/** POST /api/release-sets/:id/members: puts documents in and takes them out. */
export const MembersChange = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    add: Type.Array(Type.String({ format: 'uuid' }), { maxItems: MAX_MEMBERS, uniqueItems: true }),
    remove: Type.Array(Type.String({ format: 'uuid' }), { maxItems: MAX_MEMBERS, uniqueItems: true }),
  },
  closed,
);
export type MembersChange = Static<typeof MembersChange>;

/** POST /api/release-sets/:id/release: lets all out now. */
export const SetRelease = Type.Object({ version: Type.Integer({ minimum: 1 }) }, closed);

/** POST /api/release-sets/:id/schedule: promises all for a second within a year. */
export const SetSchedule = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    releaseAt: Type.String({ format: 'date-time', title: '发布时间（北京时间）', 'x-widget': 'china-time' }),
  },
  closed,
);
export interface SetOrder {
  readonly version: number;
  /** Left out: now. */
  readonly releaseAt?: string;
}

/** POST /api/release-sets/:id/cancel and …/dissolve */
export const SetReason = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    reason: Type.String({ minLength: 2, maxLength: 300, title: '原因', 'x-widget': 'textarea' }),
  },
  closed,
);
export type SetReason = Static<typeof SetReason>;

export type SetState = 'gathering' | 'scheduled' | 'released' | 'dissolved';
export const SET_STATES: Readonly<Record<SetState, string>> = {
  gathering: '准备中',
  scheduled: '定时发布',
  released: '已发布',
  dissolved: '已解散',
};

export interface SetLine {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly reason: string | null;
  readonly state: SetState;
  readonly members: number;
  readonly releaseAt: Instant | null;
  readonly releasedAt: Instant | null;
  readonly madeBy: string | null;
  readonly madeAt: Instant;
}

/** One document on the readiness board. */
export interface SetMember {
  readonly documentId: string;
  readonly indexNumber: string;
  readonly title: string;
  readonly typeLabel: string;
  readonly state: string;
  readonly stateLabel: string;
  readonly unitName: string;
  /** Everything that is still against its release; empty when it is ready. */
  readonly missing: readonly string[];
}

/** GET /api/release-sets/:id */
export interface SetDetail extends SetLine {
  readonly memberList: readonly SetMember[];
  readonly ready: boolean;
  /** What went wrong at the promised second. */
  readonly failure: string | null;
  readonly mayChange: boolean;
  readonly mayRelease: boolean;
}
