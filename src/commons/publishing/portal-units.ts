import type { Db } from '#platform/db.ts';

export interface PublicUnit {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly functions: string | null;
  readonly address: string | null;
  readonly officeHours: string | null;
  readonly phone: string | null;
  readonly leaders: readonly { readonly title: string; readonly name: string }[];
}

/** Every unit the register has released, in its order. */
export async function publicUnits(db: Db): Promise<PublicUnit[]> {
  const rows = await db
    .selectFrom('portal.unit')
    .select([
      'id',
      'key',
      'kind',
      'name',
      'parent_id as parentId',
      'functions',
      'address',
      'office_hours as officeHours',
      'phone',
      'leaders',
    ])
    .orderBy('position')
    .orderBy('key')
    .execute();
  // `leaders` is made by the organisation register as [{title, name}].
  return rows as unknown as PublicUnit[];
}

/** Units under which documents stand, for the filter of a list. */
export function unitsWithDocuments(db: Db): Promise<{ key: string; name: string }[]> {
  return db
    .selectFrom('portal.unit as u')
    .select(['u.key', 'u.name'])
    .where('u.id', 'in', (eb) =>
      eb.selectFrom('portal.document as d').select('d.unit_id').distinct().where('d.withdrawn_at', 'is', null),
    )
    .orderBy('u.position')
    .orderBy('u.key')
    .execute();
}
