import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor, Grant, Scope } from '#kernel/policy.ts';
import { type MatterKind, type MatterRow, askCountersign, matters, maySee, visibleTo } from './index.ts';
import { ledgerFilters } from './ledger-filters.ts';
import { type Bureau, openBureau } from './testing/bureau.ts';
import { errand, quietErrand } from './testing/errand.ts';

const SCOPES: readonly Scope[] = ['anywhere', 'lead', 'involved', 'above', 'bureau', 'superior', 'self', 'assignee'];
const ROLES = ['clerk', 'department-head', 'openness-officer', 'secrecy-reviewer', 'registrar', 'auditor'];
const UNITS = ['jx-mpa', 'jx-licensing', 'jx-personnel', 'jx-information', 'jx-legal', 'nanchang'];

let bureau: Bureau;
let all: readonly MatterRow[];
let places: readonly { id: string; path: readonly string[] }[];
let people: readonly string[];
beforeAll(async () => {
  bureau = await openBureau();
  const clerk = await bureau.who('clerk', 'jx-licensing');
  const errands = [
    await bureau.errand('jx-licensing', { kind: quietErrand }),
    await bureau.errand('jx-licensing', { helped: 'nanchang' }),
    await bureau.errand('jx-personnel', { kind: quietErrand, helped: 'jx-information' }),
    await bureau.errand('jx-personnel', { kind: quietErrand, assignee: clerk }),
    await bureau.errand('nanchang', { helped: 'jx-information' }),
  ];
  await bureau.as(clerk, async (a) =>
    askCountersign(a, {
      matterId: errands[0]?.id ?? '',
      unitIds: [await bureau.unit('jx-legal')],
      question: '是否同意？',
      limitDays: 3,
    }),
  );
  const office = await bureau.who('openness-officer', 'jx-finance');
  people = [clerk.id, office.id, '00000000-0000-4000-8000-000000000001'];
  const secret = [errands[2]?.id ?? '', errands[4]?.id ?? ''];
  await bureau.services.db.updateTable('matter').set({ restricted: true }).where('id', 'in', secret).execute();
  // The last of them is restricted to people by name as well.
  const named = { matter_id: errands[4]?.id ?? '', person_ids: [clerk.id], since: bureau.services.time.now() };
  await bureau.services.db.insertInto('matter_restriction').values(named).execute();
  all = await matters(bureau.services.db).execute();
  places = await bureau.services.db.selectFrom('unit').select(['id', 'path']).where('key', 'in', UNITS).execute();
});
afterAll(() => bureau.close());

const rules = fc.array(
  fc.record(
    {
      roles: fc.oneof(fc.constant('staff' as const), fc.uniqueArray(fc.constantFrom(...ROLES), { maxLength: 2 })),
      scope: fc.constantFrom(...SCOPES),
      states: fc.subarray(['handling', 'review']),
    },
    { requiredKeys: ['roles', 'scope'] },
  ),
  { maxLength: 3 },
);

const actors = (): fc.Arbitrary<Actor> =>
  fc.record({
    id: fc.constantFrom(...people),
    name: fc.constant('某人'),
    secondFactor: fc.constant(true),
    grants: fc.array(
      fc
        .tuple(fc.constantFrom(...ROLES), fc.constantFrom(...places))
        .map(([role, { id, path }]): Grant => ({ role, unitId: id, unitPath: path })),
      { maxLength: 3 },
    ),
  });

const distinct = (words: readonly string[]) => [...new Set(words)].toSorted();

it('a list shows exactly the matters each of which the person could open, and is filtered by what occurs among them, whatever a kind declares', async () => {
  let hidden = 0;
  let shown = 0;
  await fc.assert(
    fc.asyncProperty(actors(), rules, rules, async (actor, visible, visibleWhenRestricted) => {
      const kinds = new Map<string, MatterKind>([
        ['errand', { ...errand, visibleWhenRestricted }],
        ['quiet-errand', { ...quietErrand, visibleTo: visible, visibleWhenRestricted }],
      ]);
      const listed = await bureau.services.db
        .selectFrom('matter as m')
        .select('m.id')
        .where(visibleTo(actor, kinds))
        .execute();
      const opened = all.filter((matter) => {
        const kind = kinds.get(matter.kind);
        return kind && maySee(kind, matter, actor);
      });
      expect(listed.map(({ id }) => id).toSorted()).toEqual(opened.map(({ id }) => id).toSorted());
      const { services } = bureau;
      const filters = await ledgerFilters({ ...services, catalogue: { ...services.catalogue, kinds } }, actor);
      expect(filters.kinds.map(({ key }) => key).toSorted()).toEqual(distinct(opened.map(({ kind }) => kind)));
      const taking = opened.flatMap(({ leadUnitId, cooperatingUnitIds }) => [leadUnitId, ...cooperatingUnitIds]);
      expect(filters.units.map(({ id }) => id).toSorted()).toEqual(distinct(taking));
      shown += opened.length;
      hidden += all.length - opened.length;
    }),
    { numRuns: 150 },
  );
  // Both answers must have occurred, or the comparison said nothing.
  expect([shown > 50, hidden > 50]).toEqual([true, true]);
});

it('a unit asked to countersign sees the matter, however quiet its kind', async () => {
  const head = await bureau.who('department-head', 'jx-legal');
  const quiet = all.find(({ countersigningUnitIds }) => countersigningUnitIds.length > 0);
  expect((await bureau.browse(head).get(`/api/matters/${quiet?.id}`)).statusCode).toBe(200);
});

it.each(['administrator', 'security-officer', 'auditor', 'registrar'])(
  'a post of %s in the unit that leads a quiet matter, or is asked about it, shows nothing of it',
  async (role) => {
    const quiet = all.find(({ countersigningUnitIds }) => countersigningUnitIds.length > 0);
    for (const unitId of [quiet?.leadUnitId ?? '', ...(quiet?.countersigningUnitIds ?? [])]) {
      const path = places.find(({ id }) => id === unitId)?.path ?? [];
      const withRole = (one: string): Actor => ({
        id: '00000000-0000-4000-8000-000000000002',
        name: '某人',
        secondFactor: true,
        grants: [{ role: one, unitId, unitPath: path }],
      });
      expect(quiet && maySee(quietErrand, quiet, withRole(role))).toBe(false);
      expect(quiet && maySee(quietErrand, quiet, withRole('clerk'))).toBe(true);
    }
  },
);
