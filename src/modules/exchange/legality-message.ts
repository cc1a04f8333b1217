import { attachmentPurposes } from '#commons/attachments/index.ts';
import { statutoryLabel } from '#commons/publishing/statutory-kinds.ts';
import { currentRevision } from '#commons/publishing/index.ts';
import type { Services } from '#platform/services.ts';
import { type Material, materialsOf } from './legality-files.ts';
import type { Message } from './messages.ts';

/**
 * The request to the legality-review platform: the text under review whole, its files by reference. Undefined once it has been
 * called off, the document has left the review, or its text is another: then there is nothing to ask about.
 */
export async function legalityMessage(services: Services, requestId: string): Promise<Message | undefined> {
  const { db, config, catalogue } = services;
  const row = await db
    .selectFrom('exchange_legality_request as q')
    .innerJoin('exchange_partner as p', 'p.id', 'q.partner_id')
    .innerJoin('document as d', 'd.id', 'q.document_id')
    .innerJoin('matter as m', 'm.id', 'q.document_id')
    .innerJoin('unit as u', 'u.id', 'm.lead_unit_id')
    .select(['q.id', 'q.document_id', 'q.content_hash', 'q.asked_at', 'q.due_at', 'q.cancelled_at', 'p.legality_url'])
    .select(['d.type', 'd.index_number', 'm.state', 'u.name as unit'])
    .where('q.id', '=', requestId)
    .executeTakeFirst();
  if (!row?.legality_url || row.cancelled_at || row.state !== 'legalityReview') return undefined;
  const { content, contentHash, number } = await currentRevision(db, row.document_id);
  if (contentHash !== row.content_hash) return undefined;
  const base = `${config.baseUrl}/open/v1/exchange`;
  const sent = ({ name, size, mediaType, hash }: Pick<Material, 'name' | 'size' | 'mediaType' | 'hash'>) => ({
    name,
    size,
    mediaType,
    sha256: hash,
    url: `${base}/legality-requests/${row.id}/attachments/${hash}`,
  });
  const purposes: Readonly<Record<string, string>> = attachmentPurposes;
  const body = {
    id: row.id,
    event: 'legality.requested',
    occurredAt: row.asked_at,
    dueAt: row.due_at,
    answerUrl: `${base}/legality-opinions`,
    document: {
      indexNumber: row.index_number,
      title: content.title,
      documentNumber: content.documentNumber ?? null,
      type: row.type,
      typeLabel: catalogue.contentTypes.get(row.type)?.label ?? row.type,
      unit: row.unit,
      formedOn: content.formedOn ?? null,
      statutoryClass: statutoryLabel(content.statutoryClass) ?? null,
      summary: content.summary ?? null,
      data: content.data ?? {},
      revision: number,
      contentHash,
      bodyHtml: content.bodyHtml,
      attachments: (content.attachments ?? []).map(sent),
      materials: (await materialsOf(services, row.document_id)).map(({ purpose, ...file }) => ({
        purpose,
        purposeLabel: purposes[purpose] ?? purpose,
        ...sent(file),
      })),
    },
  };
  return { url: row.legality_url, body };
}
