import { sql } from 'kysely';
import { notFound } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { matterById, maySee } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import { publicationKind } from '../kind.ts';
import { publishingPolicy } from '../policy.ts';
import { readinessDefects } from '../releases.ts';
import { publicationWorkflow } from '../workflow.ts';
import type { SetDetail, SetLine, SetMember, SetState } from './contract.ts';

const bureausOf = (actor: Actor) => [...new Set(actor.grants.flatMap(({ unitPath }) => unitPath.slice(0, 1)))];

/** The sets of the bureaus somebody works in, those still open first, then newest first. */
export async function releaseSets({ db }: Services, actor: Actor): Promise<SetLine[]> {
  const bureaus = bureausOf(actor);
  if (bureaus.length === 0) return [];
  const rows = await setRows(db)
    .where('s.bureau_id', 'in', bureaus)
    .orderBy(sql`coalesce(s.released_at, s.dissolved_at) is null`, 'desc')
    .orderBy('s.made_at', 'desc')
    .limit(200)
    .execute();
  return rows.map(lineOf);
}

/** One set with its readiness board: for each document everything that is still against its release. */
export async function releaseSet(services: Services, actor: Actor, id: string): Promise<SetDetail> {
  const { db, catalogue } = services;
  const row = await setRows(db).where('s.id', '=', id).executeTakeFirst();
  if (!row || !allows(publishingPolicy['publishing.read-sets'], actor, { bureauId: row.bureauId }))
    throw notFound('这个发布组');
  const members = await db
    .selectFrom('release_set_member as sm')
    .innerJoin('document as d', 'd.id', 'sm.document_id')
    .innerJoin('matter as m', 'm.id', 'd.id')
    .innerJoin('unit as u', 'u.id', 'm.lead_unit_id')
    .select(['d.id', 'd.type', 'd.index_number as indexNumber', 'm.title', 'm.state', 'u.name as unitName'])
    .where('sm.set_id', '=', id)
    .orderBy('sm.added_at')
    .execute();
  const states: Readonly<Record<string, { readonly label: string }>> = publicationWorkflow.states;
  const open = !row.releasedAt && !row.dissolvedAt;
  const memberList: SetMember[] = [];
  for (const { id: documentId, type, ...member } of members) {
    const matter = await matterById(db, documentId);
    if (!matter || !maySee(publicationKind, matter, actor)) continue;
    memberList.push({
      documentId,
      ...member,
      typeLabel: catalogue.contentTypes.get(type)?.label ?? type,
      stateLabel: states[member.state]?.label ?? member.state,
      missing: open ? await readinessDefects(services, matter) : [],
    });
  }
  const subject = { bureauId: row.bureauId };
  return {
    ...lineOf(row),
    memberList,
    ready: open && memberList.length > 0 && memberList.every(({ missing }) => missing.length === 0),
    failure: row.failure,
    mayChange: open && !row.orderedAt && allows(publishingPolicy['publishing.manage-sets'], actor, subject),
    mayRelease: open && allows(publishingPolicy['publishing.release-sets'], actor, subject),
  };
}

function setRows(db: Services['db']) {
  return db
    .selectFrom('release_set as s')
    .leftJoin('person as p', 'p.id', 's.made_by')
    .select((eb) => [
      's.id',
      's.version',
      's.title',
      's.reason',
      's.bureau_id as bureauId',
      's.release_at as releaseAt',
      's.released_at as releasedAt',
      's.dissolved_at as dissolvedAt',
      's.ordered_at as orderedAt',
      'p.name as madeBy',
      's.made_at as madeAt',
      sql<number>`(select count(*)::int from release_set_member sm where sm.set_id = ${eb.ref('s.id')})`.as('members'),
      sql<string | null>`(select max(x.failure) from release x where x.set_id = ${eb.ref('s.id')}
        and x.released_at is null and x.cancelled_at is null)`.as('failure'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof setRows>['executeTakeFirstOrThrow']>>;

function lineOf(row: Row): SetLine {
  const { bureauId: _, dissolvedAt, orderedAt, failure: __, ...line } = row;
  const state: SetState = line.releasedAt
    ? 'released'
    : dissolvedAt
      ? 'dissolved'
      : orderedAt
        ? 'scheduled'
        : 'gathering';
  return { ...line, state };
}
