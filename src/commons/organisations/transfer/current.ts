import { sql } from 'kysely';
import type { Db, Tx } from '#platform/db.ts';
import type { SecretBox } from '#platform/secret-box.ts';
import { PHONE_CONTEXT } from '../commands/people.ts';
import { kindLabel } from '../kinds.ts';
import { roleLabel } from '../roles.ts';
import { NO, type Row, type Tables, YES } from './columns.ts';

/** The register as the rows an export writes, in their order. Phones only when the box to open them is given. */
export async function registerTables(db: Db | Tx, secrets?: SecretBox): Promise<Tables> {
  return {
    units: await unitRows(db),
    aliases: await aliasRows(db),
    classes: await classRows(db),
    posts: await postRows(db),
    people: await peopleRows(db, secrets),
  };
}

async function unitRows(db: Db | Tx): Promise<Row<'units'>[]> {
  const rows = await db
    .selectFrom('unit as u')
    .leftJoin('unit as parent', 'parent.id', 'u.parent_id')
    .leftJoin('unit as office', 'office.id', 'u.office_unit_id')
    .selectAll('u')
    .select(['parent.key as parent', 'office.key as office'])
    .orderBy('u.position')
    .orderBy('u.key')
    .execute();
  return rows.map((row) => ({
    key: row.key,
    kind: kindLabel(row.kind),
    name: row.name,
    shortName: row.short_name ?? '',
    parent: row.parent ?? '',
    office: row.office ?? '',
    region: row.region_code ?? '',
    functions: row.functions ?? '',
    address: row.address ?? '',
    hours: row.office_hours ?? '',
    phone: row.phone ?? '',
    email: row.email ?? '',
    position: String(row.position),
    founded: row.founded_on ?? '',
    closed: row.closed_on ?? '',
  }));
}

async function aliasRows(db: Db | Tx): Promise<Row<'aliases'>[]> {
  const rows = await db
    .selectFrom('unit_alias as a')
    .innerJoin('unit as u', 'u.id', 'a.unit_id')
    .select(['a.alias', 'u.key as unit', 'a.note'])
    .orderBy('u.position')
    .orderBy('u.key')
    .orderBy(sql`a.alias collate "C"`)
    .execute();
  return rows.map(({ alias, unit, note }) => ({ alias, unit, note: note ?? '' }));
}

async function classRows(db: Db | Tx): Promise<Row<'classes'>[]> {
  const rows = await db
    .selectFrom('unit_class as c')
    .innerJoin('unit as u', 'u.id', 'c.bureau_id')
    .select(['c.key', 'c.name', 'c.aliases', 'u.key as bureau', 'c.kinds', 'c.open'])
    .orderBy('u.position')
    .orderBy('c.key')
    .execute();
  return rows.map(({ key, name, aliases, bureau, kinds, open }) => ({
    key,
    name,
    aliases: aliases.join('；'),
    bureau,
    kinds: kinds.map(kindLabel).join('、'),
    open: open ? YES : NO,
  }));
}

async function postRows(db: Db | Tx): Promise<Row<'posts'>[]> {
  const rows = await db
    .selectFrom('post as p')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select(['u.key as unit', 'p.title', 'p.roles', 'p.position', 'p.public', 'p.abolished_on'])
    .orderBy('u.position')
    .orderBy('u.key')
    .orderBy('p.position')
    .orderBy(sql`p.title collate "C"`)
    .execute();
  return rows.map((row) => ({
    unit: row.unit,
    title: row.title,
    roles: row.roles.map(roleLabel).join('、'),
    position: String(row.position),
    public: row.public ? YES : NO,
    abolished: row.abolished_on ?? '',
  }));
}

async function peopleRows(db: Db | Tx, secrets: SecretBox | undefined): Promise<Row<'people'>[]> {
  const rows = await db
    .selectFrom('person as who')
    .leftJoin('post_holding as h', 'h.person_id', 'who.id')
    .leftJoin('post as p', 'p.id', 'h.post_id')
    .leftJoin('unit as u', 'u.id', 'p.unit_id')
    .select([
      'who.staff_number',
      'who.name',
      'who.email',
      'who.phone',
      'who.active',
      'u.key as unit',
      'p.title',
      'h.from_on',
      'h.until_on',
    ])
    .where('who.staff_number', 'is not', null)
    .orderBy(sql`who.staff_number collate "C"`)
    .orderBy('h.from_on')
    .orderBy('u.position')
    .orderBy('u.key')
    .orderBy('p.position')
    .execute();
  return rows.map((row) => ({
    staffNumber: row.staff_number ?? '',
    name: row.name,
    email: row.email ?? '',
    phone: row.phone && secrets ? secrets.open(row.phone, PHONE_CONTEXT) : '',
    active: row.active ? YES : NO,
    unit: row.unit ?? '',
    post: row.title ?? '',
    from: row.from_on ?? '',
    until: row.until_on ?? '',
  }));
}
