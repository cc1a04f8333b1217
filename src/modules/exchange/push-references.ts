import type { Actor } from '#kernel/policy.ts';
import { bureauOf, grantsOf, holdersOf, peopleByIds } from '#commons/organisations/index.ts';
import type { Db } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import type { PushDocument } from './push-schema.ts';
import type { Partner } from './signed-call.ts';

export type Defects = Record<string, string>;

/** What the names in a push stand for here. */
export interface References {
  readonly unitId: string;
  /** Whose draft it becomes; where the person named may not draft, somebody who may, so that the rest can be looked at all the same. */
  readonly actor: Actor;
  readonly issuingUnitId: string;
  readonly relations: readonly { readonly kind: string; readonly documentId: string }[];
}

/** Finds unit, drafter, issuing unit and related documents. What is not found or not allowed is added to `defects`. */
export async function referencesOf(
  services: Services,
  partner: Partner,
  push: PushDocument,
  defects: Defects,
): Promise<References | undefined> {
  const { db } = services;
  const unit = await unitByKey(db, push.unit);
  const mayPushFor =
    unit &&
    bureauOf(unit) === partner.bureauId &&
    (partner.unitIds.length === 0 || partner.unitIds.some((id) => unit.path.includes(id) || unit.id === id));
  if (!mayPushFor) defects.unit = `「${push.unit}」不在登记的单位范围内，请核对单位代号`;
  const drafter = mayPushFor && (await drafterNamed(services, push, unit.id));
  if (mayPushFor && !drafter) defects.drafter = `拟稿人不存在、已停用，或在「${unit.name}」没有拟稿岗位`;
  const issuing = push.document.issuingUnit ? await unitByKey(db, push.document.issuingUnit) : undefined;
  if (push.document.issuingUnit && !issuing) defects['document.issuingUnit'] = '没有这个代号的单位，请核对';
  const relations = await relationsOf(db, partner, push, defects);
  const actor = drafter || (mayPushFor && (await anyDrafter(services, unit.id)));
  if (!mayPushFor || !actor) return undefined;
  return { unitId: unit.id, actor, issuingUnitId: issuing?.id ?? bureauOf(unit), relations };
}

const unitByKey = (db: Db, key: string) =>
  db
    .selectFrom('unit')
    .select(['id', 'name', 'path'])
    .where('key', '=', key)
    .where('closed_on', 'is', null)
    .executeTakeFirst();

/** The person named, if both names are of the same one, who drafts in this unit by a post of their own. */
async function drafterNamed(services: Services, { drafter }: PushDocument, unitId: string): Promise<Actor | undefined> {
  const person = await services.db
    .selectFrom('person as p')
    .leftJoin('auth_user as u', 'u.id', 'p.id')
    .leftJoin('account as a', 'a.person_id', 'p.id')
    .select(['p.id', 'a.disabled_at'])
    .where('p.active', '=', true)
    .$if(drafter.account !== undefined, (q) => q.where('u.username', '=', drafter.account ?? ''))
    .$if(drafter.staffNumber !== undefined, (q) => q.where('p.staff_number', '=', drafter.staffNumber ?? ''))
    .executeTakeFirst();
  return person && !person.disabled_at ? drafterIn(services, person.id, unitId) : undefined;
}

async function anyDrafter(services: Services, unitId: string): Promise<Actor | undefined> {
  for (const id of await holdersOf(services.db, { role: 'drafter', on: services.time.today(), unitId })) {
    const actor = await drafterIn(services, id, unitId);
    if (actor) return actor;
  }
  return undefined;
}

/** The person with nothing but the right to draft in this unit: a push does nothing else in their name. */
async function drafterIn({ db, time }: Services, personId: string, unitId: string): Promise<Actor | undefined> {
  const grants = (await grantsOf(db, personId, time.today())).filter(
    (grant) => grant.role === 'drafter' && grant.unitId === unitId && grant.onBehalfOf === undefined,
  );
  const [person] = await peopleByIds(db, [personId]);
  return person && grants.length > 0 ? { id: personId, name: person.name, grants, secondFactor: false } : undefined;
}

async function relationsOf(db: Db, partner: Partner, { document }: PushDocument, defects: Defects) {
  const relations: { kind: string; documentId: string }[] = [];
  for (const [place, { kind, indexNumber }] of (document.relations ?? []).entries()) {
    const found = await db
      .selectFrom('document as d')
      .innerJoin('matter as m', 'm.id', 'd.id')
      .select('d.id')
      .where('d.index_number', '=', indexNumber)
      .where('m.bureau_id', '=', partner.bureauId)
      // Of a document that is not out, a partner learns nothing but what it pushed itself.
      .where((eb) =>
        eb.or([
          eb('d.released_at', 'is not', null),
          eb.exists(
            eb
              .selectFrom('exchange_document as x')
              .select('x.document_id')
              .whereRef('x.document_id', '=', 'd.id')
              .where('x.partner_id', '=', partner.id),
          ),
        ]),
      )
      .executeTakeFirst();
    if (found) relations.push({ kind, documentId: found.id });
    else defects[`document.relations.${place}.indexNumber`] = `没有索引号为「${indexNumber}」的已公开文件`;
  }
  return relations;
}
