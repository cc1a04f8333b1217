import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NORMATIVE } from './testing/normative.ts';
import { type Newsroom, openNewsroom } from './testing/newsroom.ts';

// What the database refuses of whoever writes to it as the office, past the application: `0044_whole_chain.sql`.

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

const order = async (matter: { readonly id: string }, by: string) =>
  sql`insert into release (document_id, revision_id, kind, ordered_by, ordered_at, release_at)
    select id, current_revision_id, 'release', ${by}::uuid, now(), now() + interval '1 year'
    from document where id = ${matter.id}`.execute(room.database.db);

/** Puts a verdict under the text as it stands, as whoever can write to the database would. */
const forge = async (matter: { readonly id: string }, step: string, signer: string, behalf?: string, round = 1) =>
  sql`insert into signature (document_id, revision_id, content_hash, round, step, signer_id, on_behalf_of, agrees, opinion, signed_at)
    select d.id, r.id, r.content_hash, ${round}, ${step}, ${signer}::uuid, ${behalf ?? null}::uuid, true, '同意', now()
    from document d join document_revision r on r.id = d.current_revision_id where d.id = ${matter.id}`.execute(
    room.database.db,
  );
const norm = () =>
  room.draft({ documentNumber: '赣药监规〔2026〕1号', columnKey: 'policies', data: NORMATIVE }, 'normative-document');

/** That a meeting has passed the text, as a row. */
const passed = async (matter: { readonly id: string }) =>
  sql`insert into deliberation (document_id, revision_id, content_hash, round, outcome, meeting, held_on, recorded_by, recorded_at)
    select d.id, r.id, r.content_hash, 1, 'passed', '局务会', '2026-03-02', ${room.people.drafter.id}::uuid, now()
    from document d join document_revision r on r.id = d.current_revision_id where d.id = ${matter.id}`.execute(
    room.database.db,
  );

describe('a release', () => {
  it.each([
    ['department-review', 'announcement'],
    ['secrecy-review', 'announcement'],
    ['issue', 'announcement'],
    ['legality-review', 'normative-document'],
  ])('without the %s of its kind is refused, and names it', async (missing, type) => {
    const { head, reviewer, legality, issuer, releaser } = room.people;
    const matter = type === 'announcement' ? await room.draft() : await norm();
    const chain = [
      ['department-review', head],
      ['secrecy-review', reviewer],
      ...(type === 'announcement' ? [] : ([['legality-review', legality]] as const)),
      ['issue', issuer],
    ] as const;
    if (type !== 'announcement') await passed(matter);
    for (const [step, by] of chain) if (step !== missing) await forge(matter, step, by.id);
    await expect(order(matter, releaser.id)).rejects.toThrow(`the text is not signed: ${missing}`);
    const [, by] = chain.find(([step]) => step === missing) ?? [];
    await forge(matter, missing, by?.id ?? '');
    await order(matter, releaser.id);
  });

  it('of what a meeting must pass is not issued before it has', async () => {
    const matter = await norm();
    await expect(forge(matter, 'issue', room.people.issuer.id)).rejects.toThrow('no meeting has passed the text');
    await passed(matter);
    await forge(matter, 'issue', room.people.issuer.id);
  });

  it('with signatures of another round, or by one person for another who signed too, is refused', async () => {
    const { head, reviewer, otherReviewer, issuer, releaser } = room.people;
    const early = await room.draft();
    for (const [step, by] of [
      ['department-review', head],
      ['secrecy-review', reviewer],
      ['issue', issuer],
    ] as const)
      await forge(early, step, by.id, undefined, 2);
    await expect(order(early, releaser.id)).rejects.toThrow('not signed');
    const twice = await room.draft();
    await forge(twice, 'department-review', head.id);
    await forge(twice, 'secrecy-review', otherReviewer.id, head.id);
    await forge(twice, 'issue', issuer.id);
    await expect(order(twice, releaser.id)).rejects.toThrow('one person has signed twice');
  });

  it('does not become another kind, nor go back to an earlier round, to need less', async () => {
    const matter = await norm();
    const change = (statement: string) => sql.raw(statement).execute(room.database.db);
    await expect(change(`update document set type = 'news' where id = '${matter.id}'`)).rejects.toThrow(
      'keeps its kind',
    );
    await change(`update matter set round = 2 where id = '${matter.id}'`);
    await expect(change(`update matter set round = 1 where id = '${matter.id}'`)).rejects.toThrow('never back');
    await expect(change(`delete from signature_chain`)).rejects.toThrow('permission denied');
  });

  it('of another text under the hash of the one that was signed is refused: one hash, one text', async () => {
    const { head, reviewer, issuer } = room.people;
    const matter = await room.draft();
    for (const [step, by] of [
      ['department-review', head],
      ['secrecy-review', reviewer],
      ['issue', issuer],
    ] as const)
      await forge(matter, step, by.id);
    const again = (change: object) =>
      sql`insert into document_revision select (jsonb_populate_record(r, ${JSON.stringify(change)}::jsonb ||
          jsonb_build_object('id', gen_random_uuid(), 'number', r.number + 1))).*
        from document d join document_revision r on r.id = d.current_revision_id where d.id = ${matter.id}`.execute(
        room.database.db,
      );
    for (const change of [
      { body_html: '<p>没有人签过的正文</p>' },
      { title: '没有人签过的标题' },
      { disclosure_reason: '另一理由' },
      { correction_reason: '另一说明' },
      { data: { a: 1 } },
      { attachments: [{ name: '没有人看过.pdf' }] },
      { hash_version: 1 },
    ])
      await expect(again(change), JSON.stringify(change)).rejects.toThrow('same hash');
    await again({ reason: '恢复到第 1 版', made_at: '2026-03-03T00:00:00Z' });
  });

  it('that happened does not change: neither its second nor the day it was due', async () => {
    const { id } = await room.released();
    for (const change of ["due_on = '2030-01-01'", "released_at = released_at - interval '1 day'", 'set_id = null'])
      await expect(
        sql`update release set ${sql.raw(change)} where document_id = ${id}`.execute(room.database.db),
      ).rejects.toThrow('a release that happened does not change');
  });

  describe('in an emergency', () => {
    const without = async (urgent: object | null) => {
      const matter = await room.draft();
      await forge(matter, 'secrecy-review', room.people.reviewer.id);
      await forge(matter, 'issue', room.people.issuer.id);
      await sql`update document set urgent = ${urgent && JSON.stringify(urgent)}::jsonb where id = ${matter.id}`.execute(
        room.database.db,
      );
      return matter;
    };
    const out = (matter: { readonly id: string }) =>
      sql`insert into release (document_id, revision_id, kind, ordered_by, ordered_at, release_at, released_at)
        select id, current_revision_id, 'release', ${room.people.releaser.id}::uuid, now(), now(), now()
        from document where id = ${matter.id}`.execute(room.database.db);

    it.each([
      ['no reason', { cause: 'drug-safety', reason: ' ' }],
      ['no cause', { reason: '需立即警示' }],
      ['nothing recorded', null],
    ])('with %s the department’s review is not passed over', async (_what, urgent) => {
      await expect(order(await without(urgent), room.people.releaser.id)).rejects.toThrow(
        'not signed: department-review',
      );
    });

    it('what is passed over is owed, or it does not go out', async () => {
      const matter = await without({ cause: 'drug-safety', reason: '需立即警示' });
      await order(matter, room.people.releaser.id);
      await sql`update release set cancelled_at = now() where document_id = ${matter.id}`.execute(room.database.db);
      await expect(out(matter)).rejects.toThrow('is not owed');
    });
  });
});
