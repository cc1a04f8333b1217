import { Type } from 'typebox';
import type { Instant } from '#kernel/dates.ts';

// What the workbench sends and receives about files. Pure data: the browser imports this file.

/** What a file hangs on a matter for. */
export const attachmentPurposes = {
  evidence: '佐证材料',
  draft: '文稿',
  reference: '参考资料',
  result: '成果',
  'drafting-note': '起草说明',
  basis: '制定依据',
  comments: '征求意见及采纳情况',
  'fair-competition': '公平竞争审查材料',
  risk: '风险评估材料',
  other: '其他材料',
  media: '正文图片和视频',
} as const;
export type AttachmentPurpose = keyof typeof attachmentPurposes;

/** What a document that binds people is sent for legality review with (国办发〔2018〕115号). */
export const reviewPurposes = [
  'drafting-note',
  'basis',
  'comments',
  'fair-competition',
  'risk',
] as const satisfies readonly AttachmentPurpose[];

export interface AttachmentLine {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string;
  readonly size: number;
  readonly mediaType: string;
  /** 已扫描，未发现病毒 / 未扫描（未配置扫描服务） */
  readonly scanLabel: string;
  readonly purpose: string;
  readonly purposeLabel: string;
  readonly matterId: string | null;
  readonly addedBy: { readonly id: string; readonly name: string } | null;
  readonly addedAt: Instant;
  /** GET: the bytes, always as a download. */
  readonly href: string;
  /** May I remove it. */
  readonly removable: boolean;
  /** May I clear it as secret, bytes and all. */
  readonly clearable: boolean;
}

const CHOSEN = [
  Type.Literal('evidence', { title: attachmentPurposes.evidence }),
  Type.Literal('draft', { title: attachmentPurposes.draft }),
  Type.Literal('reference', { title: attachmentPurposes.reference }),
  Type.Literal('result', { title: attachmentPurposes.result }),
  Type.Literal('drafting-note', { title: attachmentPurposes['drafting-note'] }),
  Type.Literal('basis', { title: attachmentPurposes.basis }),
  Type.Literal('comments', { title: attachmentPurposes.comments }),
  Type.Literal('fair-competition', { title: attachmentPurposes['fair-competition'] }),
  Type.Literal('risk', { title: attachmentPurposes.risk }),
  Type.Literal('other', { title: attachmentPurposes.other }),
];

/**
 * POST /api/attachments as multipart/form-data: one part `file`, and in the address `?matterId=&purpose=` (the matter may be
 * left out: the file is then seen by whoever sent it until it is attached) → 201 AttachmentLine.
 */
export const UploadQuery = Type.Object(
  {
    matterId: Type.Optional(Type.String({ title: '事项', format: 'uuid' })),
    /** What comes for a body is kept without what its maker did not mean to show; this cannot be said later. */
    purpose: Type.Optional(
      Type.Union([...CHOSEN, Type.Literal('media', { title: attachmentPurposes.media })], { title: '用途' }),
    ),
  },
  { additionalProperties: false },
);

/** POST /api/attachments/:id/attach: hang a file sent in earlier on a matter → AttachmentLine. */
export const AttachBody = Type.Object(
  {
    matterId: Type.String({ title: '事项', format: 'uuid' }),
    purpose: Type.Optional(Type.Union(CHOSEN, { title: '用途' })),
  },
  { additionalProperties: false },
);

/** POST /api/attachments/:id/remove. The bytes and the journal stay; the file is no longer offered. */
export const RemoveBody = Type.Object(
  { reason: Type.String({ title: '移除的理由', minLength: 2, maxLength: 500, 'x-widget': 'textarea' }) },
  { additionalProperties: false },
);

/** What stands in the place of a name that says too much. */
export const HIDDEN_NAME = '（文件名已隐去）';

/** POST /api/attachments/:id/clear: the bytes go for good; that the file was here stays. */
export const ClearBody = Type.Object(
  {
    reason: Type.String({
      title: '清除的理由',
      description: '办理这一事项的人都会看到，请不要写出涉密内容',
      minLength: 2,
      maxLength: 500,
      'x-widget': 'textarea',
    }),
    fileName: Type.Union(
      [Type.Literal('kept', { title: '保留' }), Type.Literal('hidden', { title: '隐去（文件名本身涉密）' })],
      { title: '文件名' },
    ),
  },
  { additionalProperties: false },
);

/** GET /api/matters/:id/attachments */
export interface Attachments {
  readonly rows: readonly AttachmentLine[];
  /** Taken off the matter with their bytes still kept; only for whoever may clear them. They are not downloaded. */
  readonly removed: readonly AttachmentLine[];
  /** Why I may not add one now; empty means I may. */
  readonly refusals: readonly string[];
  /** What the matter must have and has not yet. */
  readonly missing: readonly AttachmentPurpose[];
  /** Files of these purposes can now be neither added nor removed by anybody; of none, some are kept where they are. And why. */
  readonly fixed: { readonly purposes: readonly string[]; readonly because: string } | null;
}
