import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MatterDetail } from '#commons/casework/contract.ts';
import { instant } from '#kernel/dates.ts';
import { SECRECY_CHECKLIST } from './signature-contract.ts';
import { type Newsroom, openNewsroom } from './testing/newsroom.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

it('the history of a document says in words what was ticked and for when it was scheduled', async () => {
  const matter = await room.draft();
  await room.sign(matter);
  const releaseAt = instant('2026-03-05T09:00:00+08:00');
  await room.take(room.people.releaser, matter, 'schedule', { releaseAt });
  const { timeline } = (await room.browse(room.people.drafter).get(`/api/matters/${matter.id}`)).json<MatterDetail>();
  const fieldsOf = (label: string) =>
    new Map(timeline.find((entry) => entry.label === label)?.fields.map((field) => [field.label, field.value]));
  const secrecy = fieldsOf('保密审查通过');
  const ticked = secrecy.get('保密审查逐项确认') ?? '';
  for (const words of Object.values(SECRECY_CHECKLIST)) expect(ticked).toContain(words);
  for (const key of Object.keys(SECRECY_CHECKLIST)) expect(ticked).not.toContain(key);
  expect([...fieldsOf('定时发布').values()]).toEqual(['2026年3月5日 09:00']);
});

it('a notice names the document first and leads to its text', async () => {
  const title = `关于${'加强药品网络销售监督检查和'.repeat(4)}有关事项的通知`;
  const matter = await room.draft({ title });
  await room.sign(matter, 'headSign');
  const notice = await room.database.db
    .selectFrom('notice')
    .select(['title', 'link'])
    .where('person_id', '=', room.people.reviewer.id)
    .where('matter_id', '=', matter.id)
    .executeTakeFirstOrThrow();
  expect(notice).toEqual({
    title: `待办（保密审查）：${title.slice(0, 39)}…`,
    link: `/workbench/documents/${matter.id}`,
  });
  const todo = (await room.browse(room.people.reviewer).get('/api/todo')).json<{
    waiting: { id: string; path: string }[];
  }>();
  expect(todo.waiting.find(({ id }) => id === matter.id)?.path).toBe(`/documents/${matter.id}`);
});
