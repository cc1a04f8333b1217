import { type Static, Type } from 'typebox';

// The public side of the exchange as schemas: what is answered, what is asked, and the description machines read are made from these.

const closed = { additionalProperties: false } as const;
const orNull = <T extends ReturnType<typeof Type.String>>(schema: T, title: string) =>
  Type.Union([schema, Type.Null()], { title });
const moment = (title: string) => Type.String({ format: 'date-time', title });

export const MOST_AT_ONCE = 200;
const limit = Type.Integer({ minimum: 1, maximum: MOST_AT_ONCE, default: 50, title: '每次最多条数' });
const key = (title: string) => Type.Optional(Type.String({ pattern: '^[a-z0-9-]+$', maxLength: 80, title }));
const filters = { column: key('栏目代号'), type: key('信息类别代号'), unit: key('发布机构代号') };

/** GET /open/v1/changes */
export const ChangesQuery = Type.Object(
  {
    after: Type.Optional(
      Type.String({ pattern: '^\\d{1,18}$', title: '游标', description: '上次返回的 cursor；不填则从头开始' }),
    ),
    limit,
    ...filters,
  },
  closed,
);
export type ChangesQuery = Static<typeof ChangesQuery>;

/** GET /open/v1/documents */
export const DocumentsQuery = Type.Object(
  {
    after: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9_-]{1,200}$',
        title: '游标',
        description: '上次返回的 cursor；不填则从最新开始',
      }),
    ),
    limit,
    ...filters,
    from: Type.Optional(Type.String({ format: 'date', pattern: '^(?:19|20)', title: '发布日期从' })),
    to: Type.Optional(Type.String({ format: 'date', pattern: '^(?:19|20)', title: '发布日期到' })),
  },
  closed,
);
export type DocumentsQuery = Static<typeof DocumentsQuery>;

export const ByIndexNumber = Type.Object({ indexNumber: Type.String({ maxLength: 120, title: '索引号' }) }, closed);

export const Change = Type.Object({
  sequence: Type.Integer({ title: '序号' }),
  kind: Type.Union([Type.Literal('added'), Type.Literal('corrected'), Type.Literal('withdrawn')], {
    title: '变动：added 发布，corrected 更正，withdrawn 撤回',
  }),
  indexNumber: Type.String({ title: '索引号' }),
  type: Type.String({ title: '信息类别代号' }),
  columnKey: Type.String({ title: '栏目代号' }),
  at: moment('变动时间'),
  title: orNull(Type.String(), '现在的标题；已撤回的没有'),
  url: Type.String({ title: '公开页面' }),
  apiUrl: Type.String({ title: '接口地址' }),
});
export const Changes = Type.Object({
  changes: Type.Array(Change),
  cursor: Type.String({ title: '下次从这里继续' }),
  more: Type.Boolean({ title: '后面还有' }),
});
export type Changes = Static<typeof Changes>;

const listed = {
  indexNumber: Type.String({ title: '索引号' }),
  title: Type.String({ title: '标题' }),
  documentNumber: orNull(Type.String(), '文号'),
  type: Type.String({ title: '信息类别代号' }),
  columnKey: Type.String({ title: '栏目代号' }),
  unitName: Type.String({ title: '发布机构' }),
  formedOn: Type.String({ format: 'date', title: '成文日期' }),
  releasedAt: moment('首次发布时间'),
  changedAt: moment('最近发布或更正时间'),
  summary: orNull(Type.String(), '内容概述'),
  validity: Type.Union(
    [
      Type.Object({
        state: Type.String({ title: '状态代号' }),
        label: Type.String({ title: '有效性' }),
        effectiveOn: Type.Optional(orNull(Type.String(), '施行日期')),
        validUntil: Type.Optional(orNull(Type.String(), '有效期至')),
      }),
      Type.Null(),
    ],
    { title: '有效性；不分有效无效的文件没有' },
  ),
  contentHash: Type.String({ title: '内容哈希' }),
  url: Type.String({ title: '公开页面' }),
  apiUrl: Type.String({ title: '接口地址' }),
};
export const ListedDocument = Type.Object(listed);
export type ListedDocument = Static<typeof ListedDocument>;
export const Documents = Type.Object({
  documents: Type.Array(ListedDocument),
  cursor: orNull(Type.String(), '下次从这里继续；没有更多时为 null'),
});
export type Documents = Static<typeof Documents>;

export const OneDocument = Type.Object({
  ...listed,
  source: orNull(Type.String(), '信息来源'),
  jointOrgans: Type.Array(Type.String(), { title: '联合发文机关，牵头机关在前；单独发文的为空' }),
  leadPublication: orNull(Type.String(), '牵头机关的公开地址；本局牵头或者单独发文的为 null'),
  opennessClass: Type.String({ title: '五公开类别' }),
  statutoryClass: Type.Union([Type.Integer(), Type.Null()], { title: '条例第二十条类别（1 至 15）' }),
  keywords: orNull(Type.String(), '关键词'),
  bodyHtml: Type.String({ title: '正文（HTML）' }),
  attachments: Type.Array(
    Type.Object({
      name: Type.String({ title: '文件名' }),
      mediaType: Type.String({ title: '类型' }),
      size: Type.Integer({ title: '字节数' }),
      sha256: Type.String({ title: 'SHA-256' }),
      url: Type.String({ title: '下载地址' }),
    }),
  ),
  corrections: Type.Array(
    Type.Object({
      at: moment('更正（变更）时间'),
      reason: Type.String({ title: '更正原因或者变更说明' }),
      changedOn: Type.Optional(Type.String({ format: 'date', title: '变更日期；没有的是改正写错的内容' })),
    }),
  ),
});
export type OneDocument = Static<typeof OneDocument>;

/** What stays at the address of a document that was withdrawn: nothing of it. */
export const Withdrawn = Type.Object({
  indexNumber: Type.String({ title: '索引号' }),
  withdrawnAt: moment('撤回时间'),
  reason: orNull(Type.String(), '撤回原因；依法不宜公开的没有'),
  url: Type.String({ title: '公开页面' }),
});
export type Withdrawn = Static<typeof Withdrawn>;

const code = (title: string) => Type.Object({ key: Type.String({ title }), label: Type.String({ title: '名称' }) });

/** GET /open/v1/codes: what may be written where a code is asked for. */
export const Codes = Type.Object({
  columns: Type.Array(code('栏目代号'), { title: '栏目（columnKey）' }),
  units: Type.Array(code('机构代号'), { title: '机构（unit、issuingUnit）' }),
  types: Type.Array(
    Type.Object({
      key: Type.String({ title: '信息类别代号' }),
      label: Type.String({ title: '名称' }),
      about: Type.String({ title: '适用范围' }),
      canBePushed: Type.Boolean({ title: '能否推送；不能的由我方其他功能生成，只用于查询' }),
      columns: Type.Array(Type.String(), { title: '只能放入的栏目；空为不限' }),
      documentNumber: Type.Union([Type.Literal('required'), Type.Literal('optional')], { title: '文号是否必填' }),
      statutoryClass: Type.Union([Type.Literal('required'), Type.Literal('optional')], {
        title: '主动公开时法定类别是否必填',
      }),
      data: Type.Object({}, { title: 'document.data 的 JSON Schema', additionalProperties: true }),
    }),
    { title: '信息类别（type）' },
  ),
  disclosures: Type.Array(code('代号'), { title: '公开属性（disclosure）' }),
  disclosureBases: Type.Array(code('代号'), { title: '不主动公开的依据（disclosureBasis）' }),
  opennessClasses: Type.Array(code('代号'), { title: '五公开类别（opennessClass）' }),
  statutoryClasses: Type.Array(
    Type.Object({ key: Type.Integer({ title: '序号' }), label: Type.String({ title: '名称' }) }),
    { title: '法定主动公开内容（statutoryClass）；0 为不属于' },
  ),
  topics: Type.Array(code('代号'), { title: '主题（topic）' }),
  relations: Type.Array(code('代号'), { title: '与相关文件的关系（relations[].kind）' }),
});
export type Codes = Static<typeof Codes>;

export const Problem = Type.Object({
  title: Type.String({ title: '第一条理由' }),
  status: Type.Integer({ title: '状态码' }),
  code: Type.String({ title: '错误代号' }),
  reasons: Type.Array(Type.String(), { title: '全部理由' }),
  fields: Type.Record(Type.String(), Type.String(), { title: '各字段的问题' }),
  requestId: Type.String({ title: '请求编号' }),
});

/** POST to a subscriber: something was released or corrected. Nothing in it that the portal does not show. */
export const PublishedEvent = Type.Object({
  id: Type.String({ format: 'uuid', title: '推送编号；重发时不变' }),
  event: Type.Union([Type.Literal('document.released'), Type.Literal('document.corrected')], { title: '事件' }),
  sequence: Type.Integer({ title: '序号，与 /open/v1/changes 相同' }),
  occurredAt: moment('发生时间'),
  document: ListedDocument,
});
/** POST to a subscriber: something was taken off the portal. Never says what it was. */
export const WithdrawnEvent = Type.Object({
  id: Type.String({ format: 'uuid', title: '推送编号；重发时不变' }),
  event: Type.Literal('document.withdrawn', { title: '事件' }),
  sequence: Type.Integer({ title: '序号，与 /open/v1/changes 相同' }),
  occurredAt: moment('发生时间'),
  document: Withdrawn,
});
