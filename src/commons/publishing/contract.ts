import { type Static, Type } from 'typebox';
import { choice, closed } from './field-contract.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { SIGNATURE_LABELS } from './signature-contract.ts';
import { DISCLOSURES, NON_DISCLOSURE_BASES, OPENNESS_CLASSES, TOPICS } from './statutory-kinds.ts';

// What a document is: what it carries, of which type, and what drafting begins with.

export const AttachmentRef = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    size: Type.Integer({ minimum: 0 }),
    mediaType: Type.String({ maxLength: 120 }),
  },
  closed,
);
export type AttachmentRef = Static<typeof AttachmentRef>;

export const RELATIONS = {
  interprets: '解读',
  'interpreted-by': '被解读',
  reports: '报告进展',
  basis: '依据',
  follows: '接续',
  supersedes: '替代',
  amends: '修改',
  repeals: '废止',
  collects: '收录',
} as const;

/** A picture, a video or its captions within the body, which names it by `/media/<hash>`. */
const Media = Type.Array(AttachmentRef, { maxItems: 60, title: '正文图片和视频' });

export const Relation = Type.Object(
  {
    kind: choice('关系', RELATIONS),
    documentId: Type.String({ format: 'uuid', title: '相关文件' }),
  },
  closed,
);

/** Everything a revision holds. All of it is in the content hash that signatures bind to. */
export const Content = Type.Object(
  {
    title: Type.String({ minLength: 2, maxLength: 200, title: '标题' }),
    documentNumber: Type.Optional(Type.String({ maxLength: 60, title: '文号' })),
    issuingUnitId: Type.String({ format: 'uuid', title: '发布机构', 'x-widget': 'unit' }),
    /** Of a document with a number the issuer says it when signing; it is given here where it was signed before it came, or has no number. */
    formedOn: Type.Optional(Type.String({ format: 'date', title: '成文日期' })),
    /** 联合发文: every organ that issues it, by its full name, the lead maker first (条例第十条). Left out where one issues it alone. */
    jointOrgans: Type.Optional(
      Type.Array(Type.String({ minLength: 2, maxLength: 60, pattern: '\\S' }), {
        maxItems: 30,
        title: '联合发文机关',
        description: '几个机关联合发文的，按次序写全称，牵头机关在最前，也写上本局；单独发文的不填',
      }),
    ),
    leadPublication: Type.Optional(
      Type.String({
        maxLength: 200,
        title: '牵头机关的公开地址',
        description: '牵头的是其他机关的，填写它公开这份文件的网址；将向社会公开',
      }),
    ),
    leadReason: Type.Optional(
      Type.String({
        maxLength: 300,
        title: '由本局公开的理由',
        description: '牵头的是其他机关、又没有它的公开地址的，写明理由；不向社会公开',
      }),
    ),
    source: Type.Optional(Type.String({ maxLength: 80, title: '信息来源' })),
    columnKey: Type.String({ pattern: '^[a-z0-9-]+$', maxLength: 60, title: '栏目', 'x-widget': 'column' }),
    disclosure: choice('公开属性', DISCLOSURES),
    disclosureReason: Type.Optional(Type.String({ maxLength: 500, title: '不主动公开的理由' })),
    disclosureBasis: Type.Optional(choice('不主动公开的依据', NON_DISCLOSURE_BASES)),
    opennessClass: choice('五公开类别', OPENNESS_CLASSES),
    /** `OUTSIDE_ARTICLE_20`, or one of the fifteen; owed where the type and the disclosure ask for it. */
    statutoryClass: Type.Optional(Type.Integer({ minimum: 0, maximum: 15, title: '法定主动公开内容（条例第二十条）' })),
    topic: Type.Optional(choice('主题', TOPICS)),
    /** The item of the catalogue (主动公开基本目录) it fills. */
    catalogueItem: Type.Optional(Type.String({ pattern: '^[a-z0-9-]+$', maxLength: 60, title: '目录事项' })),
    summary: Type.Optional(Type.String({ maxLength: 500, title: '内容概述' })),
    keywords: Type.Optional(Type.String({ maxLength: 120, title: '关键词' })),
    bodyHtml: Type.String({ minLength: 1, maxLength: 600_000, title: '正文' }),
    data: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { title: '结构化内容' })),
    attachments: Type.Optional(Type.Array(AttachmentRef, { maxItems: 30, title: '附件' })),
    media: Type.Optional(Media),
    relations: Type.Optional(Type.Array(Relation, { maxItems: 50, title: '相关文件' })),
  },
  { ...closed, title: '文稿' },
);
export type Content = Static<typeof Content>;

export const NewDocument = Type.Object(
  {
    type: Type.String({ maxLength: 60, title: '信息类别' }),
    leadUnitId: Type.String({ format: 'uuid', title: '拟稿单位', 'x-widget': 'unit' }),
    content: Content,
  },
  closed,
);
export type NewDocument = Static<typeof NewDocument>;

/** GET /api/drafting: what somebody may draft for, and the day it is. */
export interface Drafting {
  readonly today: LocalDate;
  readonly units: readonly { readonly id: string; readonly name: string; readonly bureauId: string }[];
}

/** GET /api/content-types */
export interface ContentTypeLine {
  readonly key: string;
  readonly label: string;
  readonly about: string;
  readonly chain: readonly (keyof typeof SIGNATURE_LABELS)[];
  /** Whether a public one must name one of the classes of 条例第二十条. */
  readonly statutoryClass: 'required' | 'optional';
  readonly documentNumber: 'required' | 'optional';
  readonly interpretation: 'required' | 'declared' | 'none';
  /** JSON schema of the structured part: its fields join the form. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly template: { readonly html: string; readonly requiredParts: readonly string[] } | null;
  readonly columns: readonly string[];
  readonly byHand: boolean;
}
