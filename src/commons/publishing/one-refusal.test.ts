import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#kernel/policy.ts';
import { NORMATIVE } from './testing/normative.ts';
import { CHECKLIST, type Newsroom, openNewsroom } from './testing/newsroom.ts';

// What is wrong in the form of a step and what only its effect would refuse are told in one answer, and nothing of it stays.

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

const PHONE = '<p>联系人手机：13807918888。</p>';
const DEAD_LINK = '<p>详见<a href="/documents/YJ2026-99999">此前的通知</a>。</p>';
type Post = 'drafter' | 'reviewer';
interface Answered {
  readonly status: number;
  readonly reasons: string[];
  readonly fields: Record<string, string>;
}

const step = async (by: Actor, matter: { readonly id: string }, name: string, fields: object) => {
  const { version } = await room.database.db
    .selectFrom('matter')
    .select('version')
    .where('id', '=', matter.id)
    .executeTakeFirstOrThrow();
  const answer = await room.browse(by).post(`/api/matters/${matter.id}/steps/${name}`, { version, fields });
  const told = answer.body === '' ? {} : answer.json<object>();
  return { reasons: [], fields: {}, ...told, status: answer.statusCode } as Answered;
};
const kept = async ({ id }: { readonly id: string }) => {
  const { db } = room.database;
  const count = async (table: 'signature' | 'release') =>
    (await db.selectFrom(table).select('id').where('document_id', '=', id).execute()).length;
  const journal = await db.selectFrom('journal_entry').select('seq').where('chain', '=', `matter:${id}`).execute();
  return [await room.stateOf({ id }), await count('signature'), await count('release'), journal.length];
};

describe('one refusal tells everything', () => {
  it.each<[string, Post, { bodyHtml: string }, string | undefined, object, string[], RegExp]>([
    [
      'secrecySign',
      'reviewer',
      { bodyHtml: PHONE },
      'headSign',
      {},
      ['opinion', 'checklist', 'confirmations'],
      /可以公开的理由/,
    ],
    [
      'secrecySign',
      'reviewer',
      { bodyHtml: PHONE },
      'headSign',
      { opinion: '不涉密。', checklist: CHECKLIST.slice(1) },
      ['checklist', 'confirmations'],
      /可以公开的理由/,
    ],
    ['submitUrgently', 'drafter', { bodyHtml: DEAD_LINK }, undefined, {}, ['cause', 'reason'], /链接/],
  ])('%s by the %s of %j', async (name, post, content, upTo, fields, wrong, besides) => {
    const matter = await room.draft(content);
    if (upTo) await room.sign(matter, upTo);
    const before = await kept(matter);
    const answer = await step(room.people[post], matter, name, fields);
    expect(answer.status).toBeGreaterThanOrEqual(409);
    // A finding stands at its own place: `confirmations.` and its key.
    expect(
      Object.keys(answer.fields)
        .map((field) => field.split('.')[0])
        .sort(),
    ).toEqual(wrong.toSorted());
    for (const sentence of Object.values(answer.fields)) expect(answer.reasons).toContain(sentence);
    expect(new Set(answer.reasons).size).toBe(answer.reasons.length);
    expect(answer.reasons.join('；')).toMatch(besides);
    expect(await kept(matter)).toEqual(before);
  });

  it('a step that is only asked about is refused as it would be, and not taken where it would be', async () => {
    const matter = await room.draft({ bodyHtml: PHONE });
    await room.sign(matter, 'headSign');
    const before = await kept(matter);
    const { status, reasons } = await step(room.people.reviewer, matter, 'secrecySign/check', {});
    expect([status, reasons.length]).toEqual([422, 3]);
    expect((await step(room.people.head, matter, 'secrecySign/check', {})).status).toBe(403);
    const clean = await room.draft();
    await room.sign(clean, 'headSign');
    const fields = { opinion: '不涉密。', checklist: CHECKLIST };
    const untouched = await kept(clean);
    expect((await step(room.people.reviewer, clean, 'secrecySign/check', fields)).status).toBe(204);
    expect([await kept(matter), await kept(clean)]).toEqual([before, untouched]);
    expect((await step(room.people.reviewer, clean, 'secrecySign', fields)).status).toBe(200);
  });

  it('a promise that comes too late, for a text that may not go out by itself, says both', async () => {
    const norm = { columnKey: 'policies', documentNumber: '赣药监规〔2026〕1号', data: NORMATIVE };
    const matter = await room.draft(norm, 'normative-document');
    await room.sign(matter);
    const { reasons } = await step(room.people.releaser, matter, 'schedule', {
      releaseAt: '2020-01-01T09:00:00+08:00',
    });
    expect(reasons).toContain('定时发布的时间必须晚于现在；需要马上公开请直接发布');
    expect(reasons.join()).toContain('放进同一个发布组');
    expect(await room.stateOf(matter)).toBe('approved');
  });
});
