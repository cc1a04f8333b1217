import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { clockDefects } from '#kernel/clock-laws.ts';
import type { Actor } from '#kernel/policy.ts';
import { workflowDefects } from '#kernel/workflow-laws.ts';
import { publicationClock } from './clocks.ts';
import { CHECKLIST, type Newsroom, openNewsroom } from './testing/newsroom.ts';
import { publicationWorkflow } from './workflow.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

test('the workflow has no state that is unreachable, a dead end or nobody’s', () => {
  expect(workflowDefects(publicationWorkflow)).toEqual([]);
});

test('the clock’s editions are whole and do not overlap', () => {
  expect(clockDefects(publicationClock)).toEqual([]);
});

describe('past the application, as the office’s own database role', () => {
  const signature = async (
    matter: { readonly id: string },
    change: { signer?: string; behalf?: string; hash?: string },
  ) => {
    const row = await room.database.db
      .selectFrom('document as d')
      .innerJoin('document_revision as r', 'r.id', 'd.current_revision_id')
      .select(['r.id', 'r.content_hash as hash'])
      .where('d.id', '=', matter.id)
      .executeTakeFirstOrThrow();
    return sql`insert into signature (document_id, revision_id, content_hash, round, step, signer_id, on_behalf_of, agrees, opinion, signed_at)
      values (${matter.id}, ${row.id}, ${change.hash ?? row.hash}, 1, 'issue', ${change.signer ?? room.people.issuer.id},
        ${change.behalf ?? null}, true, '同意', now())`.execute(room.database.db);
  };

  it('the database takes a lawful signature once, and no second one by the same person', async () => {
    const matter = await room.draft();
    await signature(matter, {});
    await expect(signature(matter, {})).rejects.toThrow('signature_');
  });

  it('refuses a signature by the author, or for the author', async () => {
    const matter = await room.draft();
    await expect(signature(matter, { signer: room.people.drafter.id })).rejects.toThrow('the drafter cannot sign');
    await expect(signature(matter, { behalf: room.people.drafter.id })).rejects.toThrow('the drafter cannot sign');
  });

  it('refuses a signature by whoever wrote an earlier revision', async () => {
    const { drafter, otherDrafter } = room.people;
    const matter = await room.draft();
    const grants = [...otherDrafter.grants, ...drafter.grants];
    await room.take({ ...otherDrafter, grants }, matter, 'revise', {
      content: await room.content({ title: '改过的标题' }),
      reason: '修改',
    });
    await expect(signature(matter, { signer: drafter.id })).rejects.toThrow('the drafter cannot sign');
  });

  describe('a release', () => {
    const order = async (
      matter: { readonly id: string },
      by: string,
      more: { behalf?: string; kind?: string; cause?: string; said?: string } = {},
    ) =>
      sql`insert into release (document_id, revision_id, kind, cause, said_hash, ordered_by, on_behalf_of, ordered_at, release_at)
        select id, current_revision_id, ${more.kind ?? 'release'}, ${more.cause ?? null}, ${more.said ?? null}, ${by}::uuid, ${more.behalf ?? null}::uuid, now(), now() + interval '1 year'
        from document where id = ${matter.id}`.execute(room.database.db);
    const approved = async () => {
      const { drafter, otherDrafter } = room.people;
      const matter = await room.draft();
      const grants = [...otherDrafter.grants, ...drafter.grants];
      await room.take({ ...otherDrafter, grants }, matter, 'revise', { content: await room.content(), reason: '修改' });
      await room.sign(matter);
      return matter;
    };

    it('by a releaser is taken; by an author of any revision or a signer of the text, for themselves or through another, it is refused', async () => {
      const { drafter, otherDrafter, head, reviewer, issuer, releaser } = room.people;
      const matter = await approved();
      for (const [who, words] of [
        [drafter, 'the drafter cannot release'],
        [otherDrafter, 'the drafter cannot release'],
        [head, 'a signer cannot release'],
        [reviewer, 'a signer cannot release'],
        [issuer, 'a signer cannot release'],
      ] as const) {
        await expect(order(matter, who.id)).rejects.toThrow(words);
        await expect(order(matter, releaser.id, { behalf: who.id })).rejects.toThrow(words);
        await expect(order(matter, who.id, { kind: 'correct' })).rejects.toThrow(words);
      }
      await order(matter, releaser.id);
    });

    it('once ordered is not handed to the author, nor made a release of another document’s text', async () => {
      const { drafter, releaser } = room.people;
      const [matter, other] = [await approved(), await approved()];
      await order(matter, releaser.id);
      const change = (set: string) =>
        sql`update release set ${sql.raw(set)} where document_id = ${matter.id}`.execute(room.database.db);
      await expect(change(`ordered_by = '${drafter.id}'`)).rejects.toThrow('the drafter cannot release');
      await expect(change(`on_behalf_of = '${drafter.id}'`)).rejects.toThrow('the drafter cannot release');
      await expect(
        change(`revision_id = (select current_revision_id from document where id = '${other.id}')`),
      ).rejects.toThrow('does not match the revision');
    });

    it('does not happen when whoever ordered it has written or reviewed since', async () => {
      const { releaser } = room.people;
      const matter = await approved();
      await order(matter, releaser.id);
      await sql`insert into document_revision select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'number', 99, 'made_by', ${releaser.id}::text))).*
        from document_revision r where r.document_id = ${matter.id} and r.number = 1`.execute(room.database.db);
      await expect(
        sql`update release set released_at = now() where document_id = ${matter.id}`.execute(room.database.db),
      ).rejects.toThrow('the drafter cannot release');
    });

    it('is not withdrawn without saying of which kind the reason is', async () => {
      const matter = await approved();
      await expect(order(matter, room.people.issuer.id, { kind: 'withdraw', said: 'a hash' })).rejects.toThrow(
        'release_withdrawal_has_cause',
      );
    });

    it('is not withdrawn without the hash of what the public is told', async () => {
      const matter = await approved();
      await expect(order(matter, room.people.issuer.id, { kind: 'withdraw', cause: 'error' })).rejects.toThrow(
        'release_withdrawal_is_bound',
      );
    });

    it('may be withdrawn by whoever wrote', async () => {
      const matter = await approved();
      await order(matter, room.people.drafter.id, { kind: 'withdraw', cause: 'error', said: 'a hash' });
    });
  });

  it('refuses a signature under another hash', async () => {
    const matter = await room.draft();
    await expect(signature(matter, { hash: 'sm3:00' })).rejects.toThrow('does not match the revision');
  });

  it.each([
    'update document_revision set body_html = body_html',
    'delete from document_revision',
    'update signature set agrees = true',
    'delete from signature',
    "insert into portal.site (facts) values ('{}')",
    'update portal.document set title = title',
    'delete from portal.record',
  ])('refuses to %s', async (statement) => {
    await room.released();
    await expect(sql.raw(statement).execute(room.database.db)).rejects.toThrow('permission denied');
  });
});

describe('the public', () => {
  const SECRET = '尚未公开的内容';
  /** Every row the portal's role may read, as text. */
  const readable = async (): Promise<string> => {
    const tables = await sql<{ name: string }>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema in ('portal', 'public', 'intake', 'report', 'pgboss')`.execute(room.database.ownerDb);
    const texts: string[] = [];
    for (const { name } of tables.rows) {
      try {
        const { rows } = await sql.raw(`select t::text as line from ${name} t`).execute(room.database.portalDb);
        texts.push(JSON.stringify(rows));
      } catch (error) {
        expect(String(error)).toContain('permission denied');
      }
    }
    return texts.join('\n');
  };
  const pages = async (matter: { readonly id: string }): Promise<string> => {
    const index = await room.indexNumberOf(matter);
    const search = `/search?q=${encodeURIComponent('尚未公开')}`;
    const urls = [
      '/',
      '/columns/announcements',
      '/documents',
      search,
      `/documents/${index}`,
      '/feeds/all.xml',
      '/sitemap.xml',
      '/sitemaps/documents-1.xml',
      '/documents/feed.json',
    ];
    const bodies = await Promise.all(urls.map(async (url) => (await room.visit(url)).body));
    return bodies.join('\n');
  };

  it('reads nothing of a document before its release, in any table or page, and all of it after', async () => {
    const matter = await room.draft({ title: `${SECRET}：标题`, summary: SECRET, bodyHtml: `<p>${SECRET}。</p>` });
    const steps = ['submit', 'headSign', 'secrecySign', 'issue'];
    for (const [at, step] of steps.entries()) {
      expect(await readable(), `before ${step}`).not.toContain(SECRET);
      expect(await pages(matter), `before ${step}`).not.toContain(SECRET);
      await room.sign(matter, step).catch(() => undefined);
      if (at > 0) await signOne(matter, step);
    }
    expect(await room.stateOf(matter)).toBe('approved');
    expect(await readable()).not.toContain(SECRET);
    expect(await pages(matter)).not.toContain(SECRET);
    await room.take(room.people.releaser, matter, 'release');
    expect(await readable()).toContain(SECRET);
    expect(await pages(matter)).toContain(SECRET);
  });

  it('may write nothing on the portal', async () => {
    for (const table of [
      'portal.document',
      'portal.record',
      'portal.site',
      'portal.edition',
      'portal.publication_column',
    ])
      await expect(sql.raw(`delete from ${table}`).execute(room.database.portalDb)).rejects.toThrow(
        'permission denied',
      );
  });
});

async function signOne(matter: { readonly id: string }, step: string): Promise<void> {
  const { people } = room;
  const by: Readonly<Record<string, Actor>> = {
    headSign: people.head,
    secrecySign: people.reviewer,
    issue: people.issuer,
  };
  const actor = by[step];
  if (actor)
    await room.take(actor, matter, step, {
      opinion: '同意。',
      ...(step === 'secrecySign' && { checklist: CHECKLIST }),
    });
}

describe('whoever does whatever in whatever order', () => {
  const STEPS = Object.keys(publicationWorkflow.steps).filter((step) => step !== 'releaseDue');
  /** What moves a document on from where it stands; a walk of steps chosen blindly hardly ever gets out of the door. */
  const ONWARD: Readonly<Record<string, string>> = {
    drafting: 'submit',
    departmentReview: 'headSign',
    secrecyReview: 'secrecySign',
    issuing: 'issue',
    approved: 'release',
  };
  const WALKERS = 7;
  const move = fc.record({
    step: fc.oneof(
      { weight: 5, arbitrary: fc.constant('onward') },
      { weight: 1, arbitrary: fc.constantFrom(...STEPS) },
    ),
    by: fc.nat(WALKERS - 1),
  });

  /** People who hold every post there is: only the separation of duties keeps them from doing everything themselves. */
  const omnipotent = (): Actor[] => {
    const { drafter, head, reviewer, issuer, releaser, otherReviewer, otherReleaser } = room.people;
    const grants = [drafter, head, reviewer, issuer, releaser].flatMap((actor) => actor.grants);
    return [drafter, head, reviewer, issuer, otherReviewer, releaser, otherReleaser].map((actor) => ({
      ...actor,
      grants,
    }));
  };

  const fieldsFor = async (step: string, n: number): Promise<Record<string, unknown>> => {
    if (step === 'revise') return { content: await room.content({ title: `第${n}次修改的标题` }), reason: '修改' };
    if (['headSign', 'issue'].includes(step)) return { opinion: '同意。' };
    if (step === 'secrecySign') return { opinion: '不涉密。', checklist: CHECKLIST };
    if (step === 'schedule') return { releaseAt: '2026-03-05T09:00:00+08:00' };
    if (step.startsWith('withdraw')) return { cause: 'other', reason: '理由充分。' };
    return ['submit', 'release'].includes(step) ? {} : { reason: '理由充分。' };
  };

  it('what is out was signed by all, and let out by neither author nor signer', async () => {
    const walkers = omnipotent();
    let out = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 15, maxLength: 35 }), async (moves) => {
        const matter = await room.draft({}, 'announcement', walkers[0]);
        for (const [n, { step: chosen, by }] of moves.entries()) {
          const step = chosen === 'onward' ? (ONWARD[await room.stateOf(matter)] ?? 'correct') : chosen;
          const actor = walkers[by];
          if (actor) await room.take(actor, matter, step, await fieldsFor(step, n)).catch(expected);
        }
        out += await checkReleases(matter);
      }),
      { numRuns: 40, endOnFailure: true },
    );
    // A walk that never leaves the house proves nothing.
    expect(out).toBeGreaterThan(5);
    // Some seven hundred acts, each a transaction: a busy machine needs its time.
  }, 180_000);

  const expected = (error: { readonly status?: number }): void => {
    if (error.status === undefined) throw error;
  };

  /** Looks at the rows only, not through the code under test. Gives how many releases there were. */
  const checkReleases = async ({ id }: { readonly id: string }): Promise<number> => {
    const { rows } = await sql<{
      publisher: string;
      authors: string[];
      steps: string[];
      signers: string[];
    }>`
      select x.ordered_by as publisher,
        (select array_agg(distinct r.made_by::text) from document_revision r where r.document_id = x.document_id and r.made_at <= x.released_at) as authors,
        coalesce(array_agg(s.step order by s.signed_at), '{}') as steps,
        coalesce(array_agg(s.signer_id::text), '{}') as signers
      from release x
      left join signature s on s.revision_id = x.revision_id and s.agrees and s.signed_at <= x.released_at
        and s.round = (select max(t.round) from signature t where t.document_id = x.document_id and t.signed_at <= x.released_at)
      where x.document_id = ${id} and x.released_at is not null and x.kind <> 'withdraw'
      group by x.id`.execute(room.database.ownerDb);
    for (const { publisher, authors, steps, signers } of rows) {
      expect(steps).toEqual(['department-review', 'secrecy-review', 'issue']);
      expect(new Set(signers).size).toBe(3);
      expect(authors).not.toContain(publisher);
      expect(signers).not.toContain(publisher);
      for (const signer of signers) expect(authors).not.toContain(signer);
    }
    return rows.length;
  };
});
