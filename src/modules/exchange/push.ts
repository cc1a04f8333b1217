import { sql } from 'kysely';
import { canonicalJson } from '#kernel/canonical.ts';
import { isLocalDate, type LocalDate } from '#kernel/dates.ts';
import { AppError, invalid, refused } from '#kernel/errors.ts';
import { addAttachment, type ReceivedFile } from '#commons/attachments/index.ts';
import { matterAddress, matterById, takeStepAs } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { type Content, createDocument, currentRevision, publicationKind } from '#commons/publishing/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { type Act, act, type Services } from '#platform/services.ts';
import { bodyOf, type ReceivedBody, receivedAttachments, receivedBody, withoutBytes } from './push-files.ts';
import { type Defects, type References, referencesOf } from './push-references.ts';
import { demandNoSecrecyMark, findingsToTell, MOST_TOLD } from './push-scan.ts';
import type { PushDocument, Receipt } from './push-schema.ts';
import type { Partner } from './signed-call.ts';
import { sha256 } from './signing.ts';

/**
 * Takes in a finished document from another system as a draft of the person it names: from there it goes the way of every draft. What bears
 * a mark of a state secret is not taken in at all; what else the gate sees in it is told in the answer.
 * The same content again is given the same receipt. Other content under the same number is another revision while the draft has
 * neither been sent up nor touched here. Refuses with every defect at once, each at the field it was sent in.
 */
export async function pushDocument(
  services: Services,
  partner: Partner,
  push: PushDocument,
): Promise<{ readonly receipt: Receipt; readonly repeated: boolean }> {
  const payloadHash = sha256(canonicalJson(withoutBytes(push)));
  const known = await receiptFor(services.db, partner, push.externalId, payloadHash);
  if (known) return { receipt: known, repeated: true };
  const defects: Defects = {};
  const found = await referencesOf(services, partner, push, defects);
  const sent = await bodyOf(push, defects);
  await demandNoSecrecyMark(services, partner, push, sent?.html);
  if (!found) throw invalid(defects);
  const body = sent && (await receivedBody(services, found.actor, push, sent, defects));
  const files = await receivedAttachments(services, found.actor, push, defects);
  return act(services, found.actor, async (a) => {
    // Two pushes of one document wait for one another here: the second finds what the first has made.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`exchange ${partner.id} ${push.externalId}`}, 0))`.execute(
      a.tx,
    );
    const meanwhile = await receiptFor(a.tx, partner, push.externalId, payloadHash);
    if (meanwhile) return { receipt: meanwhile, repeated: true };
    const ours = await documentKnownAs(a.tx, partner, push.externalId);
    if (ours) {
      await demandStillTheirs(a, ours, push, defects);
      await keepDateSaid(a, ours.document_id, push);
    }
    const documentId = await written(a, { push, found, body, files, ours, defects });
    // What was signed elsewhere was formed there: one who leaves the day out is told what follows from it.
    const undated = push.document.formedOn === undefined ? [UNDATED] : [];
    const notes = [...(sent?.read?.warnings ?? []), ...undated];
    return {
      receipt: await recorded(a, partner, push, { documentId, payloadHash, notes, first: !ours }),
      repeated: false,
    };
  });
}

interface Writing {
  readonly push: PushDocument;
  readonly found: References;
  readonly body: ReceivedBody | undefined;
  readonly files: readonly ReceivedFile[];
  readonly ours: { readonly document_id: string } | undefined;
  readonly defects: Defects;
}

const UNDATED = '没有写明成文日期，将由本系统的签发人在签发时确定；在贵系统已经签发的，请写明签发之日再推送';

/** Writes the draft or its next revision; what publishing has against it joins what was found before. */
async function written(a: Act, { push, found, body, files, ours, defects }: Writing): Promise<string> {
  try {
    const content = await contentOf(a, { push, found, body, files }, ours?.document_id);
    const id = ours
      ? (await takeStepAs(a, ours.document_id, 'revise', { content, reason: push.note ?? '对接系统再次推送' })).id
      : (await createDocument(a, { type: push.type, leadUnitId: found.unitId, content })).id;
    if (Object.keys(defects).length > 0) throw invalid({});
    return id;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error;
    throw invalid({ ...inTheirWords(error.fields), ...defects });
  }
}

async function contentOf(
  a: Act,
  { push, found, body, files }: Pick<Writing, 'push' | 'found' | 'body' | 'files'>,
  documentId: string | undefined,
): Promise<Content> {
  const { issuingUnit: _named, relations: _theirs, ...attributes } = push.document;
  const attachments = await refsOf(a, files, 'draft', documentId);
  const media = await refsOf(a, body?.pictures ?? [], 'media', documentId);
  return {
    ...attributes,
    issuingUnitId: found.issuingUnitId,
    // What stood in a file that cannot be read has been said; the rest is looked at all the same.
    bodyHtml: body?.html || '<p>（正文文件不能读取）</p>',
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(media.length > 0 ? { media } : {}),
    ...(found.relations.length > 0 ? { relations: [...found.relations] as NonNullable<Content['relations']> } : {}),
  };
}

/** Files of a push as a content names them; one that came with an earlier push is not hung up again. */
async function refsOf(
  a: Act,
  files: readonly ReceivedFile[],
  purpose: 'draft' | 'media',
  documentId: string | undefined,
): Promise<NonNullable<Content['attachments']>> {
  const refs: NonNullable<Content['attachments']> = [];
  for (const file of files) {
    const there = documentId && (await alreadyThere(a, documentId, file, purpose));
    const id = there ?? (await addAttachment(a, { file, purpose }));
    refs.push({ id, name: file.name, hash: file.hash, size: file.size, mediaType: file.mediaType });
  }
  return refs;
}

/** The same file of an earlier push: it hangs there once. A picture has its name from its place, which may have changed. */
async function alreadyThere(
  { tx }: Act,
  documentId: string,
  file: ReceivedFile,
  purpose: 'draft' | 'media',
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('attachment')
    .select('id')
    .where('matter_id', '=', documentId)
    .where('hash', '=', file.hash)
    .where('purpose', '=', purpose)
    .$if(purpose === 'draft', (q) => q.where('name', '=', file.name))
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row?.id;
}

/** A push never overwrites what people here have done: not what is under review, and not what somebody has edited. */
async function demandStillTheirs(
  a: Act,
  ours: { readonly document_id: string; readonly type: string },
  push: PushDocument,
  defects: Defects,
): Promise<void> {
  const matter = await matterById(a.tx, ours.document_id);
  if (!matter) throw new Error(`document ${ours.document_id} has no matter`);
  if (ours.type !== push.type) defects.type = '同一外部编号的信息类别不能改变，请换一个外部编号';
  const unit = await a.tx.selectFrom('unit').select('key').where('id', '=', matter.leadUnitId).executeTakeFirst();
  if (unit?.key !== push.unit) defects.unit = '同一外部编号的拟稿单位不能改变，请换一个外部编号';
  const states: Readonly<Record<string, { readonly label: string }>> = publicationKind.workflow.states;
  if (matter.state !== 'drafting')
    throw refused([
      `这份文稿在我方已到「${states[matter.state]?.label ?? matter.state}」，不能再由推送修改；如需修改请先在我方退回拟稿`,
    ]);
  const last = await lastPush(a.tx, ours.document_id);
  if (last !== (await currentRevision(a.tx, ours.document_id)).id)
    throw refused(['这份文稿推送后在我方修改过，推送不会覆盖他人的修改；请在我方系统中办理']);
}

/** The day on which a numbered document was signed there; sent again, what they say now counts. */
const dateSaid = ({ documentNumber, formedOn }: Pick<Content, 'documentNumber' | 'formedOn'>): LocalDate | null =>
  documentNumber?.trim() && formedOn && isLocalDate(formedOn) ? formedOn : null;

async function keepDateSaid({ tx }: Act, documentId: string, { document }: PushDocument): Promise<void> {
  await tx
    .updateTable('exchange_document')
    .set({ formed_on: dateSaid(document) })
    .where('document_id', '=', documentId)
    .execute();
}

interface Taken {
  readonly documentId: string;
  readonly payloadHash: string;
  /** What did not come along out of a .docx, and what should be looked at. */
  readonly notes: readonly string[];
  /** Whether it is new here, not another revision. */
  readonly first: boolean;
}

async function recorded(
  a: Act,
  partner: Partner,
  { externalId }: PushDocument,
  { documentId, payloadHash, notes, first }: Taken,
): Promise<Receipt> {
  const matter = await matterById(a.tx, documentId);
  const document = await a.tx
    .selectFrom('document')
    .select('index_number')
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
  const revision = await currentRevision(a.tx, documentId);
  const findings = await findingsToTell(a, documentId);
  const key = { partner_id: partner.id, external_id: externalId };
  if (first)
    await a.tx
      .insertInto('exchange_document')
      .values({ ...key, document_id: documentId, formed_on: dateSaid(revision.content), made_at: a.now })
      .execute();
  const receipt: Receipt = {
    externalId,
    documentId,
    indexNumber: document.index_number,
    number: matter?.number ?? '',
    revision: revision.number,
    contentHash: revision.contentHash,
    payloadHash,
    receivedAt: a.now,
    findings: findings.slice(0, MOST_TOLD),
    findingsInAll: findings.length,
    ...(notes.length > 0 ? { notes: [...notes] } : {}),
    statusUrl: `${a.services.config.baseUrl}/open/v1/exchange/documents/${externalId}`,
  };
  const kept = await a.tx
    .insertInto('exchange_push')
    .values({
      ...key,
      payload_hash: payloadHash,
      revision_id: revision.id,
      receipt: JSON.stringify(receipt),
      pushed_at: a.now,
    })
    .returning('receipt')
    .executeTakeFirstOrThrow();
  await appendJournal(a, {
    chain: matterChain(documentId),
    action: 'exchange.document-pushed',
    payload: { partner: partner.name, externalId, revision: revision.number, contentHash: revision.contentHash },
  });
  await notify(a, {
    to: [a.actor.id],
    kind: 'to-do',
    title: `${partner.name}推送了文稿，请核对后送审`,
    body: `《${revision.content.title}》（第 ${revision.number} 版）由${partner.name}以您的名义推送，外部编号 ${externalId}。${
      findings.length > 0 ? `系统检查发现 ${findings.length} 个问题，请先处理。` : ''
    }${notes.length > 0 ? `请核对：${notes.join('；')}。` : ''}`,
    link: matterAddress(publicationKind, documentId),
    matterId: documentId,
    dedupe: `exchange.push:${documentId}:${revision.number}`,
  });
  // As it is kept, so that it is the same to the byte when it is asked for again.
  return kept.receipt as unknown as Receipt;
}

async function receiptFor(
  db: Db | Tx,
  partner: Partner,
  externalId: string,
  payloadHash: string,
): Promise<Receipt | undefined> {
  const row = await db
    .selectFrom('exchange_push')
    .select('receipt')
    .where('partner_id', '=', partner.id)
    .where('external_id', '=', externalId)
    .where('payload_hash', '=', payloadHash)
    .executeTakeFirst();
  return row?.receipt as unknown as Receipt | undefined;
}

const documentKnownAs = (tx: Tx, partner: Partner, externalId: string) =>
  tx
    .selectFrom('exchange_document as x')
    .innerJoin('document as d', 'd.id', 'x.document_id')
    .select(['x.document_id', 'd.type'])
    .where('x.partner_id', '=', partner.id)
    .where('x.external_id', '=', externalId)
    .executeTakeFirst();

async function lastPush(tx: Tx, documentId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('exchange_push as p')
    .innerJoin('exchange_document as x', (join) =>
      join.onRef('x.partner_id', '=', 'p.partner_id').onRef('x.external_id', '=', 'p.external_id'),
    )
    .innerJoin('document_revision as r', 'r.id', 'p.revision_id')
    .select('p.revision_id')
    .where('x.document_id', '=', documentId)
    .orderBy('r.number', 'desc')
    .executeTakeFirst();
  return row?.revision_id;
}

const RENAMED: Readonly<Record<string, string>> = {
  leadUnitId: 'unit',
  'content.issuingUnitId': 'document.issuingUnit',
  'content.bodyHtml': 'body',
  'content.attachments': 'attachments',
};

/** The fields of our own form by the names the partner sent them under. */
const inTheirWords = (fields: Readonly<Record<string, string>>): Defects =>
  Object.fromEntries(
    Object.entries(fields).map(([field, sentence]) => [
      RENAMED[field] ?? field.replace(/^content\./, 'document.'),
      sentence,
    ]),
  );
