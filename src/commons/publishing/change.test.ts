import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { matterById } from '#commons/casework/index.ts';
import { instant, localDate } from '#kernel/dates.ts';
import type { DocumentDetail } from './document-contract.ts';
import { presentPeriod } from './present-period.ts';
import { recountLimits } from './publication-limits.ts';
import { publishingStatistics } from './statistics/queries.ts';
import { BEGINS, type Newsroom, openNewsroom } from './testing/newsroom.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterEach(() => room.moveTo(BEGINS));
afterAll(() => room.close());

type Matter = { readonly id: string };
const on = (date: string, time = '09:00') => room.moveTo(instant(`${date}T${time}:00+08:00`));
const spine = ({ id }: Matter) => matterById(room.database.db, id);
const change = (matter: Matter, changedOn: string, reason = '办公地址变更') =>
  room.take(room.people.drafter, matter, 'change', { changedOn, reason });
const read = async ({ id }: Matter) =>
  (await room.browse(room.people.drafter).get(`/api/documents/${id}`)).json<DocumentDetail>();
const shown = async ({ id }: Matter) =>
  (await room.browse(room.people.drafter).get(`/api/matters/${id}`)).json<{
    clock: { explanation: { text: string }[] };
    matter: { light: { words: string } };
  }>();
const publish = async (matter: Matter) => {
  await room.sign(matter);
  await room.take(room.people.releaser, matter, 'release');
};

describe('the information of a document that is out changes (条例第二十六条：形成或者变更之日起)', () => {
  it.each([
    ['2026-06-01', '2026-06-01', '2026-06-30'],
    ['2026-06-01', '2026-05-25', '2026-06-23'],
    // Late from the first day: it was found out after the period was over.
    ['2026-06-01', '2026-03-16', '2026-04-14'],
    // Before the release itself: what went out on 2 March was true of the day it was formed.
    ['2026-06-01', '2026-03-02', '2026-03-30'],
  ])('on %s, as of %s: 20 working days from then, until %s', async (today, changedOn, due) => {
    const matter = await room.released();
    on(today);
    await change(matter, changedOn);
    expect(await spine(matter)).toMatchObject({
      state: 'drafting',
      dueOn: due,
      closedOn: null,
      clockState: due < today ? 'overdue' : 'running',
    });
    const { clock } = await shown(matter);
    expect(clock.explanation[0]?.text).toContain('国务院令第711号）第二十六条');
    expect(clock.explanation[1]?.text).toContain('信息变更（变更日期）');
  });

  it.each([
    ['2026-06-02', '变更日期不能晚于今天，请改为信息实际变更的日期'],
    ['2026-03-01', '变更日期不能早于成文日期（2026年3月2日）；原文写错的，请用“发起更正”'],
  ])('but not on %s', async (changedOn, sentence) => {
    const matter = await room.released();
    on('2026-06-01');
    await expect(change(matter, changedOn)).rejects.toMatchObject({ fields: { changedOn: sentence } });
    expect((await spine(matter))?.state).toBe('released');
  });

  it('with words that the public may read, as those of a correction', async () => {
    const matter = await room.released();
    await expect(change(matter, '2026-03-02', '联系人身份证号 360102199001011239 变更')).rejects.toThrow(
      '将向社会公开',
    );
  });

  it('goes out in its own time: the public reads the day and the words, the office whether it was kept', async () => {
    const matter = await room.released();
    on('2026-06-01');
    await change(matter, '2026-05-25');
    on('2026-06-24');
    await publish(matter);
    expect(await spine(matter)).toMatchObject({ dueOn: '2026-06-23', closedOn: '2026-06-24', clockState: 'stopped' });
    expect((await shown(matter)).matter.light.words).toBe('超期 1 个工作日办结');
    const page = (await room.visit(`/documents/${await room.indexNumberOf(matter)}`)).body;
    expect(page).toContain('变更记录');
    expect(page.replace(/<[^>]+>/g, '')).toContain('信息于2026年5月25日变更：办公地址变更');
    expect((await read(matter)).releases.map(({ kind, changedOn, dueOn }) => [kind, changedOn, dueOn])).toEqual([
      ['release', null, '2026-03-30'],
      ['correct', '2026-05-25', '2026-06-23'],
    ]);
  });

  it('leaves the first period as it was met, in the statistics too', async () => {
    const before = await publishingStatistics(room.services, room.people.office, 2026);
    const matter = await room.released();
    on('2026-06-01');
    await change(matter, '2026-03-16');
    await publish(matter);
    const after = await publishingStatistics(room.services, room.people.office, 2026);
    expect([after.inTime - before.inTime, after.late - before.late]).toEqual([1, 0]);
    // The change is none of the corrections, and this one was late by its own period.
    expect(after.corrections - before.corrections).toBe(0);
    expect(after.changes.released - before.changes.released).toBe(1);
    expect(after.changes.late - before.changes.late).toBe(1);
  });

  it('by the clock: a promised release says it is a change', async () => {
    const matter = await room.released();
    on('2026-06-01');
    await change(matter, '2026-05-25');
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'schedule', { releaseAt: '2026-06-03T09:00:00+08:00' });
    expect((await read(matter)).releases.at(-1)).toMatchObject({ kind: 'correct', changedOn: '2026-05-25' });
  });

  describe('and writing about it is given up', () => {
    const giveUp = (matter: Matter) =>
      room.take(room.people.drafter, matter, 'abandonCorrection', { reason: '先不写了' });
    const confirm = (matter: Matter, actor = room.people.head) =>
      room.take(actor, matter, 'confirmUnchanged', { reason: '核实后没有变更' });
    const givenUp = async () => {
      const matter = await room.released();
      on('2026-06-01');
      await change(matter, '2026-05-25');
      await giveUp(matter);
      return matter;
    };

    it('is owed from the same day, waits for the head of the unit and is late in its time', async () => {
      const matter = await givenUp();
      const { head } = room.people;
      expect(await spine(matter)).toMatchObject({
        state: 'changeOwed',
        dueOn: '2026-06-23',
        closedOn: null,
        clockState: 'running',
        waitingRole: 'department-head',
      });
      const told = await room.database.db
        .selectFrom('notice')
        .select('person_id')
        .where('matter_id', '=', matter.id)
        .where('person_id', '=', head.id)
        .execute();
      expect(told.length).toBeGreaterThan(0);
      on('2026-06-24');
      expect((await shown(matter)).matter.light.words).toBe('已超期 1 个工作日');
      expect((await room.visit(`/documents/${await room.indexNumberOf(matter)}`)).statusCode).toBe(200);
    });

    it.each([
      ['while it is written about', false],
      ['when writing about it was given up', true],
    ])('past its last day it stands in the year and in the ledger behind it: %s', async (_, isGivenUp) => {
      const { office, head } = room.people;
      const numbers = async () => {
        const { unpublished, changes } = await publishingStatistics(room.services, office, 2026);
        const listed = async (kind: string) =>
          (await room.browse(office).get(`/api/documents?dueIn=2026&unpublished=${kind}`)).json<{ total: number }>()
            .total;
        expect([await listed('first'), await listed('change')]).toEqual([unpublished.first, unpublished.changes]);
        return { owed: unpublished.changes, first: unpublished.first, late: changes.late };
      };
      const matter = await room.released();
      on('2026-06-24');
      const before = await numbers();
      on('2026-06-23');
      const lastDay = await numbers();
      await change(matter, '2026-05-25');
      if (isGivenUp) await giveUp(matter);
      expect(await numbers()).toEqual(lastDay);
      on('2026-06-24');
      const then = await numbers();
      expect(then.owed).toBe(before.owed + 1);
      if (isGivenUp) {
        await confirm(matter, head);
        expect((await numbers()).owed).toBe(before.owed);
      } else {
        await publish(matter);
        expect(await numbers()).toEqual({ ...then, owed: before.owed, late: before.late + 1 });
      }
    });

    it.each([
      ['the head of the unit', 'head', 'drafter', undefined],
      ['not by a drafter', 'drafter', 'drafter', '您的岗位不能确认不需要变更'],
      ['not by the openness office', 'office', 'drafter', '您的岗位不能确认不需要变更'],
      [
        'not by the head, where the head began it',
        'head',
        'head',
        '发起、起草或者放弃过这次变更的人不能确认，请由政务公开办公室确认',
      ],
    ] as const)('that nothing has changed is said by somebody else: %s', async (_, by, begunBy, because) => {
      const { drafter, [by]: actor, [begunBy]: begins } = room.people;
      const writer = { ...begins, grants: [...begins.grants, ...drafter.grants] };
      const matter = await room.released();
      on('2026-06-01');
      await room.take(writer, matter, 'change', { changedOn: '2026-05-25', reason: '办公地址变更' });
      await giveUp(matter);
      if (because) {
        await expect(confirm(matter, actor)).rejects.toThrow(because);
        return;
      }
      await confirm(matter, actor);
      expect(await spine(matter)).toMatchObject({
        state: 'released',
        dueOn: '2026-03-30',
        closedOn: '2026-03-02',
        clockState: 'stopped',
      });
      expect((await shown(matter)).matter.light.words).toBe('按期办结');
    });

    const headWhoWrites = () => {
      const { head, drafter } = room.people;
      return { ...head, grants: [...head.grants, ...drafter.grants] };
    };

    it('who wrote at the change is not the second either', async () => {
      const matter = await room.released();
      on('2026-06-01');
      await change(matter, '2026-05-25');
      const content = await room.content({ title: '改过的标题' });
      await room.take(headWhoWrites(), matter, 'revise', { content, reason: '改写' });
      await giveUp(matter);
      await expect(confirm(matter)).rejects.toThrow('发起、起草或者放弃过这次变更的人不能确认');
    });

    it('where the only head had a hand in it, the openness office confirms, and is named; else the head does', async () => {
      const instead = (matter: Matter, actor = room.people.office) =>
        room.take(actor, matter, 'confirmUnchangedInstead', { reason: '核实后没有变更' });
      const others = await givenUp();
      await expect(instead(others)).rejects.toThrow(`请由拟稿单位负责人${room.people.head.name}确认`);
      const own = await room.released();
      await room.take(headWhoWrites(), own, 'change', { changedOn: '2026-05-25', reason: '办公地址变更' });
      await giveUp(own);
      await expect(confirm(own)).rejects.toThrow('请由政务公开办公室确认');
      await expect(instead(own, room.people.issuer)).rejects.toThrow('您的岗位不能代为确认不需要变更');
      await instead(own);
      expect(await spine(own)).toMatchObject({ state: 'released', dueOn: '2026-03-30', clockState: 'stopped' });
    });

    it('begun again, keeps its day: a later one is refused, an earlier one counts', async () => {
      const matter = await givenUp();
      await expect(change(matter, '2026-06-01')).rejects.toMatchObject({
        fields: { changedOn: expect.stringContaining('变更日期不能晚于2026年5月25日') },
      });
      await change(matter, '2026-05-20');
      expect((await spine(matter))?.dueOn).toBe('2026-06-17');
      await giveUp(matter);
      expect(await spine(matter)).toMatchObject({ state: 'changeOwed', dueOn: '2026-06-17' });
      await change(matter, '2026-05-20');
      on('2026-06-18');
      await publish(matter);
      expect(await spine(matter)).toMatchObject({ dueOn: '2026-06-17', closedOn: '2026-06-18' });
      expect((await shown(matter)).matter.light.words).toBe('超期 1 个工作日办结');
      await room.take(room.people.drafter, matter, 'correct', { reason: '有错字' });
      await giveUp(matter);
      expect(await spine(matter)).toMatchObject({ state: 'released', dueOn: '2026-06-17', closedOn: '2026-06-18' });
    });

    it('confirmed after it was given up twice, is gone altogether', async () => {
      const matter = await givenUp();
      await change(matter, '2026-05-25');
      await giveUp(matter);
      await confirm(matter);
      expect(await spine(matter)).toMatchObject({ state: 'released', dueOn: '2026-03-30', closedOn: '2026-03-02' });
      await change(matter, '2026-06-01');
      expect((await spine(matter))?.dueOn).toBe('2026-06-30');
    });

    it('is not passed over by putting a slip right, and ends with the page', async () => {
      const matter = await givenUp();
      await expect(room.take(room.people.drafter, matter, 'correct', { reason: '有错字' })).rejects.toThrow();
      await room.take(room.people.issuer, matter, 'withdraw', { cause: 'other', reason: '已由新的通知代替' });
      expect(await spine(matter)).toMatchObject({ state: 'withdrawn', dueOn: '2026-06-23', clockState: 'stopped' });
    });

    it('one that was given up before it stayed owed is over, as people were told then', () => {
      const past = (action: string, day: string, payload = {}) => ({
        ...{ action: `publication.${action}`, legalDate: localDate(day), payload },
        ...{ seq: 1, at: `${day}T01:00:00Z`, round: 1, actorId: null, onBehalfOf: null },
      });
      const before = [past('open', '2026-03-02'), past('release', '2026-03-02'), past('change', '2026-05-25')];
      const then = [...before, past('abandonCorrection', '2026-06-01', { reason: '不写了' })];
      expect(presentPeriod(then)).toEqual({ history: before.slice(0, 2) });
      const now = [...before, past('abandonCorrection', '2026-06-01', { stillOwed: '2026-05-25' })];
      expect(presentPeriod(now)).toMatchObject({ since: '2026-05-25', history: now.slice(2) });
    });

    it('a correction that is given up leaves nothing owed', async () => {
      const matter = await room.released();
      await room.take(room.people.drafter, matter, 'correct', { reason: '有错字' });
      await giveUp(matter);
      expect(await spine(matter)).toMatchObject({ state: 'released', dueOn: '2026-03-30', clockState: 'stopped' });
    });
  });

  it('twice: each has its own period, and a slip put right later moves neither', async () => {
    const matter = await room.released();
    on('2026-04-01');
    await change(matter, '2026-04-01');
    await publish(matter);
    on('2026-06-01');
    await change(matter, '2026-06-01');
    expect((await spine(matter))?.dueOn).toBe('2026-06-30');
    await publish(matter);
    on('2026-08-03');
    await room.take(room.people.drafter, matter, 'correct', { reason: '有错字' });
    expect(await spine(matter)).toMatchObject({ dueOn: '2026-06-30', clockState: 'stopped' });
    await publish(matter);
    expect(await spine(matter)).toMatchObject({ dueOn: '2026-06-30', closedOn: '2026-06-01' });
    expect((await read(matter)).releases.map(({ changedOn, dueOn }) => [changedOn, dueOn])).toEqual([
      [null, '2026-03-30'],
      ['2026-04-01', '2026-04-30'],
      ['2026-06-01', '2026-06-30'],
      [null, null],
    ]);
  });

  it('and the document is withdrawn instead: the period ends there', async () => {
    const matter = await room.released();
    on('2026-06-01');
    await change(matter, '2026-03-16');
    await room.take(room.people.issuer, matter, 'withdraw', { cause: 'other', reason: '已由新的通知代替' });
    expect(await spine(matter)).toMatchObject({ dueOn: '2026-04-14', closedOn: '2026-06-01', clockState: 'stopped' });
  });
});

describe('where another rule asks for less than 20 working days', () => {
  let workdays: number | undefined;
  beforeAll(() => {
    Object.assign(room.services.catalogue, {
      limitRules: [async () => workdays && { workdays, words: `目录规定${workdays}个工作日内公开` }],
    });
  });
  const recount = () => room.as(room.people.office, recountLimits);
  const due = async (matter: Matter) => (await spine(matter))?.dueOn;

  it.each([
    [7, '2026-03-11'],
    [undefined, '2026-03-30'],
    [20, '2026-03-30'],
    [30, '2026-03-30'],
  ])('%s working days: due on %s', async (days, dueOn) => {
    workdays = days;
    expect(await due(await room.draft())).toBe(dueOn);
  });

  it('the shorter counts and says so beside the law', async () => {
    workdays = 7;
    const texts = (await shown(await room.draft())).clock.explanation.map(({ text }) => text);
    expect(texts[0]).toContain('主动公开期限为20个工作日');
    expect(texts[1]).toBe('目录规定7个工作日内公开，按较短的7个工作日计算。');
  });

  it('another rule while it is under way counts it anew, once, and the journal says from which to which', async () => {
    workdays = 7;
    const matter = await room.draft();
    const out = await room.released();
    workdays = 10;
    expect(await recount()).toBeGreaterThan(0);
    expect(await recount()).toBe(0);
    expect([await due(matter), await due(out)]).toEqual(['2026-03-16', '2026-03-11']);
    const rows = await room.database.db
      .selectFrom('journal_entry')
      .select(['payload'])
      .where('chain', '=', `matter:${matter.id}`)
      .where('action', '=', 'publishing.limit-changed')
      .execute();
    expect(rows.map(({ payload }) => payload)).toEqual([
      { limitWorkdays: 10, limitBasis: '目录规定10个工作日内公开', dueBefore: '2026-03-11', dueOn: '2026-03-16' },
    ]);
    workdays = undefined;
    await recount();
    expect(await due(matter)).toBe('2026-03-30');
  });

  it('it is the limit of a change too', async () => {
    workdays = 7;
    const matter = await room.released();
    on('2026-06-01');
    await change(matter, '2026-06-01');
    expect(await due(matter)).toBe('2026-06-10');
    workdays = 5;
    await recount();
    expect(await due(matter)).toBe('2026-06-08');
  });
});
