import type { LocalDate } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { acceptContent, hangAttachments } from './content-checks.ts';
import type { ContentType } from './content-type.ts';
import type { Content } from './contract.ts';
import { contentHashOf } from './content-hash.ts';
import { formedOn } from './formed-on.ts';
import { dropWorkingCopyOf } from './working-copies/drop.ts';

export interface Revision {
  readonly id: string;
  readonly number: number;
  readonly contentHash: string;
  /** By which edition of the rule its hash was made. */
  readonly hashVersion: number;
  readonly madeBy: string;
  /** With the date it bears: its own, or what its issuer said while that signature stands. */
  readonly content: Content;
  /** The text bears no date of its own: whoever issues it says it (党政机关公文处理工作条例第九条). */
  readonly datedAtIssue: boolean;
  /** Of a correction: what the public is told about it. In the hash since edition 2. */
  readonly correctionReason: string | null;
  /** Of a change of the information: the day it changed, which the public is told too. */
  readonly changedOn: LocalDate | null;
}

/** What the public is told of a text that replaces another: a slip put right, or, with its day, a change of the information. */
export interface Correction {
  readonly reason: string;
  readonly changedOn?: LocalDate;
}

/** Writes the next revision of a document. The one before stays as it is; signatures on it no longer count. */
export async function addRevision(
  act: Act,
  type: ContentType,
  documentId: string,
  typed: Content,
  reason: string,
): Promise<Revision> {
  const content = await acceptContent(act, type, typed, documentId);
  const revision = await write(act, documentId, content, reason, await correctionUnderWay(act.tx, documentId));
  await hangAttachments(act, documentId, content);
  await dropWorkingCopyOf(act.tx, act.actor.id, documentId);
  return revision;
}

/** A correction begins with the text as it is out and the reason the public will be told: both are signed together. */
export async function beginCorrection(act: Act, documentId: string, correction: Correction): Promise<Revision> {
  const { content } = await currentRevision(act.tx, documentId);
  const step = correction.changedOn ? '发起变更' : '发起更正';
  return write(act, documentId, content, `${step}：${correction.reason}`, correction);
}

/**
 * What was kept and is judged anew was formed when it was issued: its text bears that date from now on, and no issuer says another. Nothing
 * is written where it bears one already.
 */
export async function keepDate(act: Act, documentId: string, reason: string): Promise<Revision> {
  const revision = await currentRevision(act.tx, documentId);
  if (!revision.datedAtIssue || revision.content.formedOn === undefined) return revision;
  return write(act, documentId, revision.content, `重新认定公开属性：${reason}`, undefined);
}

async function write(
  act: Act,
  documentId: string,
  content: Content,
  reason: string,
  correction: Correction | undefined,
): Promise<Revision> {
  const last = await act.tx
    .selectFrom('document_revision')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('document_id', '=', documentId)
    .executeTakeFirstOrThrow();
  const number = (last.number ?? 0) + 1;
  const hashVersion = 2;
  const told = { correctionReason: correction?.reason ?? null, changedOn: correction?.changedOn ?? null };
  const { journalAlgorithm } = act.services.config;
  const contentHash = contentHashOf(journalAlgorithm, hashVersion, content, told.correctionReason, told.changedOn);
  const row = await act.tx
    .insertInto('document_revision')
    .values({
      document_id: documentId,
      number,
      title: content.title,
      document_number: content.documentNumber ?? null,
      issuing_unit_id: content.issuingUnitId,
      formed_on: (content.formedOn as LocalDate | undefined) ?? null,
      joint_organs: content.jointOrgans ? JSON.stringify(content.jointOrgans) : null,
      lead_publication: content.leadPublication ?? null,
      lead_reason: content.leadReason ?? null,
      source: content.source ?? null,
      column_key: content.columnKey,
      disclosure: content.disclosure,
      disclosure_reason: content.disclosureReason ?? null,
      disclosure_basis: content.disclosureBasis ?? null,
      openness_class: content.opennessClass,
      statutory_class: content.statutoryClass ?? null,
      topic: content.topic ?? null,
      catalogue_item: content.catalogueItem ?? null,
      summary: content.summary ?? null,
      keywords: content.keywords ?? null,
      body_html: content.bodyHtml,
      data: JSON.stringify(content.data),
      attachments: JSON.stringify(content.attachments ?? []),
      media: JSON.stringify(content.media ?? []),
      relations: JSON.stringify(content.relations ?? []),
      content_hash: contentHash,
      hash_version: hashVersion,
      correction_reason: told.correctionReason,
      changed_on: told.changedOn,
      reason,
      made_by: act.actor.id,
      made_at: act.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await act.tx.updateTable('document').set({ current_revision_id: row.id }).where('id', '=', documentId).execute();
  const datedAtIssue = content.formedOn === undefined;
  return { id: row.id, number, contentHash, hashVersion, madeBy: act.actor.id, content, datedAtIssue, ...told };
}

/** What the public is to be told about the correction under way; undefined where the document is not out. */
async function correctionUnderWay(tx: Tx, documentId: string): Promise<Correction | undefined> {
  const document = await tx
    .selectFrom('document')
    .select(['released_revision_id', 'current_revision_id'])
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
  if (!document.released_revision_id || !document.current_revision_id) return undefined;
  return correctionOf(tx, documentId, await currentRevision(tx, documentId));
}

/** Why a revision corrects the one that is out. Those begun before edition 2 of the hash have it in the journal only. */
export async function correctionOf(db: Db | Tx, documentId: string, revision: Revision): Promise<Correction> {
  const { correctionReason: told, changedOn } = revision;
  if (told !== null) return { reason: told, ...(changedOn ? { changedOn } : {}) };
  const entry = await db
    .selectFrom('journal_entry')
    .select('payload')
    .where('chain', '=', `matter:${documentId}`)
    .where('action', '=', 'publication.correct')
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return { reason: String((entry?.payload as { reason?: unknown } | undefined)?.reason ?? '内容更正') };
}

export async function revisionById(db: Db | Tx, id: string): Promise<Revision | undefined> {
  const row = await db
    .selectFrom('document_revision as r')
    .selectAll('r')
    .select(formedOn.as('dated_on'))
    .where('r.id', '=', id)
    .executeTakeFirst();
  return row && revisionOf(row);
}

const revisionOf = (row: RevisionRow): Revision => ({
  id: row.id,
  number: row.number,
  contentHash: row.content_hash,
  hashVersion: row.hash_version,
  madeBy: row.made_by,
  content: contentOf(row),
  datedAtIssue: row.formed_on === null,
  correctionReason: row.correction_reason,
  changedOn: row.changed_on,
});

interface RevisionRow extends ContentRow {
  readonly id: string;
  readonly number: number;
  readonly content_hash: string;
  readonly hash_version: number;
  readonly correction_reason: string | null;
  readonly changed_on: LocalDate | null;
  readonly made_by: string;
}

interface ContentRow {
  readonly title: string;
  readonly document_number: string | null;
  readonly issuing_unit_id: string;
  readonly formed_on: string | null;
  readonly dated_on: string | null;
  readonly joint_organs: unknown;
  readonly lead_publication: string | null;
  readonly lead_reason: string | null;
  readonly source: string | null;
  readonly column_key: string;
  readonly disclosure: string;
  readonly disclosure_reason: string | null;
  readonly disclosure_basis: string | null;
  readonly openness_class: string;
  readonly statutory_class: number | null;
  readonly topic: string | null;
  readonly catalogue_item: string | null;
  readonly summary: string | null;
  readonly keywords: string | null;
  readonly body_html: string;
  readonly data: unknown;
  readonly attachments: unknown;
  readonly media: unknown;
  readonly relations: unknown;
}

function contentOf(row: ContentRow): Content {
  const content = {
    title: row.title,
    documentNumber: row.document_number ?? undefined,
    issuingUnitId: row.issuing_unit_id,
    formedOn: row.dated_on ?? undefined,
    jointOrgans: row.joint_organs ?? undefined,
    leadPublication: row.lead_publication ?? undefined,
    leadReason: row.lead_reason ?? undefined,
    source: row.source ?? undefined,
    columnKey: row.column_key,
    disclosure: row.disclosure,
    disclosureReason: row.disclosure_reason ?? undefined,
    disclosureBasis: row.disclosure_basis ?? undefined,
    opennessClass: row.openness_class,
    statutoryClass: row.statutory_class ?? undefined,
    topic: row.topic ?? undefined,
    catalogueItem: row.catalogue_item ?? undefined,
    summary: row.summary ?? undefined,
    keywords: row.keywords ?? undefined,
    bodyHtml: row.body_html,
    data: row.data,
    attachments: row.attachments,
    media: row.media,
    relations: row.relations,
  };
  return JSON.parse(JSON.stringify(content)) as Content;
}

/** The revision being worked on, with who wrote it. */
export async function currentRevision(db: Db | Tx, documentId: string): Promise<Revision> {
  const row = await db
    .selectFrom('document as d')
    .innerJoin('document_revision as r', 'r.id', 'd.current_revision_id')
    .selectAll('r')
    .select(formedOn.as('dated_on'))
    .where('d.id', '=', documentId)
    .executeTakeFirst();
  if (!row) throw new Error(`document ${documentId} has no revision`);
  return revisionOf(row);
}

/** Everybody who has ever written at a document: none of them may sign it or let it out. */
export async function authorsOf(db: Db | Tx, documentId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('document_revision')
    .select('made_by')
    .distinct()
    .where('document_id', '=', documentId)
    .execute();
  return rows.map((row) => row.made_by);
}
