import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAttachment, receiveFile } from '#commons/attachments/index.ts';
import { type Attachments, HIDDEN_NAME } from '#commons/attachments/contract.ts';
import type { Actor } from '#kernel/policy.ts';
import { scanned } from '../gate/scan.ts';
import { type Newsroom, openNewsroom } from '../testing/newsroom.ts';
import { handInMaterials } from '../testing/materials.ts';

let room: Newsroom;
let people: Newsroom['people'];
beforeAll(async () => {
  room = await openNewsroom();
  people = room.people;
});
afterAll(() => room.close());

type Matter = { readonly id: string };
let files = 0;
/** A document with its materials and one more, whose bytes are of nobody else. */
const withSecret = async (step?: string) => {
  const matter = await room.draft();
  await handInMaterials(room.services, people.drafter, matter.id);
  files += 1;
  const sent = await upload(matter, `机密事项${files}.txt`, `不该在这里的内容${files}`);
  if (step) await room.sign(matter, step);
  return { matter, file: sent.json<{ id: string; hash: string; href: string }>() };
};
const upload = (matter: Matter, name: string, words: string) =>
  room.browse(people.drafter).upload(`/api/attachments?matterId=${matter.id}&purpose=basis`, name, Buffer.from(words));
const clear = (actor: Actor, id: string, fileName = 'kept') =>
  room.browse(actor).post(`/api/attachments/${id}/clear`, { reason: '属于涉密材料', fileName });
const seenBy = async (actor: Actor, { id }: Matter) =>
  (await room.browse(actor).get(`/api/matters/${id}/attachments`)).json<Attachments>();
const timelineOf = async ({ id }: Matter) =>
  (await room.browse(people.drafter).get(`/api/matters/${id}`)).json<{
    timeline: { label: string; fields: { label: string; value: string }[] }[];
  }>().timeline;

describe('a file among the materials that turns out to be secret', () => {
  it.each([
    ['sent for review', 'submit', 'reviewer'],
    ['issued', 'issue', 'office'],
  ] as const)(
    'is cleared at once while the document is %s: bytes and words are gone, the fact stays',
    async (_, step, by) => {
      const { matter, file } = await withSecret(step);
      const actor = people[by];
      expect((await seenBy(actor, matter)).rows.find(({ id }) => id === file.id)?.clearable).toBe(true);
      expect((await clear(actor, file.id)).statusCode).toBe(204);
      for (const one of [people.drafter, people.reviewer, people.office])
        expect((await room.browse(one).get(file.href)).statusCode).toBe(404);
      expect(await room.services.files.verify(file.hash)).toBe('missing');
      const { text } = await room.database.db
        .selectFrom('stored_file')
        .select('text')
        .where('hash', '=', file.hash)
        .executeTakeFirstOrThrow();
      expect(text).toBeNull();
      expect((await timelineOf(matter)).at(-1)).toMatchObject({
        label: '清除涉密材料',
        fields: expect.arrayContaining([
          { label: '理由', value: '属于涉密材料' },
          { label: '用途', value: '制定依据' },
        ]) as unknown[],
      });
      expect(await room.stateOf(matter)).toBe(step === 'submit' ? 'departmentReview' : 'approved');
      expect((await clear(actor, file.id)).statusCode).toBe(404);
    },
  );

  it('may be what a text went out with: the record of the review says that it was there', async () => {
    const { matter, file } = await withSecret('issue');
    await room.take(people.releaser, matter, 'release');
    const removed = sql`update attachment set removed_at = now() where id = ${file.id}`.execute(room.database.ownerDb);
    await expect(removed).rejects.toThrow('a text went out with this file');
    expect((await clear(people.reviewer, file.id, 'hidden')).statusCode).toBe(204);
    const sheet = (await room.browse(people.issuer).get(`/api/documents/${matter.id}/sheet`)).json<{
      materials: { name: string; hash: string; removedAt: string | null }[];
    }>();
    const line = sheet.materials.find(({ hash }) => hash === file.hash);
    expect([line?.name, line?.removedAt !== null]).toEqual([HIDDEN_NAME, true]);
  });

  it('is told to the issuer, the head of the unit and whoever brought it, without a name that was hidden', async () => {
    const { matter, file } = await withSecret('issue');
    await clear(people.reviewer, file.id, 'hidden');
    const told = await room.database.db
      .selectFrom('notice')
      .select(['person_id', 'body'])
      .where('dedupe', '=', `secret-cleared:${file.id}`)
      .execute();
    expect(told.map(({ person_id }) => person_id).sort()).toEqual(
      [...new Set([people.head.id, people.issuer.id, people.drafter.id])].sort(),
    );
    expect(told.map(({ body }) => body).join()).not.toContain('机密事项');
    const shown = JSON.stringify(await timelineOf(matter));
    expect(shown).toContain(HIDDEN_NAME);
    expect(shown).not.toContain('机密事项');
  });

  it('is cleared wherever the same bytes hang, and does not come back', async () => {
    const { file } = await withSecret();
    const other = await room.draft();
    const again = (await upload(other, '换个名字.txt', `不该在这里的内容${files}`)).json<{
      id: string;
      href: string;
    }>();
    await clear(people.reviewer, file.id);
    expect((await room.browse(people.drafter).get(again.href)).statusCode).toBe(404);
    expect((await timelineOf(other)).at(-1)?.label).toBe('清除涉密材料');
    const back = await upload(other, '再来一次.txt', `不该在这里的内容${files}`);
    expect([back.statusCode, back.json<{ fields: { file: string } }>().fields.file]).toEqual([
      422,
      expect.stringContaining('不得再存入本系统'),
    ]);
    expect(await room.services.files.verify(file.hash)).toBe('missing');
  });

  it('is cleared also after somebody removed it: whoever may clear sees what was removed, and nobody reads it', async () => {
    const { matter, file } = await withSecret();
    await room.browse(people.drafter).post(`/api/attachments/${file.id}/remove`, { reason: '发现带有密级标志' });
    expect((await seenBy(people.head, matter)).removed).toEqual([]);
    const { rows, removed } = await seenBy(people.reviewer, matter);
    expect([rows.some(({ id }) => id === file.id), removed.map(({ id }) => id)]).toEqual([false, [file.id]]);
    expect((await room.browse(people.reviewer).get(file.href)).statusCode).toBe(404);
    expect((await clear(people.reviewer, file.id)).statusCode).toBe(204);
    expect((await seenBy(people.reviewer, matter)).removed).toEqual([]);
    expect(await room.services.files.verify(file.hash)).toBe('missing');
  });

  it('does not come in, and leaves no words of a scan, by a verb that began before it was cleared', async () => {
    const { matter, file } = await withSecret();
    const words = Buffer.from(`不该在这里的内容${files}`);
    const under = await receiveFile(room.services, people.drafter, words, '同一份.txt');
    const { files: store } = room.services;
    const whileRead = {
      ...room.services,
      files: {
        ...store,
        open: async (hash: string) => {
          const bytes = await store.open(hash);
          const read = await buffer(bytes);
          await clear(people.reviewer, file.id);
          return Readable.from([read]);
        },
      },
    };
    await scanned({ db: room.database.db, services: whileRead }, { name: '机密事项.txt', hash: file.hash });
    const left = await sql<{
      n: number;
    }>`select count(*)::int as n from gate_scan where key like ${`file:${file.hash}:%`}`
      .execute(room.database.ownerDb)
      .then(({ rows }) => rows[0]?.n);
    expect(left).toBe(0);
    const hung = room.as(people.drafter, (a) =>
      addAttachment(a, { file: under, matterId: matter.id, purpose: 'other' }),
    );
    await expect(hung).rejects.toMatchObject({ status: 422 });
  });

  it('is cleared by nobody else', async () => {
    const { matter, file } = await withSecret('submit');
    for (const actor of [people.head, people.issuer, people.releaser]) {
      expect((await clear(actor, file.id)).statusCode).toBe(403);
      expect((await seenBy(actor, matter)).rows.some(({ clearable }) => clearable)).toBe(false);
    }
    expect(await room.services.files.verify(file.hash)).toBe('intact');
  });

  it('is first taken out of the texts that show it', async () => {
    const { matter, file } = await withSecret();
    const { drafter } = people;
    const attachments = [{ id: file.id, name: '附件.txt', hash: file.hash, size: 1, mediaType: 'text/plain' }];
    await room.take(drafter, matter, 'revise', { content: await room.content({ attachments }), reason: '加附件' });
    const refusal = await clear(people.reviewer, file.id);
    expect([refusal.statusCode, refusal.body]).toEqual([409, expect.stringContaining('请先从文稿里去掉')]);
    await room.take(drafter, matter, 'revise', { content: await room.content(), reason: '去掉附件' });
    expect((await clear(people.reviewer, file.id)).statusCode).toBe(204);
  });
});
