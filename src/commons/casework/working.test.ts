import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import type { MatterDetail, ToDo } from './contract.ts';
import {
  answerCountersign,
  askCountersign,
  assign,
  type MatterRow,
  matters,
  maySee,
  openParts,
  takeStep,
} from './index.ts';
import { type Bureau, openBureau } from './testing/bureau.ts';
import { quietErrand } from './testing/errand.ts';
import { calledSo } from './called.ts';

let bureau: Bureau;
let clerk: Actor;
let head: Actor;
let office: Actor;
beforeAll(async () => {
  bureau = await openBureau();
  clerk = await bureau.who('clerk', 'jx-licensing');
  head = await bureau.who('department-head', 'jx-licensing');
  office = await bureau.who('openness-officer', 'jx-finance');
});
afterAll(() => bureau.close());

const detail = async (actor: Actor, { id }: { id: string }): Promise<MatterDetail> =>
  (await bureau.browse(actor).get(`/api/matters/${id}`)).json();
const todo = async (actor: Actor): Promise<ToDo> => (await bureau.browse(actor).get('/api/todo')).json();
const reasons = (response: { json(): unknown }) => (response.json() as { reasons?: string[] }).reasons;
const take = (actor: Actor, matter: MatterRow, step: string, fields: object = {}) =>
  bureau.as(actor, (a) => takeStep(a, { matterId: matter.id, step, version: matter.version, fields }));
const toldOf = async (kind: string, matterId: string) =>
  bureau.services.db
    .selectFrom('notice as n')
    .innerJoin('person as p', 'p.id', 'n.person_id')
    .select(['p.id', 'n.title', 'n.body'])
    .where('n.kind', '=', kind)
    .where('n.matter_id', '=', matterId)
    .execute();

describe('taking steps through the door', () => {
  it.each(['constructor', 'toString', '__proto__', 'nothing'])('%s is no step', async (step) => {
    const matter = await bureau.errand('jx-licensing');
    const answer = await bureau
      .browse(clerk)
      .post(`/api/matters/${matter.id}/steps/${step}`, { version: matter.version, fields: {} });
    expect([answer.statusCode, reasons(answer)]).toEqual([404, [`没有「${step}」这一步`]]);
  });

  it('a matter goes from hand to hand, and whoever reported is not offered the review', async () => {
    const matter = await bureau.errand('jx-licensing');
    const seen = await detail(clerk, matter);
    const report = seen.steps.find(({ key }) => key === 'report');
    expect(report).toMatchObject({
      label: '报告办理情况',
      refusals: [],
      fields: { properties: { result: { title: '办理情况' } } },
    });
    const done = await bureau
      .browse(clerk)
      .post(report?.path ?? '', { version: seen.matter.version, fields: { result: '已梳理 12 项' } });
    expect(done.statusCode).toBe(200);
    const reviewed = await detail(head, matter);
    expect(reviewed.matter).toMatchObject({
      stateLabel: '处室审核',
      version: done.json<{ version: number }>().version,
    });
    expect(reviewed.steps.find(({ key }) => key === 'pass')?.consequence).toBe('送政务公开办公室核验');
    expect(reviewed.timeline.map(({ label }) => label)).toEqual(['登记', '报告办理情况']);
    expect(reviewed.timeline[1]).toMatchObject({
      actor: { id: clerk.id },
      unit: '行政许可处',
      fields: [{ label: '办理情况', value: '已梳理 12 项' }],
    });
  });

  it('a stale page, a missing field and a wrong unit are each refused in words', async () => {
    const matter = await bureau.errand('jx-licensing');
    const path = `/api/matters/${matter.id}/steps/report`;
    const stale = await bureau.browse(clerk).post(path, { version: matter.version + 1, fields: { result: '好' } });
    expect([stale.statusCode, reasons(stale)?.[0]]).toEqual([409, expect.stringContaining('他人已经修改过')]);
    const empty = await bureau.browse(clerk).post(path, { version: matter.version, fields: {} });
    expect([empty.statusCode, reasons(empty)]).toEqual([422, ['请填写「办理情况」']]);
    const other = await bureau.who('clerk', 'jx-cosmetics');
    const foreign = await bureau.browse(other).post(path, { version: matter.version, fields: { result: '好' } });
    expect([foreign.statusCode, reasons(foreign)?.[0]]).toEqual([403, expect.stringContaining('您的岗位不能')]);
  });

  it('shows the clock with its explanation and a strip of days', async () => {
    const matter = await bureau.errand('jx-licensing');
    const { clock, matter: line } = await detail(clerk, matter);
    expect(clock).toMatchObject({ state: 'running', dueOn: '2026-03-16', provisional: false });
    expect(clock.explanation.at(-1)?.kind).toBe('due');
    expect(clock.strip.filter(({ n }) => n !== undefined)).toHaveLength(10);
    expect(line.light).toEqual({ colour: 'green', words: '剩余 10 个工作日', workdays: 10 });
  });

  it('a matter of another bureau is not found, whatever is tried', async () => {
    const stranger = await bureau.who('clerk', 'nanchang');
    const matter = await bureau.errand('jx-licensing');
    for (const path of ['', '/assignees', '/attachments'])
      expect((await bureau.browse(stranger).get(`/api/matters/${matter.id}${path}`)).statusCode).toBe(404);
    expect((await bureau.browse(stranger).post(`/api/matters/${matter.id}/remarks`, { text: '看看' })).statusCode).toBe(
      404,
    );
  });
});

describe('the to-do list', () => {
  it('shows what waits for my role in my unit, and nobody else’s', async () => {
    const matter = await bureau.errand('jx-science', { title: '科技处的事' });
    const mine = await todo(await bureau.who('clerk', 'jx-science'));
    expect(mine.waiting.find(({ id }) => id === matter.id)).toMatchObject({
      why: 'role',
      task: '办理并报告',
      waitsFor: '科技处 · 经办人',
      light: { colour: 'green' },
    });
    expect((await todo(clerk)).waiting.some(({ id }) => id === matter.id)).toBe(false);
    expect((await todo(office)).startedByMe.some(({ id }) => id === matter.id)).toBe(true);
  });

  it('what waits for the office waits for everyone who holds the office, in this bureau only', async () => {
    const matter = await bureau.errand('jx-press');
    const pressClerk = await bureau.who('clerk', 'jx-press');
    const pressHead = await bureau.who('department-head', 'jx-press');
    const reported = await take(pressClerk, matter, 'report', { result: '好了' });
    await take(pressHead, reported, 'pass');
    for (const place of [0, 1]) {
      const officer = await bureau.who('openness-officer', 'jx-finance', place);
      expect((await todo(officer)).waiting.some(({ id }) => id === matter.id)).toBe(true);
    }
    expect((await todo(pressHead)).waiting.some(({ id }) => id === matter.id)).toBe(false);
  });

  it('a returned matter is in the list of returned ones until it is sent on', async () => {
    const matter = await bureau.errand('jx-legal');
    const legalClerk = await bureau.who('clerk', 'jx-legal');
    const legalHead = await bureau.who('department-head', 'jx-legal');
    const reported = await take(legalClerk, matter, 'report', { result: '草草' });
    expect((await todo(legalClerk)).returned).toEqual([]);
    const back = await take(legalHead, reported, 'sendBack', { reason: '缺少依据' });
    expect((await todo(legalClerk)).returned.map(({ id }) => id)).toEqual([matter.id]);
    await take(legalClerk, back, 'report', { result: '补充依据' });
    const after = await todo(legalClerk);
    expect([after.returned, after.counts.returned]).toEqual([[], 0]);
  });

  it('counts add up, and sorts by what is due first', async () => {
    const list = await todo(clerk);
    expect(list.counts.waiting).toBe(list.waiting.length);
    const due = list.waiting.map(({ dueOn }) => dueOn ?? '9999');
    expect(due).toEqual([...due].sort());
  });
});

describe('the ledger', () => {
  const rows = async (actor: Actor, query: string) => {
    const response = await bureau.browse(actor).get(`/api/matters?${query}`);
    return response.json<{ rows: { id: string; title: string }[]; total: number }>();
  };

  it('filters, counts and pages in the database', async () => {
    for (const n of [1, 2, 3]) await bureau.errand('jx-devices', { title: `器械_%${n}` });
    const lead = await bureau.unit('jx-devices');
    const page = await rows(clerk, `lead=${lead}&size=2&page=2&sort=-number`);
    expect(page).toMatchObject({ total: 3, rows: [{ title: '器械_%1' }] });
    expect((await rows(clerk, `q=${encodeURIComponent('_%2')}`)).rows.map(({ title }) => title)).toEqual(['器械_%2']);
    expect((await rows(clerk, `lead=${lead}&light=red`)).total).toBe(0);
    expect((await rows(clerk, `lead=${lead}&light=green&state=handling&kind=errand&open=true`)).total).toBe(3);
    expect((await rows(office, `lead=${lead}&mine=true`)).total).toBe(3);
    expect((await rows(clerk, `lead=${lead}&mine=true`)).total).toBe(0);
  });

  it('finds by words of a title as it is called now: two characters, one, in whatever case, those of every row too', async () => {
    const { id } = await bureau.errand('jx-devices', { title: 'ABC乙类检验𠀀甲' });
    const { db } = bureau.services;
    const found = async (typed: string) => {
      const ids = async (few?: number) => {
        const called = await calledSo(db, typed, few);
        if (!called) throw new Error('nothing was typed');
        const rows = await db.selectFrom('matter as m').select('m.id').where(called).execute();
        return rows.map((row) => row.id).toSorted();
      };
      const called = await ids();
      // Few are looked up, many are read through: the same either way.
      expect(await ids(0)).toEqual(called);
      return called.includes(id);
    };
    for (const typed of ['检验', '检', 'abc', ' aBC乙 ', '𠀀甲', '乙类检验'])
      expect([typed, await found(typed)]).toEqual([typed, true]);
    for (const typed of ['验检', 'A乙', '检_', '%']) expect([typed, await found(typed)]).toEqual([typed, false]);
    await db.updateTable('matter').set({ title: '丙类抽样' }).where('id', '=', id).execute();
    expect([await found('检验'), await found('抽样')]).toEqual([false, true]);
  });

  it('refuses a filter it does not know and a page that is none', async () => {
    expect((await bureau.browse(clerk).get('/api/matters?sort=secret')).statusCode).toBe(422);
    expect((await bureau.browse(clerk).get('/api/matters?page=0')).statusCode).toBe(422);
    expect((await bureau.browse(clerk).get('/api/matters?where=1')).statusCode).toBe(422);
  });

  it('shows and counts only what may be seen', async () => {
    const quiet = await bureau.errand('jx-personnel', { kind: quietErrand, title: '内部的事' });
    const insider = await bureau.who('clerk', 'jx-personnel');
    expect((await rows(insider, 'kind=quiet-errand')).rows.map(({ id }) => id)).toEqual([quiet.id]);
    expect((await rows(clerk, 'kind=quiet-errand')).total).toBe(0);
    expect((await rows(await bureau.who('clerk', 'nanchang'), '')).total).toBe(0);
    expect((await bureau.browse(clerk).get(`/api/matters/${quiet.id}`)).statusCode).toBe(404);
  });

  it('lists exactly what the person could open', async () => {
    await bureau.errand('jx-science', { helped: 'nanchang' });
    const all = await matters(bureau.services.db).execute();
    const people = await Promise.all([
      bureau.who('clerk', 'nanchang'),
      bureau.who('department-head', 'jx-personnel'),
      bureau.who('issuer', 'jx-mpa'),
      bureau.who('clerk', 'jx-information'),
    ]);
    for (const person of people) {
      const mine = all.filter((matter) => {
        const kind = bureau.services.catalogue.kinds.get(matter.kind);
        return kind && maySee(kind, matter, person);
      });
      const listed = (await rows(person, 'size=100')).rows.map(({ id }) => id);
      expect(listed.toSorted()).toEqual(mine.map(({ id }) => id).toSorted());
      expect(listed.length).toBeGreaterThan(0);
    }
  });

  it('is exported as shown, guarded against formulas, and the export is recorded', async () => {
    await bureau.errand('jx-reception', { title: '=HYPERLINK("http://evil")' });
    const lead = await bureau.unit('jx-reception');
    const response = await bureau.browse(clerk).get(`/api/matters/export.xlsx?lead=${lead}`);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-disposition']).toContain("filename*=UTF-8''%E4%BA%8B%E9%A1%B9");
    const { readXlsx } = await import('hucre/xlsx');
    const sheet = (await readXlsx(response.rawPayload)).sheets[0];
    expect(sheet?.rows).toHaveLength(2);
    expect(sheet?.rows[0]?.slice(0, 3)).toEqual(['编号', '种类', '标题']);
    expect(sheet?.rows[1]?.[2]).toBe('\'=HYPERLINK("http://evil")');
    const entry = await bureau.services.db
      .selectFrom('journal_entry')
      .select(['actor_id', 'payload'])
      .where('action', '=', 'casework.ledger-exported')
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ actor_id: clerk.id, payload: { rows: 1, filter: { lead } } });
  });

  it('names the kinds and units it can be filtered by', async () => {
    const filters = (await bureau.browse(clerk).get('/api/matters/filters')).json<{
      kinds: { key: string }[];
      units: unknown[];
    }>();
    expect(filters.kinds.map(({ key }) => key)).toEqual(['errand']);
    expect(filters.units.length).toBeGreaterThan(3);
  });
});

describe('countersigning', () => {
  it('whoever has the step asks units, their heads answer once, and the asker is told', async () => {
    const matter = await bureau.errand('jx-licensing');
    const asked = await bureau.browse(clerk).post(`/api/matters/${matter.id}/countersigns`, {
      unitIds: [await bureau.unit('jx-legal'), await bureau.unit('jx-drug-control')],
      question: '办理依据是否齐全？',
      limitDays: 5,
    });
    expect(asked.statusCode).toBe(204);
    const legalHead = await bureau.who('department-head', 'jx-legal');
    const item = (await todo(legalHead)).waiting.find(({ id }) => id === matter.id);
    expect(item).toMatchObject({ why: 'countersign', dueOn: '2026-03-09', task: '会签：办理依据是否齐全？' });

    const line = (await detail(legalHead, matter)).countersigns.find(({ id }) => id === item?.countersignId);
    const answer = { agrees: false, opinion: '缺少一项依据' };
    const first = await bureau.browse(legalHead).post(line?.answer?.path ?? '', answer);
    expect(first.statusCode).toBe(200);
    const second = await bureau.browse(legalHead).post(line?.answer?.path ?? '', answer);
    expect(reasons(second)).toEqual(['法规处的会签已经答复，不能再次答复']);
    expect((await todo(legalHead)).waiting.some(({ id }) => id === matter.id)).toBe(false);
    expect((await detail(clerk, matter)).countersigns[0]).toMatchObject({ agrees: false, opinion: '缺少一项依据' });
    expect((await toldOf('countersign', matter.id)).map(({ id, title }) => [id, title])).toContainEqual([
      clerk.id,
      '法规处不同意会签：梳理办事指南',
    ]);
  });

  it('refuses with every reason: no step now, own unit, another bureau, still open, nobody to answer', async () => {
    const matter = await bureau.errand('jx-licensing');
    const unitIds = await Promise.all(['jx-licensing', 'nanchang', 'jx-openness-group', 'jx-science'].map(bureau.unit));
    await bureau.as(clerk, (a) =>
      askCountersign(a, { matterId: matter.id, unitIds: unitIds.slice(3), question: '是否同意？', limitDays: 1 }),
    );
    const refusal = await bureau
      .browse(head)
      .post(`/api/matters/${matter.id}/countersigns`, { unitIds, question: '是否同意这样办？', limitDays: 5 });
    expect(refusal.statusCode).toBe(409);
    expect(reasons(refusal)?.toSorted()).toEqual(
      [
        '会签由正在办理的人发起，目前没有轮到您办理的步骤',
        '行政许可处是牵头单位，不需要会签',
        '南昌市市场监督管理局不属于本局，不能在系统内会签',
        '江西省药品监督管理局政务公开领导小组目前没有负责人，没有人能答复会签',
        '科技处还有一项会签没有答复',
      ].toSorted(),
    );
  });

  it('a clerk of the asked unit does not speak for it, and others do not find it', async () => {
    const matter = await bureau.errand('jx-licensing');
    const [id] = await bureau.as(clerk, async (a) =>
      askCountersign(a, {
        matterId: matter.id,
        unitIds: [await bureau.unit('jx-devices')],
        question: '是否同意？',
        limitDays: 1,
      }),
    );
    const answer = { countersignId: id ?? '', agrees: true, opinion: '同意' };
    const devicesClerk = await bureau.who('clerk', 'jx-devices');
    await expect(bureau.as(devicesClerk, (a) => answerCountersign(a, answer))).rejects.toThrow('由该单位负责人答复');
    await expect(bureau.as(head, (a) => answerCountersign(a, answer))).rejects.toThrow('没有找到');
  });
});

describe('assigning', () => {
  it('the head gives a matter to somebody of the unit, who then is awaited in person', async () => {
    const matter = await bureau.errand('jx-licensing');
    const candidates = (await bureau.browse(head).get(`/api/matters/${matter.id}/assignees`)).json<{ id: string }[]>();
    expect(candidates.map(({ id }) => id)).toContain(clerk.id);
    const done = await bureau
      .browse(head)
      .post(`/api/matters/${matter.id}/assignment`, { personId: clerk.id, note: '本周办完', version: matter.version });
    expect(done.statusCode).toBe(204);
    expect((await detail(clerk, matter)).matter).toMatchObject({
      assignee: { id: clerk.id },
      waitsFor: clerk.name,
      version: matter.version + 1,
    });
    expect((await todo(clerk)).waiting.find(({ id }) => id === matter.id)?.why).toBe('person');
    expect(await toldOf('to-do', matter.id)).toContainEqual(
      expect.objectContaining({ id: clerk.id, title: '请您承办：梳理办事指南' }),
    );
    const again = await bureau
      .browse(head)
      .post(`/api/matters/${matter.id}/assignment`, { personId: clerk.id, version: matter.version + 1 });
    expect(reasons(again)).toEqual(['事项已经由这位同志承办，请选择另一位']);
  });

  it('refuses people of other units and everyone but the head', async () => {
    const matter = await bureau.errand('jx-licensing');
    const other = await bureau.who('clerk', 'jx-cosmetics');
    await expect(
      bureau.as(head, (a) => assign(a, { matterId: matter.id, version: matter.version, personId: other.id })),
    ).rejects.toThrow('只能指定在牵头单位任职的人员');
    await expect(
      bureau.as(clerk, (a) => assign(a, { matterId: matter.id, version: matter.version, personId: clerk.id })),
    ).rejects.toThrow('牵头单位负责人');
    expect((await detail(clerk, matter)).acts.map(({ key }) => key)).not.toContain('assign');
  });
});

describe('assigning from a stale page', () => {
  it('is refused when somebody was faster, and the offer says the version to send', async () => {
    const matter = await bureau.errand('jx-licensing');
    const offer = (await detail(head, matter)).acts.find(({ key }) => key === 'assign');
    expect(offer?.version).toBe(matter.version);
    expect(offer?.fields.required).toEqual(['personId']);
    await take(clerk, matter, 'report', { result: '办好了' });
    const late = await bureau.browse(head).post(offer?.path ?? '', { personId: clerk.id, version: offer?.version });
    expect([late.statusCode, reasons(late)?.[0]]).toEqual([409, expect.stringContaining('他人已经修改过')]);
    expect((await detail(head, matter)).matter.assignee).toBeNull();
  });
});

describe('reminding', () => {
  it('tells those who are awaited, once a day', async () => {
    const matter = await bureau.errand('jx-distribution');
    const supervisor = await bureau.who('supervisor', 'jx-finance');
    const waiting = await bureau.who('clerk', 'jx-distribution');
    const path = `/api/matters/${matter.id}/reminders`;
    expect((await bureau.browse(supervisor).post(path, { reason: '领导要求本周办结' })).json()).toMatchObject({
      told: 1,
    });
    expect((await toldOf('reminder', matter.id)).map(({ id }) => id)).toEqual([waiting.id]);
    const second = await bureau.browse(office).post(path, { reason: '再催一次' });
    expect(reasons(second)).toEqual(['今天已经催办过，请明天再催']);
    bureau.moveTo(instant('2026-03-03T09:00:00+08:00'));
    expect((await bureau.browse(office).post(path, { reason: '再催一次' })).statusCode).toBe(200);
    bureau.moveTo(instant('2026-03-02T15:00:00+08:00'));
  });

  it('is not for bystanders, nor for oneself', async () => {
    const matter = await bureau.errand('jx-distribution');
    const bystander = await bureau.browse(clerk).post(`/api/matters/${matter.id}/reminders`, { reason: '快一点' });
    expect([bystander.statusCode, reasons(bystander)]).toEqual([403, ['催办由牵头单位、主管办公室或督查员发出']]);
    const waiting = await bureau.who('clerk', 'jx-distribution');
    const own = await bureau.browse(waiting).post(`/api/matters/${matter.id}/reminders`, { reason: '快一点' });
    expect(reasons(own)).toEqual(['等待的就是您本人，不需要催办']);
  });
});

describe('parts of units', () => {
  it('a cooperating unit has its part in its own list and reports it done itself', async () => {
    const matter = await bureau.errand('jx-licensing', { helped: 'jx-information' });
    const helper = await bureau.who('clerk', 'jx-information');
    expect((await todo(helper)).waiting.find(({ id }) => id === matter.id)).toMatchObject({
      why: 'part',
      task: '提供数据',
    });
    expect(await openParts(bureau.services.db, matter.id)).toEqual(['信息中心']);
    const unitId = await bureau.unit('jx-information');
    const path = `/api/matters/${matter.id}/parts/${unitId}/done`;
    const byLead = await bureau.browse(clerk).post(path, { report: '他们做完了' });
    expect([byLead.statusCode, reasons(byLead)]).toEqual([403, ['任务由承担单位自己报告完成']]);
    expect((await bureau.browse(helper).post(path, { report: '数据已提供' })).statusCode).toBe(204);
    const again = await bureau.browse(helper).post(path, { report: '数据已提供' });
    expect(reasons(again)).toEqual(['信息中心已经报告完成，不需要再报告']);
    expect(await openParts(bureau.services.db, matter.id)).toEqual([]);
    expect((await toldOf('part', matter.id)).map(({ id }) => id)).toContain(head.id);
  });

  it('the lead unit asks for help; the office adds and releases with a reason; the lead may not release', async () => {
    const matter = await bureau.errand('jx-licensing');
    const [information, legal] = [await bureau.unit('jx-information'), await bureau.unit('jx-legal')];
    const under = `/api/matters/${matter.id}`;
    const help = await bureau
      .browse(clerk)
      .post(`${under}/help`, { unitId: information, task: '导出数据', dueOn: '2026-03-06' });
    expect(help.statusCode).toBe(204);
    const twice = await bureau.browse(clerk).post(`${under}/help`, { unitId: information, task: '导出数据' });
    expect(reasons(twice)).toEqual(['信息中心已经在办理此事项（配合）']);
    const past = await bureau
      .browse(clerk)
      .post(`${under}/help`, { unitId: legal, task: '审查依据', dueOn: '2026-03-01' });
    expect([past.statusCode, reasons(past)]).toEqual([422, ['完成日期不能早于今天']]);
    const add = { unitId: legal, part: 'joint', task: '共同起草', reason: '涉及依据' };
    expect((await bureau.browse(clerk).post(`${under}/parts`, add)).statusCode).toBe(403);
    expect((await bureau.browse(office).post(`${under}/parts`, add)).statusCode).toBe(204);
    const { units } = await detail(office, matter);
    expect(units.map(({ unit, partLabel, task }) => [unit.name, partLabel, task])).toEqual([
      ['行政许可处', '牵头', null],
      ['信息中心', '配合', '导出数据'],
      ['法规处', '负责', '共同起草'],
    ]);
    const release = `${under}/parts/${legal}/release`;
    expect((await bureau.browse(head).post(release, { reason: '不再需要' })).statusCode).toBe(403);
    expect((await bureau.browse(office).post(release, { reason: '依据已明确' })).statusCode).toBe(204);
    expect((await detail(office, matter)).timeline.at(-1)).toMatchObject({
      label: '解除参与单位',
      fields: [
        { label: '单位', value: '法规处' },
        { label: '承担的职责', value: '负责' },
        { label: '理由', value: '依据已明确' },
      ],
    });
  });
});

describe('remarks', () => {
  it('stand in the journal under their author’s name, and change nothing', async () => {
    const matter = await bureau.errand('jx-licensing');
    const before = await detail(head, matter);
    expect(
      (await bureau.browse(head).post(`/api/matters/${matter.id}/remarks`, { text: '请注意时限' })).statusCode,
    ).toBe(204);
    const after = await detail(head, matter);
    expect(after.remarks).toMatchObject([{ text: '请注意时限', author: { id: head.id } }]);
    expect(after.matter).toEqual(before.matter);
    expect((await bureau.browse(head).post(`/api/matters/${matter.id}/remarks`, { text: '' })).statusCode).toBe(422);
  });
});
