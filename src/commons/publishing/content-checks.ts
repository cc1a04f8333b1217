import { boundDefects } from '#kernel/body/bounds.ts';
import { AppError, invalid } from '#kernel/errors.ts';
import { attach } from '#commons/attachments/index.ts';
import { bureauOf, unitById } from '#commons/organisations/index.ts';
import { foreignPictures, plainText, sanitise } from '#platform/sanitise.ts';
import type { Act } from '#platform/services.ts';
import { misleading } from '#platform/text-guard.ts';
import { checked } from '#platform/validation.ts';
import { featureDefects } from './content-check.ts';
import type { ContentType } from './content-type.ts';
import type { Content } from './contract.ts';
import { acceptedJoint, jointDefects } from './joint-issue.ts';
import { knownFile } from './known-files.ts';
import { knownMedia } from './media/media-checks.ts';
import { basisDefect, classDefect } from './statutory-kinds.ts';

type Defects = Record<string, string>;

/**
 * What was typed as it may be kept: the body cleaned, the facts about files as the store has them. Refuses with everything
 * that is wrong at once, each sentence at its field (`content.columnKey`): attributes that belong together, column, dates,
 * files, and the type's own data.
 */
export async function acceptContent(act: Act, type: ContentType, typed: Content, documentId: string): Promise<Content> {
  const tooMuch = boundDefects(typed.bodyHtml);
  // What is too much is not looked into.
  const given = tooMuch.length > 0 ? '' : typed.bodyHtml;
  const body = sanitise(given);
  const defects: Defects = {
    ...attributeDefects(act, type, typed),
    ...(await referenceDefects(act, type, typed, documentId)),
    ...(await jointDefects(act.tx, typed)),
    ...(await featureDefects(act, type, typed, documentId)),
  };
  if (plainText(body) === '' && !/<(?:img|video)\b/.test(body)) defects['content.bodyHtml'] = '请填写正文';
  const foreign = foreignPictures(given);
  if (foreign.length > 0) defects['content.bodyHtml'] = foreignSentence(foreign);
  const { media, defects: mediaDefects } = await knownMedia(act, body, typed);
  if (mediaDefects.length > 0) defects['content.bodyHtml'] = mediaDefects.join('；');
  const hidden = misleading(body);
  if (hidden) defects['content.bodyHtml'] = `正文里${hidden}`;
  if (tooMuch.length > 0) defects['content.bodyHtml'] = tooMuch.join('；');
  const { attachments, defect } = await knownAttachments(act, typed.attachments ?? []);
  if (defect) defects['content.attachments'] = defect;
  const before = await contentsBefore(act, documentId);
  if (before.out && typed.formedOn === undefined) defects['content.formedOn'] = '文件已经公开，请保留原来的成文日期';
  const data = ownData(type, withoutFormer(type, typed.data ?? {}, before.written?.data), defects);
  const own = { ...typed, bodyHtml: body, data };
  if (!Object.keys(defects).some((field) => field.startsWith('content.data')))
    Object.assign(defects, type.defects?.(own), before.out && type.sinceRelease?.(own, before.out));
  if (Object.keys(defects).length > 0) throw invalid(defects);
  return {
    ...acceptedJoint(typed),
    bodyHtml: body,
    data,
    ...(typed.attachments ? { attachments } : {}),
    ...(typed.media ? { media } : {}),
  };
}

/** Left out in silence, a picture would be missed by readers; shown, it would come from a site that is not ours. */
const foreignSentence = (addresses: readonly string[]) =>
  `正文里有 ${addresses.length} 张图片不在本站（如 ${(addresses[0] ?? '').slice(0, 60) || '没有地址的图片'}），公众看不到。请删去后用“图片”按钮上传`;

function attributeDefects(act: Act, type: ContentType, content: Content): Defects {
  const defects: Defects = {};
  if (content.disclosure !== 'active') {
    if (!content.disclosureReason?.trim()) defects['content.disclosureReason'] = '公开属性不是主动公开时，请写明理由';
    const unfit = content.disclosureBasis
      ? basisDefect(content.disclosure, content.disclosureBasis)
      : '公开属性不是主动公开时，请选择法律依据';
    if (unfit) defects['content.disclosureBasis'] = unfit;
    const contradicts = classDefect(content.disclosure, content.disclosureBasis, content.statutoryClass);
    if (contradicts) defects['content.statutoryClass'] = contradicts;
  }
  if (content.disclosure === 'active' && type.statutoryClass === 'required' && !content.statutoryClass)
    defects['content.statutoryClass'] = `${type.label}主动公开时属于条例第二十条所列信息，请选择具体类别`;
  if (type.documentNumber === 'required' && !content.documentNumber?.trim())
    defects['content.documentNumber'] = `${type.label}应有文号，请填写`;
  if (content.disclosure !== 'active' && type.chain.includes('legality-review'))
    defects['content.disclosure'] = `${type.label}未经公布不得作为管理依据，应当主动公开`;
  if (content.formedOn === undefined && !content.documentNumber?.trim())
    defects['content.formedOn'] = '请填写成文日期；有文号的文件可以不填，由签发人签发时确定';
  if (content.formedOn !== undefined && content.formedOn > act.today)
    defects['content.formedOn'] = '成文日期不能晚于今天';
  return defects;
}

async function referenceDefects(act: Act, type: ContentType, content: Content, documentId: string): Promise<Defects> {
  const defects: Defects = {};
  const column = await act.tx
    .selectFrom('publication_column')
    .select(['key', 'state'])
    .where('key', '=', content.columnKey)
    .executeTakeFirst();
  if (!column) defects['content.columnKey'] = '所选栏目不存在，请重新选择';
  else if (column.state === 'retired' && !(await standsIn(act, documentId, column.key)))
    defects['content.columnKey'] = '所选栏目已停办，不再收新的文件，请另选栏目';
  else if (type.columns.length > 0 && !type.columns.includes(content.columnKey))
    defects['content.columnKey'] = `${type.label}不能放在这个栏目，请重新选择`;
  const { bureau_id: bureauId } = await act.tx
    .selectFrom('matter')
    .select('bureau_id')
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
  const unit = await unitById(act.tx, content.issuingUnitId);
  if (!unit) defects['content.issuingUnitId'] = '发布机构不在机构名录中，请重新选择';
  // Signed and released by people of one bureau, it may not go out in the name of another.
  else if (bureauOf(unit) !== bureauId) defects['content.issuingUnitId'] = '发布机构应是拟稿单位所在的局或局内单位';
  const foreign = await foreignTargets(act, content, bureauId);
  if (foreign.length > 0)
    defects['content.relations'] =
      `第 ${foreign.join('、')} 项不是本局的文件：其他机关的文件只能由制定机关宣布废止、修改或者替代`;
  return defects;
}

/** Relations by which a document says that another is no longer what it was. */
const ENDING: ReadonlySet<string> = new Set(['supersedes', 'amends', 'repeals']);

/**
 * Places of relations that end or change what is not this bureau's, whether or not it stands on the ledger of normative documents. Of
 * another bureau's drafts nothing is told, not even that there are some.
 */
async function foreignTargets({ tx }: Act, content: Content, bureauId: string): Promise<number[]> {
  const relations = content.relations ?? [];
  const ending = relations.filter(({ kind }) => ENDING.has(kind));
  if (ending.length === 0) return [];
  const ours = await tx
    .selectFrom('document as d')
    .innerJoin('matter as m', 'm.id', 'd.id')
    .select('d.id')
    .where(
      'd.id',
      'in',
      ending.map(({ documentId }) => documentId),
    )
    .where('m.bureau_id', '=', bureauId)
    .execute();
  const known = new Set(ours.map(({ id }) => id));
  return ending.filter(({ documentId }) => !known.has(documentId)).map((one) => relations.indexOf(one) + 1);
}

/** What went out in a column before it was retired may still be corrected there. */
async function standsIn({ tx }: Act, documentId: string, column: string): Promise<boolean> {
  const row = await tx
    .selectFrom('document as d')
    .innerJoin('document_revision as r', 'r.id', 'd.released_revision_id')
    .select('d.id')
    .where('d.id', '=', documentId)
    .where('r.column_key', '=', column)
    .executeTakeFirst();
  return row !== undefined;
}

/** The files named, with size and kind as they were received: what a browser says of them is not believed. */
async function knownAttachments(act: Act, typed: NonNullable<Content['attachments']>) {
  const attachments: typeof typed = [];
  const unknown: string[] = [];
  for (const ref of typed) {
    const known = await knownFile(act, ref);
    if (known) attachments.push(known.file);
    else unknown.push(`附件「${ref.name}」不存在或已更换，请重新上传`);
  }
  return { attachments, defect: unknown.join('；') };
}

type Before = Pick<Content, 'data'>;

/** What stands in the last revision, and what the public reads. */
async function contentsBefore({ tx }: Act, documentId: string): Promise<{ written?: Before; out?: Before }> {
  const rows = await tx
    .selectFrom('document as d')
    .innerJoin('document_revision as r', (join) =>
      join.on((eb) =>
        eb.or([eb('r.id', '=', eb.ref('d.current_revision_id')), eb('r.id', '=', eb.ref('d.released_revision_id'))]),
      ),
    )
    .select(['r.id', 'r.data', 'd.current_revision_id', 'd.released_revision_id'])
    .where('d.id', '=', documentId)
    .execute();
  const dataOf = (which: 'current_revision_id' | 'released_revision_id') =>
    rows.find((row) => row.id === row[which])?.data as Content['data'] | undefined;
  const [written, out] = [dataOf('current_revision_id'), dataOf('released_revision_id')];
  return { ...(written && { written: { data: written } }), ...(out && { out: { data: out } }) };
}

/** Fields the type had once go out of a text that is written on, as long as they say what they said; said anew they are unknown. */
function withoutFormer(
  { formerFields = [] }: ContentType,
  data: Readonly<Record<string, unknown>>,
  before: Content['data'],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).filter(([field, value]) => !formerFields.includes(field) || before?.[field] !== value),
  );
}

/** The structured part against the type's own schema; its sentences join the others. */
function ownData(type: ContentType, data: Record<string, unknown>, defects: Defects): Record<string, unknown> {
  try {
    return checked(type.data, data);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    for (const [field, sentence] of Object.entries(error.fields)) defects[`content.data.${field}`] = sentence;
    return data;
  }
}

/** Files sent in before the document existed now hang on it, so that whoever reviews it can open them. */
export async function hangAttachments(act: Act, documentId: string, content: Content): Promise<void> {
  const sent = [
    ...(content.attachments ?? []).map(({ id }) => ({ id, purpose: 'draft' as const })),
    ...(content.media ?? []).map(({ id }) => ({ id, purpose: 'media' as const })),
  ];
  for (const { id, purpose } of sent) {
    const file = await act.tx.selectFrom('attachment').select('matter_id').where('id', '=', id).executeTakeFirst();
    if (file?.matter_id === null) await attach(act, { attachmentId: id, matterId: documentId, purpose });
  }
}
