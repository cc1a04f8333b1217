import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Attachments, reviewPurposes } from '#commons/attachments/contract.ts';
import { takeStepAs } from '#commons/casework/index.ts';
import { act } from '#platform/services.ts';
import type { DocumentDetail } from '../document-contract.ts';
import type { Sheet } from '../sheets/contract.ts';
import { handInMaterials } from '../testing/materials.ts';
import { type Newsroom, openNewsroom } from '../testing/newsroom.ts';
import { legal, NORMATIVE } from '../testing/normative.ts';
import { fixedMaterials } from './materials.ts';

let room: Newsroom;
let people: Newsroom['people'];
beforeAll(async () => {
  room = await openNewsroom();
  people = room.people;
});
afterAll(() => room.close());

type Matter = { readonly id: string };
let number = 0;
const norm = () => {
  number += 1;
  const given = { columnKey: 'policies', documentNumber: `赣药监规〔2026〕${number}号`, data: NORMATIVE };
  return room.draft(given, 'normative-document');
};
const NOTE = 'drafting-note';
const files = async (matter: Matter) =>
  (await room.browse(people.drafter).get(`/api/matters/${matter.id}/attachments`)).json<Attachments>();
const upload = (matter: Matter, purpose: string, words = '补充') =>
  room
    .browse(people.drafter)
    .upload(`/api/attachments?matterId=${matter.id}&purpose=${purpose}`, `${words}.txt`, Buffer.from(words));
const removeFile = (id: string | undefined) =>
  room.browse(people.drafter).post(`/api/attachments/${id}/remove`, { reason: '换一份' });
const remove = async (matter: Matter, purpose: string) =>
  removeFile((await files(matter)).rows.find((row) => row.purpose === purpose)?.id);
const reasons = (response: { json(): unknown }) => (response.json() as { reasons: string[] }).reasons.join();

const somebodyWaits = async () =>
  (await sql`select 1 from pg_locks where not granted`.execute(room.database.ownerDb)).rows.length > 0;

const until = (step: string) => async () => {
  const matter = await norm();
  await room.sign(matter, step);
  return matter;
};
const atMeeting = async () => {
  const matter = await until('secrecySign')();
  await room.take(people.legality, matter, 'legalitySign', legal());
  return matter;
};

describe('the materials it was sent for review with', () => {
  it.each([
    ['departmentReview', until('submit'), '请先收回或者退回拟稿'],
    ['secrecyReview', until('headSign'), '请先退回拟稿'],
    ['legalityReview', until('secrecySign'), '请先退回拟稿'],
    ['deliberation', atMeeting, '请先退回拟稿'],
    ['approved', until('issue'), '请先退回拟稿'],
  ])('are fixed in %s: none is added, none removed, and the sentence says what to do', async (state, reach, back) => {
    const matter = await reach();
    expect(await room.stateOf(matter)).toBe(state);
    for (const purpose of reviewPurposes) {
      const refusal = await upload(matter, purpose);
      expect([refusal.statusCode, reasons(refusal)]).toEqual([409, expect.stringContaining(back)]);
    }
    const kept = await remove(matter, NOTE);
    expect([kept.statusCode, reasons(kept)]).toEqual([409, expect.stringContaining('不能增加或移除')]);
    const seen = await files(matter);
    expect(seen.fixed).toMatchObject({ purposes: reviewPurposes, because: expect.stringContaining(back) });
    expect(seen.rows.find(({ purpose }) => purpose === NOTE)?.removable).toBe(false);
    // What is no material of the review goes on being hung there.
    expect((await upload(matter, 'other')).statusCode).toBe(201);
    expect((await remove(matter, 'other')).statusCode).toBe(204);
  });

  it('are not brought in by a file that was sent in before', async () => {
    const matter = await until('secrecySign')();
    const sent = await room.browse(people.drafter).upload('/api/attachments', '依据.txt', Buffer.from('依据'));
    const { id } = sent.json<{ id: string }>();
    const attach = (purpose: string) =>
      room.browse(people.drafter).post(`/api/attachments/${id}/attach`, { matterId: matter.id, purpose });
    const refusal = await attach('basis');
    expect([refusal.statusCode, reasons(refusal)]).toEqual([409, expect.stringContaining('请先退回拟稿')]);
    expect((await attach('reference')).statusCode).toBe(200);
  });

  it('are changed in the draft it was returned to, and the text goes the whole way again', async () => {
    const matter = await until('secrecySign')();
    await room.take(people.legality, matter, 'legalityReturn', { reason: '依据不足。' });
    expect((await files(matter)).fixed).toBeNull();
    expect((await remove(matter, NOTE)).statusCode).toBe(204);
    await expect(room.take(people.drafter, matter, 'submit')).rejects.toThrow('起草说明');
    expect((await upload(matter, NOTE)).statusCode).toBe(201);
    await room.take(people.drafter, matter, 'submit');
    expect(await room.stateOf(matter)).toBe('departmentReview');
  });

  it('are those it was sent with: an upload that began before waits, and comes too late', async () => {
    const matter = await norm();
    await room.handIn(matter);
    let settled = false;
    const late = await act(room.services, people.drafter, async (a) => {
      await takeStepAs(a, matter.id, 'submit', {});
      const under = upload(matter, 'basis').finally(() => {
        settled = true;
      });
      while (!settled && !(await somebodyWaits())) await new Promise(setImmediate);
      return { under };
    });
    expect((await late.under).statusCode).toBe(409);
  });

  it.each([
    ['released', '请先发起更正或者变更'],
    ['changeOwed', '请先重新发起变更'],
    ['kept', '请先重新认定公开属性'],
  ])('stay with what is %s', async (state, back) => {
    const { id } = await norm();
    expect((await fixedMaterials(room.database.db, { id, state }))?.because).toContain(back);
  });
});

describe('the materials a text went out with (国办发〔2018〕115号: the review is of the draft and its materials)', () => {
  /** Of a kind that goes out alone: what binds people goes out with its interpretation, which is another story. */
  const out = async () => {
    const matter = await room.draft();
    await handInMaterials(room.services, people.drafter, matter.id);
    await room.sign(matter);
    await room.take(people.releaser, matter, 'release');
    return matter;
  };
  const correct = (matter: Matter) => room.take(people.drafter, matter, 'correct', { reason: '有错字' });
  const namesOf = async (matter: Matter) => (await files(matter)).rows.map(({ name }) => name).sort();
  const sheetOf = async (matter: Matter) =>
    (await room.browse(people.issuer).get(`/api/documents/${matter.id}/sheet`)).json<Sheet>();

  it('are not taken away while another is drafted in its place; more may be added, and what was added goes again', async () => {
    const matter = await out();
    const before = await files(matter);
    await correct(matter);
    for (const { id, purpose, removable } of (await files(matter)).rows) {
      const refusal = await removeFile(id);
      expect([purpose, removable, refusal.statusCode]).toEqual([purpose, false, 409]);
      expect(reasons(refusal)).toContain('审核时用过的送审材料');
    }
    expect((await upload(matter, NOTE)).statusCode).toBe(201);
    const added = (await files(matter)).rows.find(({ name }) => name === '补充.txt');
    expect(added?.removable).toBe(true);
    expect((await removeFile(added?.id)).statusCode).toBe(204);
    expect((await upload(matter, NOTE, '再次补充')).statusCode).toBe(201);
    // The screen offers these purposes, and says what stays.
    expect((await files(matter)).fixed).toMatchObject({ purposes: [], because: expect.stringContaining('另行上传') });
    expect(await room.stateOf(matter)).toBe('drafting');
    expect(before.rows.length).toBeGreaterThan(2);
  });

  it('are again those it was reviewed with, when the correction is given up', async () => {
    const matter = await out();
    const before = await namesOf(matter);
    await correct(matter);
    await upload(matter, 'risk', '风险评估');
    await upload(matter, 'other', '会议照片');
    await room.take(people.drafter, matter, 'abandonCorrection', { reason: '不改了' });
    expect(await namesOf(matter)).toEqual([...before, '会议照片.txt'].sort());
    const { timeline } = (await room.browse(people.drafter).get(`/api/matters/${matter.id}`)).json<{
      timeline: { label: string; fields: { value: string }[] }[];
    }>();
    const removed = timeline.filter(({ label }) => label === '移除材料').flatMap(({ fields }) => fields);
    expect(removed.map(({ value }) => value).join()).toContain('为放弃的更正或变更补充的材料随之移除：不改了');
  });

  it('are told on the sheet of what is out, with the signatures they lay before, also after a correction was given up', async () => {
    const matter = await out();
    const first = await sheetOf(matter);
    expect(first.materials.map(({ purposeLabel }) => purposeLabel).sort()).toEqual(
      ['起草说明', '制定依据', '征求意见及采纳情况', '公平竞争审查材料'].sort(),
    );
    await correct(matter);
    await upload(matter, 'risk', '风险评估');
    await room.take(people.drafter, matter, 'abandonCorrection', { reason: '不改了' });
    const again = await sheetOf(matter);
    expect(again.facts).toEqual(first.facts);
    expect(again.code).toBe(first.code);
    const { signatures } = (await room.browse(people.issuer).get(`/api/documents/${matter.id}`)).json<DocumentDetail>();
    expect(signatures.filter(({ counts }) => counts).map(({ step }) => step)).toContain('issue');
  });

  it('are another set where the correction went out with more', async () => {
    const matter = await out();
    const first = (await sheetOf(matter)).materials.length;
    await correct(matter);
    await upload(matter, 'risk', '风险评估');
    await room.sign(matter);
    await room.take(people.releaser, matter, 'release');
    expect((await sheetOf(matter)).materials).toHaveLength(first + 1);
    await correct(matter);
    const all = (await files(matter)).rows.filter(({ purpose }) => reviewPurposes.some((one) => one === purpose));
    expect(all.map(({ removable }) => removable)).toEqual(all.map(() => false));
  });

  it('are on record for good, whoever writes to the database', async () => {
    const matter = await out();
    for (const change of [
      sql`delete from signed_material`,
      sql`update signed_material set signature_id = signature_id`,
    ])
      await expect(change.execute(room.database.ownerDb)).rejects.toThrow();
    expect((await sheetOf(matter)).materials.length).toBeGreaterThan(0);
  });
});
