import { civilDate } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import type { Told, Withdrawn } from './mails.ts';

// What a mail says of documents: what the portal says at that moment, asked under the role that reads nothing else.

interface Of {
  readonly id: string;
  readonly documentId: string;
  readonly event: string;
}

/** By delivery, what stands there now: what is withdrawn or was never out is not among it. */
export async function toldOf({ portalDb }: Services, deliveries: readonly Of[]): Promise<Map<string, Told>> {
  const rows = await portalDb
    .selectFrom('portal.document')
    .select(['id', 'index_number', 'title', 'document_number', 'unit_name', 'formed_on'])
    .where(
      'id',
      'in',
      deliveries.map(({ documentId }) => documentId),
    )
    .where('withdrawn_at', 'is', null)
    .execute();
  const shown = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    deliveries.flatMap(({ id, documentId, event }): [string, Told][] => {
      const found = shown.get(documentId);
      if (!found) return [];
      const { index_number, title, document_number, unit_name, formed_on } = found;
      const names = { indexNumber: index_number, documentNumber: document_number, unitName: unit_name };
      return [[id, { ...names, title, formedOn: formed_on, corrected: event === 'corrected' }]];
    }),
  );
}

/** By delivery, what was taken off. Where the portal was told no reason it knows no title either, and its address is not mailed. */
export async function withdrawnOf({ portalDb }: Services, deliveries: readonly Of[]): Promise<Map<string, Withdrawn>> {
  const rows = await portalDb
    .selectFrom('portal.document')
    .select(['id', 'index_number', 'title', 'unit_name', 'withdrawn_at', 'withdrawn_reason'])
    .where(
      'id',
      'in',
      deliveries.map(({ documentId }) => documentId),
    )
    .execute();
  const left = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    deliveries.flatMap(({ id, documentId }): [string, Withdrawn][] => {
      const found = left.get(documentId);
      if (!found?.withdrawn_at) return [];
      const named = found.withdrawn_reason === null ? null : { title: found.title, indexNumber: found.index_number };
      return [[id, { named, unitName: found.unit_name, withdrawnOn: civilDate(found.withdrawn_at) }]];
    }),
  );
}
