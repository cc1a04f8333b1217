import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matterById, takeStepAs } from '#commons/casework/index.ts';
import { stuckMatters } from '#commons/supervision/index.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { openFeedback } from './index.ts';
import { pageFeedbackKind } from './kind.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world?.close());

const unit = async (key: string) =>
  world.services.db.selectFrom('unit').select(['id', 'key']).where('key', '=', key).executeTakeFirstOrThrow();

/** Sends a report as the portal does, lets the job run, and gives the matter it became. */
async function opened(page: string, kind = 'other') {
  const id = randomUUID();
  await world.services.portalDb
    .insertInto('intake.page_feedback')
    .values({ id, page, kind, text: '内容有误', receipt: id, sent_at: world.clock.now() })
    .execute();
  await openFeedback(world.services);
  const { db } = world.services;
  const entry = await db
    .selectFrom('journal_entry')
    .select('chain')
    .where('action', '=', 'page-feedback.open')
    .where('payload', '@>', JSON.stringify({ feedbackId: id }))
    .executeTakeFirst();
  return entry && (await matterById(db, entry.chain.slice('matter:'.length)));
}

describe('a report becomes a matter', () => {
  test('of the office that runs openness in the bureau of the site, where no unit stands behind the page', async () => {
    const matter = await opened('/search');
    expect(matter).toMatchObject({ title: '其他问题：/search', bureauId: (await unit('jx-mpa')).id });
    const officer = await world.cast('openness-officer');
    expect(officer.grants.map(({ unitId }) => unitId)).toContain(matter?.leadUnitId);
  });

  test.each([
    ['an address that cannot be decoded', '/documents/%zz'],
    ['an address cut in the middle of a character', `/${'x'.repeat(193)}😀😀`],
    ['a kind nobody knows', '/search', 'toString'],
    ['no address at all', '页面打不开'],
  ])('%s included', async (_what, page, kind = 'other') => {
    const matter = await opened(page, kind);
    expect(matter?.title.startsWith('其他问题：')).toBe(true);
    expect(matter?.title.isWellFormed()).toBe(true);
    const about = matter && (await pageFeedbackKind.about?.(world.services.db, matter, async () => () => true));
    expect(about).toContainEqual({ label: '问题类型', value: '其他问题' });
  });

  test('also when another one cannot be opened', async () => {
    await world.database.ownerDb
      .insertInto('intake.page_feedback')
      // Nothing we write looks like this; whatever may go wrong with one report stands for it.
      .values({
        id: randomUUID(),
        page: '/x',
        kind: 'other',
        text: 'x',
        receipt: 'x',
        sent_at: '1900-01-01T00:00:00Z' as never,
      })
      .execute();
    expect(await opened('/after')).toBeDefined();
  });
});

test('what the reader wrote is for whoever handles it, and not for the journal, which nothing leaves', async () => {
  const matter = await opened('/documents/x', 'wording');
  const about = matter && (await pageFeedbackKind.about?.(world.services.db, matter, async () => () => true));
  expect(about).toContainEqual({ label: '说明', value: '内容有误' });
  expect(about).toContainEqual({ label: '页面', value: '/documents/x' });
  const entries = await world.services.db
    .selectFrom('journal_entry')
    .select('payload')
    .where('chain', '=', `matter:${matter?.id}`)
    .execute();
  expect(JSON.stringify(entries)).not.toContain('内容有误');
});

describe('passing a report on', () => {
  const reason = '由贵单位负责';

  test.each([
    ['a unit that does not exist', async () => randomUUID()],
    ['a unit of another bureau', async () => (await unit('nanchang')).id],
  ])('to %s is refused at the field', async (_what, to) => {
    const matter = await opened('/search');
    const officer = await world.cast('openness-officer');
    const step = world.as(officer, async (a) =>
      takeStepAs(a, matter?.id ?? '', 'transfer', { unitId: await to(), reason }),
    );
    await expect(step).rejects.toMatchObject({ code: 'invalid', fields: { unitId: '请选择本局现有的机构' } });
  });

  test('to the unit that has it already is refused; to another of the bureau it goes', async () => {
    const matter = await opened('/search');
    const officer = await world.cast('openness-officer');
    const pass = (unitId: string) =>
      world.as(officer, (a) => takeStepAs(a, matter?.id ?? '', 'transfer', { unitId, reason }));
    await expect(pass(matter?.leadUnitId ?? '')).rejects.toMatchObject({ code: 'refused' });
    const legal = await unit('jx-legal');
    expect((await pass(legal.id)).leadUnitId).toBe(legal.id);
  });
});

describe('a report for a unit where nobody is clerk', () => {
  /** Whoever is clerk there leaves; the page is the unit's, so the report goes to it. */
  async function unattended(key: string) {
    const { id } = await unit(key);
    await world.database.ownerDb
      .updateTable('post')
      .set({ roles: sql<string[]>`array_remove(roles, 'clerk')` })
      .where('unit_id', '=', id)
      .execute();
    await world.database.ownerDb
      .updateTable('publication_column')
      .set({ unit_id: id })
      .where('key', '=', 'news')
      .execute();
    const matter = await opened('/columns/news', 'wording');
    expect(matter).toMatchObject({ leadUnitId: id, waitingRole: 'clerk' });
    return matter?.id;
  }
  const shownTo = async (role: string) => (await stuckMatters(world.services, await world.cast(role))).rows;

  test('stands in the administrator’s list of what nobody can do, with what to do about it', async () => {
    const id = await unattended('jx-press');
    expect(await shownTo('administrator')).toContainEqual(
      expect.objectContaining({
        id,
        // The kind, not what the reader wrote of which page: he does not do the bureau's business.
        title: '网站找错',
        explanation: '应急和新闻宣传处的「经办人」目前无人担任，请机构人事管理员任命或安排代办',
      }),
    );
  });

  test('of another bureau too: the administrator is the installation’s, and is told no more than he must know', async () => {
    const id = await unattended('nanchang');
    const line = (await shownTo('administrator')).find((row) => row.id === id);
    expect(line).toMatchObject({ title: '网站找错', explanation: expect.stringContaining('的「经办人」目前无人担任') });
    expect(line?.path).toContain('/units');
    expect((await shownTo('openness-officer')).map((row) => row.id)).not.toContain(id);
  });
});
