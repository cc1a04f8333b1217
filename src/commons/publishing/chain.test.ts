import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { delegate } from '#commons/organisations/index.ts';
import { localDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import type { DocumentDetail } from './document-contract.ts';
import { CHECKLIST, type Newsroom, openNewsroom } from './testing/newsroom.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

const FIELDS: Readonly<Record<string, Record<string, unknown>>> = {
  headSign: { opinion: '同意。' },
  secrecySign: { opinion: '不涉密。', checklist: CHECKLIST },
  issue: { opinion: '同意发布。' },
  schedule: { releaseAt: '2026-03-05T09:00:00+08:00' },
};
const reasonsOf = (attempt: Promise<unknown>): Promise<readonly string[]> =>
  attempt.then(
    () => [],
    (error: { reasons?: readonly string[] }) => error.reasons ?? [String(error)],
  );
/** Somebody who, besides being who they are, may do everything a role may: the worst case for separation of duties. */
const also = (actor: Actor, ...others: readonly Actor[]): Actor => ({
  ...actor,
  grants: [...actor.grants, ...others.flatMap(({ grants }) => grants)],
});
const detail = async (matter: { readonly id: string }): Promise<DocumentDetail> =>
  (await room.browse(room.people.drafter).get(`/api/documents/${matter.id}`)).json();

describe('the chain of signatures', () => {
  it('goes from hand to hand in its order and ends on the portal', async () => {
    const matter = await room.draft();
    const states = [await room.stateOf(matter)];
    for (const step of ['submit', 'headSign', 'secrecySign', 'issue']) {
      const { people } = room;
      const by = { submit: people.drafter, headSign: people.head, secrecySign: people.reviewer, issue: people.issuer }[
        step
      ];
      states.push((await room.take(by ?? people.drafter, matter, step, FIELDS[step] ?? {})).state);
    }
    states.push((await room.take(room.people.releaser, matter, 'release')).state);
    expect(states).toEqual(['drafting', 'departmentReview', 'secrecyReview', 'issuing', 'approved', 'released']);
    const { signatures, current } = await detail(matter);
    expect(signatures.map(({ step, counts }) => [step, counts])).toEqual([
      ['department-review', true],
      ['secrecy-review', true],
      ['issue', true],
    ]);
    expect(new Set(signatures.map(({ contentHash }) => contentHash))).toEqual(new Set([current.contentHash]));
  });

  it.each([
    ['secrecySign', 'departmentReview'],
    ['issue', 'secrecyReview'],
    ['release', 'issuing'],
  ])('%s does not come before its turn', async (step, state) => {
    const matter = await room.draft();
    await room.sign(matter, { departmentReview: 'submit', secrecyReview: 'headSign', issuing: 'secrecySign' }[state]);
    const { reviewer, issuer, releaser } = room.people;
    const by = { secrecySign: reviewer, issue: issuer, release: releaser }[step] ?? releaser;
    const [reason] = await reasonsOf(room.take(by, matter, step, FIELDS[step] ?? {}));
    expect(reason).toMatch(/^当前状态为「.+」，不能/);
    expect(await room.stateOf(matter)).toBe(state);
  });

  it('whoever has no post for a step is refused it, with the words of the step', async () => {
    const matter = await room.draft();
    await room.sign(matter, 'headSign');
    expect(await reasonsOf(room.take(room.people.head, matter, 'secrecySign', FIELDS.secrecySign))).toEqual([
      '您的岗位不能保密审查通过，如需办理请联系本单位管理员',
    ]);
    const foreign = await room.who('department-head', 'jx-legal');
    const other = await room.draft();
    await room.sign(other, 'submit');
    expect(await reasonsOf(room.take(foreign, other, 'headSign', FIELDS.headSign))).toEqual([
      '您的岗位不能处室审核同意，如需办理请联系本单位管理员',
    ]);
  });

  it('a secrecy review with an item left open is refused', async () => {
    const matter = await room.draft();
    await room.sign(matter, 'headSign');
    const fields = { opinion: '不涉密。', checklist: CHECKLIST.slice(1) };
    const [reason] = await reasonsOf(room.take(room.people.reviewer, matter, 'secrecySign', fields));
    expect(reason).toContain('保密审查逐项确认');
    expect(await room.stateOf(matter)).toBe('secrecyReview');
  });
});

describe('separation of duties', () => {
  test.each([
    ['headSign', 'submit', 'head'],
    ['secrecySign', 'headSign', 'reviewer'],
    ['issue', 'secrecySign', 'issuer'],
    ['release', 'issue', 'releaser'],
    ['schedule', 'issue', 'releaser'],
  ] as const)('whoever drafted may not take %s, whatever posts they hold', async (step, before, post) => {
    const matter = await room.draft();
    await room.sign(matter, before);
    const drafter = also(room.people.drafter, room.people[post]);
    const reasons = await reasonsOf(room.take(drafter, matter, step, FIELDS[step] ?? {}));
    expect(reasons).toContain('这份文稿由您拟写或修改过，不能由您审签或发布');
    expect(reasons.join()).toContain('您已办理「送审」');
  });

  test.each([
    ['secrecySign', 'headSign', 'head', 'reviewer', '处室审核同意'],
    ['issue', 'secrecySign', 'head', 'issuer', '处室审核同意'],
    ['issue', 'secrecySign', 'reviewer', 'issuer', '保密审查通过'],
    ['release', 'issue', 'reviewer', 'releaser', '保密审查通过'],
    ['schedule', 'issue', 'reviewer', 'releaser', '保密审查通过'],
    ['release', 'issue', 'head', 'releaser', '处室审核同意'],
    ['release', 'issue', 'issuer', 'releaser', '签发'],
    ['schedule', 'issue', 'issuer', 'releaser', '签发'],
  ] as const)('%s after %s is refused to the %s', async (step, before, person, post, done) => {
    const matter = await room.draft();
    await room.sign(matter, before);
    const actor = also(room.people[person], room.people[post]);
    const [reason] = await reasonsOf(room.take(actor, matter, step, FIELDS[step] ?? {}));
    expect(reason).toMatch(new RegExp(`^您已办理「${done}」，同一事项不能再由您`));
  });

  it('who wrote an earlier revision stays an author after the document was returned to others', async () => {
    const { drafter, otherDrafter, head, reviewer, releaser } = room.people;
    const matter = await room.draft();
    await room.sign(matter, 'submit');
    await room.take(head, matter, 'headReturn', { reason: '请重写。' });
    const content = await room.content({ title: '重新拟写的通知' });
    await room.take(otherDrafter, matter, 'revise', { content, reason: '重写' });
    await room.take(otherDrafter, matter, 'submit');
    await room.take(head, matter, 'headSign', FIELDS.headSign);
    await room.take(reviewer, matter, 'secrecySign', FIELDS.secrecySign);
    await room.take(room.people.issuer, matter, 'issue', FIELDS.issue);
    const attempt = room.take(also(drafter, releaser), matter, 'release');
    expect(await reasonsOf(attempt)).toEqual(['这份文稿由您拟写或修改过，不能由您审签或发布']);
  });
});

describe('standing in for somebody', () => {
  const standIn = async (from: Actor, to: Actor, role: 'department-head' | 'issuer' | 'releaser'): Promise<Actor> => {
    const registrar = await room.who('registrar', 'jx-personnel');
    const days = { fromOn: localDate('2026-03-02'), untilOn: localDate('2026-03-20'), reason: '出差' };
    await room.as(registrar, (a) => delegate(a, { fromPersonId: from.id, toPersonId: to.id, roles: [role], ...days }));
    return room.actorById(to.id);
  };

  it('binds both: who signed for another, and the one signed for', async () => {
    const { head, otherReviewer, issuer, reviewer } = room.people;
    const deputy = await standIn(head, otherReviewer, 'department-head');
    const matter = await room.draft();
    await room.sign(matter, 'submit');
    await room.take(deputy, matter, 'headSign', FIELDS.headSign);
    const { signatures } = await detail(matter);
    expect(signatures).toMatchObject([{ signer: otherReviewer.name, onBehalfOf: head.name, counts: true }]);

    expect(await reasonsOf(room.take(deputy, matter, 'secrecySign', FIELDS.secrecySign))).toEqual([
      '您已办理「处室审核同意」，同一事项不能再由您保密审查通过',
    ]);
    await room.take(reviewer, matter, 'secrecySign', FIELDS.secrecySign);
    expect(await reasonsOf(room.take(also(head, issuer), matter, 'issue', FIELDS.issue))).toEqual([
      '您已办理「处室审核同意」，同一事项不能再由您签发',
    ]);
  });

  it('does not let a drafter sign through somebody else', async () => {
    const { drafter, head } = room.people;
    const legal = await room.who('department-head', 'jx-legal');
    const twoPosts = also(drafter, head);
    const matter = await room.draft();
    await room.take(twoPosts, matter, 'submit');
    const deputy: Actor = { ...legal, grants: head.grants.map((grant) => ({ ...grant, onBehalfOf: drafter.id })) };
    expect(await reasonsOf(room.take(deputy, matter, 'headSign', FIELDS.headSign))).toEqual([
      '委托您的人已办理「修改文稿」，您不能代其处室审核同意',
      '委托您的人已办理「送审」，您不能代其处室审核同意',
      '这份文稿由委托您的人拟写或修改过，您不能代其审签或发布',
    ]);
  });

  it('does not let the secrecy reviewer release through somebody else', async () => {
    const { reviewer, releaser, otherReleaser } = room.people;
    const matter = await room.draft();
    await room.sign(matter);
    const deputy: Actor = {
      ...otherReleaser,
      grants: releaser.grants.map((grant) => ({ ...grant, onBehalfOf: reviewer.id })),
    };
    expect(await reasonsOf(room.take(deputy, matter, 'release'))).toEqual([
      '委托您的人已办理「保密审查通过」，您不能代其发布',
    ]);
  });
});

describe('changing what was signed', () => {
  test.each(['submit', 'headSign', 'secrecySign', 'issue'])('after %s the text cannot be edited', async (upTo) => {
    const matter = await room.draft();
    await room.sign(matter, upTo);
    const attempt = room.take(room.people.drafter, matter, 'revise', { content: await room.content(), reason: '改动' });
    expect((await reasonsOf(attempt))[0]).toMatch(/，不能修改文稿$/);
  });

  test.each([
    ['headReturn', 'submit', 'head', 0],
    ['secrecyReturn', 'headSign', 'reviewer', 1],
    ['issueReturn', 'secrecySign', 'issuer', 2],
    ['releaseReturn', 'issue', 'releaser', 3],
  ] as const)('after %s no earlier signature counts', async (step, before, person, given) => {
    const matter = await room.draft();
    await room.sign(matter, before);
    expect((await detail(matter)).signatures.filter(({ counts }) => counts)).toHaveLength(given);
    await room.take(room.people[person], matter, step, { reason: '请补充依据。' });
    expect(await room.stateOf(matter)).toBe('drafting');
    expect((await detail(matter)).signatures.filter(({ counts }) => counts)).toEqual([]);
  });

  it('a returned document that is redrafted goes through the whole chain again', async () => {
    const { drafter, head, reviewer, releaser } = room.people;
    const matter = await room.draft();
    await room.sign(matter, 'secrecySign');
    await room.take(room.people.issuer, matter, 'issueReturn', { reason: '标题请写明对象。' });
    const content = await room.content({ title: '关于加强药品网络销售企业监督检查的通知' });
    await room.take(drafter, matter, 'revise', { content, reason: '按签发意见修改标题' });
    await room.take(drafter, matter, 'submit');
    await room.take(head, matter, 'headSign', FIELDS.headSign);
    expect((await reasonsOf(room.take(releaser, matter, 'release')))[0]).toContain('当前状态为「保密审查」');
    await room.take(reviewer, matter, 'secrecySign', FIELDS.secrecySign);
    await room.take(room.people.issuer, matter, 'issue', FIELDS.issue);
    await room.take(releaser, matter, 'release');
    const { revisions, signatures } = await detail(matter);
    expect(revisions.map(({ number, reason }) => [number, reason])).toEqual([
      [2, '按签发意见修改标题'],
      [1, '拟稿'],
    ]);
    expect(signatures.filter(({ counts }) => counts).map(({ revision }) => revision)).toEqual([2, 2, 2]);
  });

  it('a text sent in again unchanged still needs every signature of the new round', async () => {
    const matter = await room.draft();
    await room.sign(matter, 'headSign');
    await room.take(room.people.reviewer, matter, 'secrecyReturn', { reason: '请核实数据。' });
    await room.sign(matter, 'submit');
    expect((await detail(matter)).signatures.filter(({ counts }) => counts)).toEqual([]);
    await room.take(room.people.head, matter, 'headSign', FIELDS.headSign);
    expect((await detail(matter)).signatures.filter(({ counts }) => counts)).toHaveLength(1);
  });
});
