import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FULL_CHAIN } from '#commons/publishing/index.ts';
import { ROLES } from '#commons/organisations/index.ts';
import { clockDefects } from '#kernel/clock-laws.ts';
import { workflowDefects } from '#kernel/workflow-laws.ts';
import { LIMITS } from '#platform/limits.ts';
import { type TestDatabase, freshDatabase } from '#platform/testing/database.ts';
import { allClocks } from './docs/generate.ts';
import { NOT_BUILT_YET, REQUIREMENT_IDS } from './docs/requirements.ts';
import { allRoutes } from './docs/routes.ts';
import { allJobs, composedPolicy, contentTypes, features, kinds } from './house.ts';
import { rootCommands } from './root-commands.ts';

// What must be true of everything that is declared, whoever declares it.

const twice = (names: readonly string[]) => names.filter((name, i) => names.indexOf(name) !== i);

describe('every declaration', () => {
  test.each(kinds.map((kind) => [kind.key, kind] as const))(
    'of the workflow %s has no defect',
    (_key, { workflow }) => {
      expect(workflowDefects(workflow)).toEqual([]);
    },
  );

  test('of a workflow by a feature is that of a kind, and none is forgotten', () => {
    const declared = features.flatMap((feature) => feature.workflows ?? []);
    expect(declared.map(({ key }) => key).sort()).toEqual(kinds.map(({ workflow }) => workflow.key).sort());
  });

  test.each(kinds.map((kind) => [kind.key, kind] as const))(
    'of the kind %s has a rule and a form for each step, for roles that somebody can hold',
    (_key, { workflow, policy, fields, officeRole }) => {
      const steps = Object.keys(workflow.steps).sort();
      expect(Object.keys(policy).sort()).toEqual(steps);
      expect(Object.keys(fields).sort()).toEqual(steps);
      const owners = Object.values(workflow.states).flatMap(({ owner }) => (owner ? [owner.role] : []));
      expect(unknownRoles([officeRole, ...owners, ...Object.values(policy).flatMap(rolesOf)])).toEqual([]);
    },
  );

  test.each(allClocks().map((editions) => [editions[0]?.key ?? '', editions] as const))(
    'of the clock %s obeys the laws of clocks and cites its source',
    (_key, editions) => {
      expect(clockDefects(editions)).toEqual([]);
      for (const { basis } of editions) expect(basis.length).toBeGreaterThan(5);
    },
  );

  test('of a policy names roles that somebody can hold, and a label', () => {
    const rules = Object.values(composedPolicy());
    expect(unknownRoles(rules.flatMap(rolesOf))).toEqual([]);
    expect(rules.filter(({ label }) => label.trim() === '')).toEqual([]);
  });

  test('has a name of its own', () => {
    expect(twice(features.map(({ key }) => key))).toEqual([]);
    expect(twice(allJobs().map(({ name }) => name))).toEqual([]);
    expect(twice(kinds.map(({ series }) => series.key))).toEqual([]);
    expect(twice(features.flatMap(({ promises }) => promises ?? []).map(({ key }) => key))).toEqual([]);
    expect(twice(features.flatMap(({ settings }) => settings ?? []).map(({ key }) => key))).toEqual([]);
    const commands = [...rootCommands, ...features.flatMap((feature) => feature.commands ?? [])];
    expect(twice(commands.map(({ words }) => words))).toEqual([]);
  });
});

const rolesOf = ({ roles }: { readonly roles: readonly string[] | string }) => (typeof roles === 'string' ? [] : roles);
const unknownRoles = (roles: readonly string[]) =>
  [...new Set(roles)].filter((role) => role !== 'system' && !Object.hasOwn(ROLES, role));

test.each(REQUIREMENT_IDS.map((id) => [id]))(
  '%s is claimed by a feature or known not to be built, never both',
  (id) => {
    const claimed = features.some(({ serves }) => serves.includes(id));
    expect(claimed).toBe(!NOT_BUILT_YET.includes(id));
  },
);

test('what must not be silently late is promised, and so watched', () => {
  const promised = features.flatMap(({ promises }) => promises ?? []).map(({ key }) => key);
  expect(promised).toEqual(expect.arrayContaining(['release', 'delivery', 'seal', 'intake']));
});

test('every route names an action that has a rule, and a limit', async () => {
  const routes = await allRoutes();
  const policy = composedPolicy();
  expect(routes.length).toBeGreaterThan(80);
  for (const { action, limit } of routes) {
    expect(policy[action]?.label).toBeTruthy();
    expect(LIMITS[limit].max).toBeGreaterThan(0);
  }
});

test('no route of the interfaces is open to the public but those for signing in and setting up', async () => {
  const policy = composedPolicy();
  const open = (await allRoutes()).filter(
    ({ url, action }) => url.startsWith('/api/') && policy[action]?.roles === 'public',
  );
  expect([...new Set(open.map(({ action }) => action))].sort()).toEqual([
    'identity.set-up',
    'identity.sign-in',
    'identity.who-am-i',
  ]);
});

describe('the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  // Another chain than the usual is a migration: `insert into signature_chain …`.
  test.each(contentTypes.map((type) => [type.key, type] as const))(
    'demands of the kind %s the signatures it declares',
    async (key, { chain, deliberated }) => {
      const { rows } = await sql<{ steps: string[] }>`select signatures_demanded(${key}) as steps`.execute(database.db);
      expect(rows[0]?.steps).toEqual([...chain, ...(deliberated ? ['deliberation'] : [])].toSorted());
    },
  );

  test('demands nothing of a kind that is not declared, and of one nobody knows the usual signatures', async () => {
    const { rows } = await sql<{ type: string }>`select distinct type from signature_chain`.execute(database.db);
    expect(rows.map(({ type }) => type).filter((type) => !contentTypes.some(({ key }) => key === type))).toEqual([]);
    const { rows: unknown } = await sql<{ steps: string[] }>`select signatures_demanded('unknown') as steps`.execute(
      database.db,
    );
    expect(unknown[0]?.steps).toEqual([...FULL_CHAIN].toSorted());
  });
});

describe('the rights in the database', () => {
  const PRIVILEGES = ['select', 'insert', 'update', 'delete', 'truncate'] as const;
  const ROLE_NAMES = ['sunlit_portal', 'sunlit_office', 'sunlit_publisher'] as const;
  type RoleName = (typeof ROLE_NAMES)[number];

  interface Relation {
    readonly schema: string;
    readonly name: string;
    readonly appendOnly: boolean;
  }

  let database: TestDatabase;
  let relations: readonly Relation[];
  beforeAll(async () => {
    database = await freshDatabase();
    const { rows } = await sql<Relation>`
      select n.nspname as schema, c.relname as name,
        exists (select from pg_trigger t join pg_proc p on p.oid = t.tgfoid where t.tgrelid = c.oid and p.proname = 'refuse_change') as "appendOnly"
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'portal', 'intake', 'report') and c.relkind in ('r', 'p', 'v', 'm')
      order by 1, 2`.execute(database.ownerDb);
    relations = rows;
  });
  afterAll(() => database.drop());

  /** Changed in the course of things, and never taken out of the record. */
  const KEPT: ReadonlySet<string> = new Set([
    'journal_chain',
    'annual_report',
    'annual_report_import',
    'allowed_wording',
    'redirect',
    'publication_column',
    'release',
    'review_debt',
    'expert_request',
    'due_extension',
    'supervision_notice',
    'exchange_record',
    'calendar_change',
    'form_closure',
    'request',
    'request_correction',
    'request_search',
    'request_letter',
    'request_letter_shared',
    'request_consultation',
    'request_fee',
    'request_upload',
    'request_reasons',
    'request_replacement',
    'request_own_data',
    'request_relief',
    'request_dispute',
    'request_words',
    'request_answer',
    'request_letter_return',
    'request_call_back',
    'request_notice',
    'request_mail',
    'request_conversion',
    'request_conversion_request',
    'retention_list',
    'retention_entry',
    'request_opinion',
    'request_opinion_finding',
    'request_record',
    'request_record_page',
    'request_record_reading',
    'redaction_copy',
    'redaction_box',
    'redaction_word',
    'redaction_rule',
    'request_archive',
    'request_package',
  ]);

  /** What each role may do; everything else it may not. */
  function allowed(role: RoleName, { schema, name, appendOnly }: Relation): readonly string[] {
    if (role === 'sunlit_publisher') return schema === 'portal' ? ['select', 'insert', 'update', 'delete'] : [];
    if (role === 'sunlit_portal') return schema === 'portal' ? ['select'] : [];
    // Written by triggers alone: what they keep.
    if (
      schema === 'portal' ||
      schema === 'report' ||
      ['signature_chain', 'request_line', 'request_outcome', 'matter_words'].includes(name)
    )
      return ['select'];
    if (name === 'schema_migration') return ['select'];
    if (appendOnly) return ['select', 'insert'];
    return schema === 'public' && KEPT.has(name)
      ? ['select', 'insert', 'update']
      : ['select', 'insert', 'update', 'delete'];
  }

  test.each(ROLE_NAMES)('of %s are, table by table, those declared', async (role) => {
    expect(relations.length).toBeGreaterThan(50);
    for (const relation of relations) {
      const { rows } = await sql<{ privilege: string }>`
        select p as privilege from unnest(${[...PRIVILEGES]}::text[]) p
        where has_table_privilege(${role}, ${`${relation.schema}.${relation.name}`}, p)`.execute(database.ownerDb);
      const found = rows.map(({ privilege }) => privilege);
      expect([`${relation.schema}.${relation.name}`, found]).toEqual([
        `${relation.schema}.${relation.name}`,
        allowed(role, relation),
      ]);
    }
  });

  test('let the portal write of each thing sent in what was sent, column by column, and nothing of what becomes of it', async () => {
    const { rows } = await sql<{ name: string; privilege: string; columns: string[] }>`
      select c.relname as name, p as privilege, array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      cross join unnest(array['select', 'insert', 'update']) p
      where n.nspname <> 'portal' and n.nspname !~ '^(pg_|information_schema)' and c.relkind in ('r', 'p', 'v', 'm')
        and has_column_privilege('sunlit_portal', c.oid, a.attnum, p)
      group by 1, 2 order by 1, 2`.execute(database.ownerDb);
    expect(rows.map(({ name, privilege, columns }) => `${privilege} ${name}: ${columns.join(' ')}`)).toEqual([
      'insert idempotency_key: scope key made_at',
      'insert offered_answer: what told_at',
      'insert page_feedback: id page kind text contact receipt sent_at',
      'insert page_views: path views counted_at',
      'insert request_answer: id receipt code_hash sealed sent_at',
      'insert request_submission: id receipt code_hash sealed content_hash sent_at file_ids',
      'insert request_submission_file: id sealed sent_at',
      'insert search_in_vain: words times searched_at',
      'insert subscription_answer: id said token_hash said_at',
      'insert subscription_request: id address address_hash caller_hash subject rhythm asked_at',
      'insert usefulness: path useful told_at',
    ]);
  });

  test('hold when tried: the portal sends a report in and cannot say that it has been opened', async () => {
    const send = (opened: boolean) =>
      sql`insert into intake.page_feedback (id, page, kind, text, receipt, sent_at${sql.raw(opened ? ', opened_at' : '')})
        values (gen_random_uuid(), '/', 'other', '有误', gen_random_uuid(), now()${sql.raw(opened ? ', now()' : '')})`.execute(
        database.portalDb,
      );
    await send(false);
    await expect(send(true)).rejects.toThrow('permission denied');
  });

  test.each([
    ['sunlit_portal', ['intake', 'portal']],
    ['sunlit_office', ['intake', 'pgboss', 'portal', 'public', 'report']],
    ['sunlit_publisher', ['portal']],
  ])('of %s open the schemas %j and none lets it make anything there', async (role, schemas) => {
    const { rows } = await sql<{ name: string; make: boolean }>`
      select nspname as name, has_schema_privilege(${role}, oid, 'create') as make from pg_namespace
      where nspname !~ '^(pg_|information_schema)' and has_schema_privilege(${role}, oid, 'usage') order by 1`.execute(
      database.ownerDb,
    );
    // Every role may look into "public"; what lies there it may not touch, as the tables above show.
    expect(rows.map(({ name }) => name).filter((name) => name !== 'public' || schemas.includes('public'))).toEqual(
      schemas,
    );
    expect(rows.filter(({ name, make }) => make && name !== 'pgboss')).toEqual([]);
  });

  test('give nobody but the owner the roles of others, and the office that of the publisher', async () => {
    const { rows } = await sql<{ member: string; role: string }>`
      select m.rolname as member, r.rolname as role from pg_auth_members a
      join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid
      where m.rolname like 'sunlit\\_%' and r.rolname <> m.rolname and not m.rolsuper`.execute(database.ownerDb);
    expect(rows).toEqual([{ member: 'sunlit_office', role: 'sunlit_publisher' }]);
  });

  test('hold when tried: the portal reads no draft and changes nothing', async () => {
    for (const { schema, name } of relations) {
      const read = sql`select * from ${sql.table(`${schema}.${name}`)} limit 1`.execute(database.portalDb);
      if (schema === 'portal') await read;
      else await expect(read).rejects.toThrow('permission denied');
      await expect(sql`delete from ${sql.table(`${schema}.${name}`)}`.execute(database.portalDb)).rejects.toThrow();
    }
  });

  test('hold when tried: the office writes nothing on the portal, and takes nothing back from what is append-only', async () => {
    const refused = relations.filter(({ schema, appendOnly }) => schema === 'portal' || appendOnly);
    expect(refused.filter(({ appendOnly }) => appendOnly).map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'journal_entry',
        'journal_seal',
        'view_log',
        'document_revision',
        'signature',
        'sign_in_event',
      ]),
    );
    for (const { schema, name } of refused)
      await expect(sql`delete from ${sql.table(`${schema}.${name}`)}`.execute(database.db)).rejects.toThrow(
        'permission denied',
      );
  });

  test('are backed by triggers: even the owner is refused by every append-only table', async () => {
    for (const { schema, name } of relations.filter(({ appendOnly }) => appendOnly)) {
      const { rows } = await sql<{ events: string }>`
        select string_agg(case when tgtype & 8 > 0 then 'd' else '' end || case when tgtype & 16 > 0 then 'u' else '' end
          || case when tgtype & 32 > 0 then 't' else '' end, '' order by tgname) as events
        from pg_trigger t join pg_proc p on p.oid = t.tgfoid
        where t.tgrelid = ${`${schema}.${name}`}::regclass and p.proname = 'refuse_change'`.execute(database.ownerDb);
      expect([name, [...(rows[0]?.events ?? '')].sort().join('')]).toEqual([name, 'dtu']);
    }
  });
});
