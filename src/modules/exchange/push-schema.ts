import { type Static, type TSchema, Type } from 'typebox';
import { Content, RELATIONS } from '#commons/publishing/contract.ts';

const closed = { additionalProperties: false } as const;

/** Files of one push, decoded: each, and all together. */
export const LARGEST_FILE = 20 * 1024 * 1024;
const LARGEST_BASE64 = Math.ceil(LARGEST_FILE / 3) * 4;
/** The request as a whole; with files in base64 some 28 MB of them. */
export const LARGEST_PUSH = 40 * 1024 * 1024;

const file = (title: string) =>
  Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 200, title: '文件名' }),
      content: Type.String({
        minLength: 4,
        maxLength: LARGEST_BASE64,
        pattern: '^[A-Za-z0-9+/]*={0,2}$',
        contentEncoding: 'base64',
        title: '文件内容',
        description: `base64，解码后不超过 ${LARGEST_FILE / 1024 / 1024} MB`,
      }),
    },
    { ...closed, title },
  );
export type PushedFile = Static<ReturnType<typeof file>>;

const unitKey = (title: string, description: string) =>
  Type.String({ pattern: '^[a-z0-9-]+$', maxLength: 80, title, description });

export const ExternalId = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$',
  maxLength: 100,
  title: '外部编号',
  description: '贵方系统中这份文件的编号，在贵方内不重复',
});

/** What our own forms ask for, without what only our own screens can say: ids, files already here, the body. */
const NOT_PUSHED: ReadonlySet<string> = new Set(['issuingUnitId', 'bodyHtml', 'attachments', 'relations', 'media']);
const attributes = Object.fromEntries(
  Object.entries<TSchema>(Content.properties).filter(([name]) => !NOT_PUSHED.has(name)),
) as Omit<typeof Content.properties, 'issuingUnitId' | 'bodyHtml' | 'attachments' | 'relations'>;

/** POST /open/v1/exchange/documents */
export const PushDocument = Type.Object(
  {
    externalId: ExternalId,
    type: Type.String({
      pattern: '^[a-z0-9-]+$',
      maxLength: 60,
      title: '信息类别',
      description: '类别代号，如 announcement',
    }),
    unit: unitKey('拟稿单位', '单位代号，见机构名录'),
    drafter: Type.Object(
      {
        account: Type.Optional(Type.String({ minLength: 3, maxLength: 30, title: '拟稿人用户名' })),
        staffNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 40, title: '拟稿人工号' })),
      },
      { ...closed, minProperties: 1, title: '拟稿人', description: '用户名和工号至少填一项；都填时应是同一人' },
    ),
    note: Type.Optional(
      Type.String({ minLength: 2, maxLength: 300, title: '修改说明', description: '再次推送时说明改了什么' }),
    ),
    document: Type.Object(
      {
        ...attributes,
        issuingUnit: Type.Optional(unitKey('发布机构', '单位代号；不填则为拟稿单位所在的局')),
        relations: Type.Optional(
          Type.Array(
            Type.Object(
              {
                kind: Type.Unsafe<keyof typeof RELATIONS>(
                  Type.Union(
                    Object.entries(RELATIONS).map(([value, label]) => Type.Literal(value, { title: label })),
                    { title: '关系' },
                  ),
                ),
                indexNumber: Type.String({ maxLength: 60, title: '相关文件的索引号' }),
              },
              closed,
            ),
            { maxItems: 20, title: '相关文件' },
          ),
        ),
      },
      { ...closed, title: '文件属性' },
    ),
    body: Type.Object(
      {
        html: Type.Optional(Type.String({ minLength: 1, maxLength: 600_000, title: '正文（HTML）' })),
        docx: Type.Optional(file('正文（.docx 文件）')),
      },
      { ...closed, minProperties: 1, maxProperties: 1, title: '正文', description: 'HTML 或 .docx 文件，两者选一' },
    ),
    attachments: Type.Optional(Type.Array(file('附件'), { maxItems: 20, title: '附件' })),
  },
  closed,
);
export type PushDocument = Static<typeof PushDocument>;

/** What the system has found in what was pushed; it stands on the draft until it is mended or answered for. */
export const PushFinding = Type.Object({
  check: Type.String({ title: '检查项' }),
  severity: Type.String({ title: '轻重：block 必须改正，confirm 改正或说明理由，advice 建议' }),
  where: Type.String({ title: '位置' }),
  excerpt: Type.String({ title: '摘录（号码已遮盖）' }),
  sentence: Type.String({ title: '说明' }),
});
export type PushFinding = Static<typeof PushFinding>;

/** What a push is answered with; the same content again is answered with the same. */
export const Receipt = Type.Object({
  externalId: ExternalId,
  documentId: Type.String({ format: 'uuid', title: '我方编号' }),
  indexNumber: Type.String({ title: '索引号' }),
  number: Type.String({ title: '审签编号' }),
  revision: Type.Integer({ title: '版本' }),
  contentHash: Type.String({ title: '内容哈希' }),
  payloadHash: Type.String({ title: '推送内容的 SHA-256' }),
  receivedAt: Type.String({ format: 'date-time', title: '接收时间' }),
  // Receipts given before the scan at intake have none.
  findings: Type.Optional(Type.Array(PushFinding, { title: '检查发现的问题' })),
  findingsInAll: Type.Optional(Type.Integer({ title: '问题总数' })),
  notes: Type.Optional(Type.Array(Type.String(), { title: '正文文件里没有带入的，和需要核对的' })),
  statusUrl: Type.String({ title: '查询办理情况的地址' }),
});
export type Receipt = Static<typeof Receipt>;

/** GET /open/v1/exchange/documents/:externalId */
export const Standing = Type.Object({
  externalId: ExternalId,
  documentId: Type.String({ format: 'uuid', title: '我方编号' }),
  indexNumber: Type.String({ title: '索引号' }),
  type: Type.String({ title: '信息类别' }),
  state: Type.String({ title: '办理状态代号' }),
  stateLabel: Type.String({ title: '办理状态' }),
  revision: Type.Integer({ title: '当前版本' }),
  pushedRevision: Type.Integer({ title: '最近一次推送的版本' }),
  changedHere: Type.Boolean({ title: '推送后在我方修改过' }),
  releasedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { title: '发布时间' }),
  withdrawnAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { title: '撤回时间' }),
  publicUrl: Type.Union([Type.String(), Type.Null()], { title: '公开地址' }),
});
export type Standing = Static<typeof Standing>;

export const ByExternalId = Type.Object({ externalId: ExternalId }, closed);
