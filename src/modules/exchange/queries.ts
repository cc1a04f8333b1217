import { sql } from 'kysely';
import { addDays, localDate, startOfDay } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import type { KeyLine, PartnerLine, RecordLine, RecordQuery } from './contract.ts';
import { ofBureaus } from './partner-sight.ts';

/** Every partner with its keys, those in use first. Secrets are not among what is read. */
export async function partnersWithKeys({ db, time }: Services, bureaus?: readonly string[]): Promise<PartnerLine[]> {
  const now = time.now();
  const partners = await db
    .selectFrom('exchange_partner as p')
    .innerJoin('unit as b', 'b.id', 'p.bureau_id')
    .innerJoin('person as who', 'who.id', 'p.changed_by')
    .select(['p.id', 'p.version', 'p.key', 'p.name', 'b.name as bureauName', 'p.contact', 'p.operations'])
    .select(['p.unit_ids as unitIds', 'p.networks', 'p.per_minute as perMinute', 'p.legality_url as legalityUrl'])
    .select(['p.payments_url as paymentsUrl', 'p.payments_item as paymentsItem'])
    .select(['p.answer_hours as answerHours', 'p.closed_at as closedAt', 'who.name as changedBy'])
    .select('p.changed_at as changedAt')
    .select(
      sql<string[]>`array(select u.name from unit u where u.id = any(p.unit_ids) order by u.position, u.key)`.as(
        'unitNames',
      ),
    )
    .where(ofBureaus(bureaus))
    .orderBy(sql`p.closed_at is not null`)
    .orderBy('p.name')
    .execute();
  const keys = await db
    .selectFrom('exchange_key as k')
    .innerJoin('person as who', 'who.id', 'k.issued_by')
    .select(['k.id', 'k.partner_id', 'k.key_id as keyId', 'who.name as issuedBy', 'k.issued_at as issuedAt'])
    .select(['k.expires_at as expiresAt', 'k.revoked_at as revokedAt', 'k.revoked_for as revokedFor'])
    .select('k.last_used_at as lastUsedAt')
    .orderBy('k.issued_at', 'desc')
    .orderBy('k.id')
    .execute();
  return partners.map((partner) => ({
    ...partner,
    // The contract's choice was checked when it was saved.
    operations: partner.operations as PartnerLine['operations'],
    keys: keys
      .filter((key) => key.partner_id === partner.id)
      .map(({ partner_id: _, ...key }): KeyLine => ({ ...key, usable: key.revokedAt === null && key.expiresAt > now })),
  }));
}

/** A page of the record of exchanges, newest first. */
export async function recordsLike(
  { db }: Services,
  { partner, direction, result, q, from, to, page, size }: RecordQuery,
  bureaus?: readonly string[],
): Promise<{ rows: RecordLine[]; total: number }> {
  const word = q?.trim();
  const matching = db
    .selectFrom('exchange_record as r')
    .leftJoin('exchange_partner as p', 'p.id', 'r.partner_id')
    .leftJoin('document as d', 'd.id', 'r.document_id')
    // Calls of nobody we know are of no bureau.
    .where((eb) => eb.or([eb('r.partner_id', 'is', null), ofBureaus(bureaus)]))
    .$if(partner !== undefined, (rows) => rows.where('p.key', '=', partner ?? ''))
    .$if(direction !== undefined, (rows) => rows.where('r.direction', '=', direction ?? ''))
    .$if(result === 'ok', (rows) => rows.where('r.outcome', 'in', ['ok', 'repeated']))
    .$if(result === 'refused', (rows) => rows.where('r.outcome', 'not in', ['ok', 'repeated']))
    .$if(result === 'open', (rows) => rows.where('r.ended_at', 'is', null))
    .$if(from !== undefined, (rows) => rows.where('r.begun_at', '>=', startOfDay(localDate(from ?? ''))))
    .$if(to !== undefined, (rows) => rows.where('r.begun_at', '<', startOfDay(addDays(localDate(to ?? ''), 1))))
    .$if(Boolean(word), (rows) =>
      rows.where((eb) =>
        eb.or([
          eb('r.request_id', '=', word ?? ''),
          eb('r.external_id', '=', word ?? ''),
          eb('d.index_number', '=', word ?? ''),
          eb('r.key_id', '=', word ?? ''),
        ]),
      ),
    );
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await matching
    .select(['r.id', 'r.direction', 'p.name as partnerName', 'r.key_id as keyId', 'r.operation', 'r.method', 'r.path'])
    .select(['r.request_id as requestId', 'r.external_id as externalId', 'r.document_id as documentId'])
    .select(['d.index_number as indexNumber', 'r.size', 'r.payload_hash as payloadHash', 'r.begun_at as begunAt'])
    .select(['r.status', 'r.outcome', 'r.detail', 'r.ms'])
    .orderBy('r.begun_at', 'desc')
    .orderBy('r.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  // The table's check allows no other direction.
  return { total, rows: rows.map((row) => ({ ...row, direction: row.direction as RecordLine['direction'] })) };
}
