import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { addHours } from '#kernel/dates.ts';
import type { Actor, Grant } from '#kernel/policy.ts';
import type { Content } from './contract.ts';
import { releaseAllDue } from './due-releases.ts';
import { beginSet, cancelSet, changeMembers, dissolveSet, orderSet } from './sets/commands.ts';
import { CHECKLIST, type Newsroom, openNewsroom } from './testing/newsroom.ts';
import { CONSULTED, legal, passedOn, PLAN } from './testing/normative.ts';
import { publicationWorkflow } from './workflow.ts';

/**
 * Random people take random steps with a few documents of several types; most are refused. After every step that is not, the rows are
 * asked what may never be: not through the code under test, and as the owner of the database.
 */
let room: Newsroom;
let crowd: readonly Actor[];
let hidden: Partial<Content>;
beforeAll(async () => {
  room = await openNewsroom();
  crowd = crowdOf(room);
  hidden = { disclosure: 'none', disclosureBasis: 'article-16-internal', disclosureReason: '属于内部事务信息' };
});
afterAll(() => room.close());

/** Everybody with their own post; some with several; some for another who delegated to them, even for whoever drafts. */
function crowdOf({ people }: Newsroom): Actor[] {
  const { drafter, otherDrafter, head, reviewer, otherReviewer, legality, office, issuer, otherIssuer } = people;
  const { releaser, otherReleaser } = people;
  const all = Object.values(people).flatMap(({ grants }) => grants);
  const also = (actor: Actor, ...grants: readonly Grant[]): Actor => ({
    ...actor,
    grants: [...actor.grants, ...grants],
  });
  const inFor = (whom: Actor): Grant[] => whom.grants.map((grant) => ({ ...grant, onBehalfOf: whom.id }));
  return [
    drafter,
    head,
    reviewer,
    legality,
    issuer,
    releaser,
    office,
    also(otherDrafter, ...all),
    also(otherIssuer, ...all),
    also(otherReleaser, ...all),
    also(drafter, ...all),
    { ...otherReviewer, grants: [...inFor(head), ...inFor(reviewer), ...inFor(releaser)] },
    { ...otherReviewer, grants: [...inFor(drafter), ...inFor(issuer), ...inFor(legality)] },
  ];
}

const LATE = ['reviewDepartmentLate'];
const SETS = ['begin', 'add', 'remove', 'orderNow', 'orderLater', 'cancel', 'dissolve'] as const;
const STEPS = Object.keys(publicationWorkflow.steps).filter((step) => step !== 'releaseDue');
/** What moves a document on: a walk of steps chosen blindly hardly ever leaves the house. */
const ONWARD: Readonly<Record<string, readonly string[]>> = {
  drafting: ['submit', 'submit', 'submitUrgently', 'submitUrgently', 'revise'],
  departmentReview: ['headSign'],
  secrecyReview: ['secrecySign'],
  legalityReview: ['legalitySign'],
  deliberation: ['deliberate'],
  issuing: ['issue'],
  approved: ['release', 'schedule', 'keep', 'begin', 'orderNow', 'orderLater'],
  scheduled: ['wait', 'wait', 'withdraw', 'unschedule', 'cancel'],
  released: ['correct', ...LATE, 'change', ...LATE, 'withdraw'],
  kept: ['reconsider'],
};

interface Move {
  readonly document: number;
  readonly step: string;
  readonly by: number;
  readonly variant: number;
  /** Whether it falls to somebody whose post it is. */
  readonly fits: boolean;
}

/** Somebody whose post a step is, by their place in the crowd. */
const FITTING: Readonly<Record<string, number>> = {
  headSign: 1,
  reviewDepartmentLate: 1,
  secrecySign: 2,
  legalitySign: 3,
  issue: 4,
  withdraw: 4,
  schedule: 5,
  unschedule: 5,
  release: 5,
  keep: 5,
  orderNow: 5,
  orderLater: 5,
  cancel: 5,
  withdrawUrgently: 6,
};

const move: fc.Arbitrary<Move> = fc.record({
  document: fc.nat(3),
  step: fc.oneof(
    { weight: 12, arbitrary: fc.constant('onward') },
    { weight: 2, arbitrary: fc.constantFrom(...STEPS) },
    { weight: 3, arbitrary: fc.constantFrom(...SETS) },
    { weight: 1, arbitrary: fc.constant('wait') },
  ),
  by: fc.nat(12),
  variant: fc.nat(11),
  fits: fc.nat(2).map((n) => n > 0),
});

interface Walk {
  readonly documents: readonly { readonly id: string }[];
  /** What stands on the portal according to the steps that were taken. */
  readonly stands: Map<string, string>;
  readonly log: string[];
}

const tally = { accepted: 0, refused: 0, out: 0, setsOut: 0, late: 0, withdrawn: 0, kept: 0 };

/** Of each document a few texts to and fro, so that one signed before comes back; the last is not for the public. */
async function contentOf(walk: Pick<Walk, 'documents'>, at: number, variant: number): Promise<Content> {
  const today = room.clock.today();
  const text = `第${variant % 3}稿`;
  const [norm] = walk.documents;
  const kinds: readonly Partial<Content>[] = [
    {
      columnKey: 'policies',
      documentNumber: '赣药监规〔2026〕1号',
      formedOn: today,
      data: { ...PLAN, ...CONSULTED, effectiveOn: '2027-04-01' },
    },
    {
      columnKey: 'interpretations',
      data: { form: 'text' },
      ...(norm && { relations: [{ kind: 'interprets', documentId: norm.id }] }),
    },
    {},
    {},
  ];
  return room.content({
    title: `走查文件${at}${text}`,
    bodyHtml: `<h2>制定背景</h2><p>${text}。</p><h2>主要内容</h2><p>分四章。</p>`,
    ...kinds[at],
    ...((at === 3 ? variant % 4 < 2 : variant === 11) ? hidden : {}),
  });
}

async function begun(): Promise<Walk> {
  const documents: { id: string }[] = [];
  const types = ['normative-document', 'interpretation', 'announcement', 'announcement'];
  for (const [at, type] of types.entries()) {
    const { formedOn: _, ...content } = await contentOf({ documents }, at, 0);
    const matter = await room.draft({ ...content, formedOn: room.clock.today() }, type, room.people.drafter);
    await room.handIn(matter);
    documents.push(matter);
  }
  return { documents, stands: new Map(), log: [] };
}

async function fieldsOf(walk: Walk, step: string, { document, variant }: Move): Promise<Record<string, unknown>> {
  if (step === 'revise') return { content: await contentOf(walk, document, variant), reason: '修改文稿' };
  if (step === 'submitUrgently') return { cause: 'warning', reason: '情况紧急，立即公开。' };
  if (step === 'secrecySign') return { opinion: '不涉密。', checklist: CHECKLIST };
  if (step === 'issue') return { opinion: '同意。', dateReason: '会议通过的日期', urgencyReason: '同意先发' };
  if (step === 'legalitySign') return legal();
  if (step === 'deliberate') return passedOn(room.clock.today());
  if (step === 'setLegalityPeriod') return { workdays: 1 + variant };
  if (step.endsWith('Sign')) return { opinion: '同意。' };
  if (step === 'schedule') return { releaseAt: addHours(room.clock.now(), 1 + (variant % 3)) };
  if (LATE.includes(step)) return { verdict: variant % 2 ? 'agrees' : 'objects', opinion: '已补审。' };
  if (step === 'change') return { changedOn: room.clock.today(), reason: '情况有了变化。' };
  if (step.startsWith('withdraw')) return { cause: 'other', reason: '理由充分。' };
  if (step === 'reconsider') return { basis: 'article-18', reason: '情况有了变化。' };
  return ['submit', 'release', 'keep'].includes(step) ? {} : { reason: '理由充分。' };
}

async function arrange(walk: Walk, step: (typeof SETS)[number], actor: Actor, { document, variant }: Move) {
  const ids = walk.documents.map(({ id }) => id);
  const first = variant % 2 ? document : 0;
  const some = [...new Set([ids[first], ids[(first + 1) % ids.length]])].filter((id) => id !== undefined);
  if (step === 'begin')
    return room.as(actor, (a) => beginSet(a, { title: '同步发布', reason: '一起公开', documentIds: some }));
  const { rows } = await sql<{ id: string; version: number }>`
    select s.id, s.version from release_set s
    where exists (select from release_set_member sm where sm.set_id = s.id and sm.document_id = any(${ids}))
    order by (s.released_at is null and s.dissolved_at is null) desc, s.made_at, s.id`.execute(room.database.ownerDb);
  const set = rows[variant % Math.max(1, Math.min(2, rows.length))];
  if (!set) throw new AppError('nothing', 404, ['没有发布组']);
  const { id, version } = set;
  const reason = '理由充分。';
  const later = addHours(room.clock.now(), 1 + (variant % 3));
  const one = ids[document] ?? '';
  return room.as(actor, (a) => {
    if (step === 'add') return changeMembers(a, id, { version, add: [one], remove: [] });
    if (step === 'remove') return changeMembers(a, id, { version, add: [], remove: [one] });
    if (step === 'orderNow') return orderSet(a, id, { version });
    if (step === 'orderLater') return orderSet(a, id, { version, releaseAt: later });
    return step === 'cancel' ? cancelSet(a, id, { version, reason }) : dissolveSet(a, id, { version, reason });
  });
}

const isOfSets = (step: string): step is (typeof SETS)[number] => (SETS as readonly string[]).includes(step);

async function takeOne(walk: Walk, chosen: Move): Promise<void> {
  const matter = walk.documents[chosen.document];
  if (!matter) return;
  room.moveTo(addHours(room.clock.now(), 1 / 60));
  const onward = ONWARD[await room.stateOf(matter)] ?? ['begin'];
  const step = chosen.step === 'onward' ? (onward[chosen.variant % onward.length] ?? 'submit') : chosen.step;
  const by = chosen.fits ? (FITTING[step] ?? (step.endsWith('Return') ? 7 : 0)) : chosen.by;
  const actor = crowd[by];
  if (!actor) return;
  try {
    if (step === 'wait') {
      room.moveTo(addHours(room.clock.now(), 1.5));
      if ((await releaseAllDue(room.services)).released === 0) return;
    } else if (isOfSets(step)) await arrange(walk, step, actor, chosen);
    else await room.take(actor, matter, step, await fieldsOf(walk, step, chosen));
  } catch (error) {
    if (!(error instanceof AppError)) throw new Error(`${walk.log.join('\n')}\n${step} by ${by}`, { cause: error });
    tally.refused += 1;
    return;
  }
  tally.accepted += 1;
  if (LATE.includes(step)) tally.late += 1;
  if (step === 'keep') tally.kept += 1;
  walk.log.push(`${step} ${chosen.document} by ${by}`);
  await look(walk, step);
}

const CHAINS: Readonly<Record<string, readonly string[]>> = {
  'normative-document': ['department-review', 'secrecy-review', 'legality-review', 'issue'],
};
const USUAL = ['department-review', 'secrecy-review', 'issue'];
/** In such a state the text as it stands has been signed by these, unless an emergency passes over them. */
const SIGNED_BEFORE: Readonly<Record<string, readonly string[]>> = {
  secrecyReview: ['department-review'],
  legalityReview: ['department-review', 'secrecy-review'],
  deliberation: ['department-review', 'secrecy-review', 'legality-review'],
  issuing: ['department-review', 'secrecy-review', 'legality-review'],
  approved: ['department-review', 'secrecy-review', 'legality-review', 'issue'],
  scheduled: ['department-review', 'secrecy-review', 'legality-review', 'issue'],
  kept: ['department-review', 'secrecy-review', 'legality-review', 'issue'],
};
const DEFERRABLE: ReadonlySet<string> = new Set(['department-review', 'legality-review']);

interface Standing {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly round: number;
  readonly urgent: unknown;
  readonly hash: string;
  readonly portal: string | null;
}
interface Signature {
  readonly document: string;
  readonly step: string;
  readonly hash: string;
  readonly round: number;
  readonly people: readonly string[];
  readonly authors: readonly string[];
  readonly late: boolean;
}
interface Released {
  readonly document: string;
  readonly people: readonly string[];
  readonly authors: readonly string[];
  readonly hash: string;
  readonly disclosure: string;
  readonly same: boolean;
  readonly debts: readonly string[];
}

async function rowsOf<T>(query: ReturnType<typeof sql<T>>): Promise<readonly T[]> {
  return (await query.execute(room.database.ownerDb)).rows;
}

async function look(walk: Walk, step: string): Promise<void> {
  const ids = walk.documents.map(({ id }) => id);
  const said = walk.log.join('\n');
  const [standing, signatures, released, sets] = [
    await rowsOf(sql<Standing>`
      select d.id, d.type, m.state, m.round, d.urgent, r.content_hash as hash, p.content_hash as portal
      from document d join matter m on m.id = d.id join document_revision r on r.id = d.current_revision_id
      left join portal.document p on p.id = d.id and p.withdrawn_at is null where d.id = any(${ids})`),
    await rowsOf(sql<Signature>`
      select s.document_id as document, s.step, s.content_hash as hash, s.round,
        array_remove(array[s.signer_id::text, s.on_behalf_of::text], null) as people,
        (select array_agg(r.made_by::text) from document_revision r where r.document_id = s.document_id and r.made_at <= s.signed_at) as authors,
        exists (select from review_debt t where t.document_id = s.document_id and t.step = s.step and t.settled_at = s.signed_at) as late
      from signature s where s.agrees and s.document_id = any(${ids})
      union all
      select t.document_id, t.step, r.content_hash, 0, array[t.settled_by::text],
        (select array_agg(o.made_by::text) from document_revision o where o.document_id = t.document_id and o.made_at <= t.settled_at), true
      from review_debt t join document_revision r on r.id = t.revision_id where t.agrees is false and t.document_id = any(${ids})`),
    await rowsOf(sql<Released>`
      select x.document_id as document, array_remove(array[x.ordered_by::text, x.on_behalf_of::text], null) as people,
        (select array_agg(o.made_by::text) from document_revision o where o.document_id = x.document_id and o.made_at <= x.released_at) as authors,
        r.content_hash as hash, r.disclosure, p.title = r.title and p.body_html = r.body_html as same,
        (select coalesce(array_agg(t.step), '{}') from review_debt t where t.document_id = x.document_id and t.revision_id = r.id) as debts
      from release x join document_revision r on r.id = x.revision_id join portal.document p on p.id = x.document_id
      where x.released_at is not null and x.kind <> 'withdraw' and p.withdrawn_at is null and x.document_id = any(${ids})
        and x.released_at = (select max(y.released_at) from release y where y.document_id = x.document_id and y.released_at is not null)`),
    await rowsOf(sql<{ members: number; out: number; over: boolean }>`
      select count(*)::int as members, count(x.id)::int as out, s.released_at is not null as over from release_set s
      join release_set_member sm on sm.set_id = s.id
      left join release x on x.set_id = s.id and x.document_id = sm.document_id and x.released_at is not null and x.kind <> 'withdraw'
      where sm.document_id = any(${ids}) group by s.id`),
  ];
  const moves = ['release', 'wait', 'orderNow'].includes(step);
  for (const { id, type, state, round, urgent, hash, portal } of standing) {
    const chain = CHAINS[type] ?? USUAL;
    const deferred = (one: string) => urgent !== null && DEFERRABLE.has(one);
    const valid = signatures.filter((one) => one.document === id && one.hash === hash && one.round === round);
    for (const one of SIGNED_BEFORE[state] ?? [])
      if (chain.includes(one) && !deferred(one))
        expect(
          valid.map((signature) => signature.step),
          `${state} under what was signed\n${said}`,
        ).toContain(one);
    // What stands there changes by a release or a withdrawal, and by nothing else.
    if (moves && portal && portal !== walk.stands.get(id)) {
      tally.out += 1;
      const given = valid.map((signature) => signature.step);
      for (const one of chain) if (!deferred(one)) expect(given, `out without a signature\n${said}`).toContain(one);
      walk.stands.set(id, portal);
    }
    if (step.startsWith('withdraw') && !portal && walk.stands.delete(id)) tally.withdrawn += 1;
    expect(portal ?? undefined, `stands on the portal\n${said}`).toBe(walk.stands.get(id));
    if (state === 'kept') expect(portal, `kept and out\n${said}`).toBeNull();
  }
  for (const { document, people, authors, hash, disclosure, same, debts } of released) {
    const own = signatures.filter((one) => one.document === document && one.hash === hash);
    const signers = own.flatMap((one) => one.people);
    expect(same, `out is what was released\n${said}`).toBe(true);
    expect(hash, `out is what was released\n${said}`).toBe(walk.stands.get(document));
    expect(disclosure, `not for the public and out\n${said}`).toBe('active');
    for (const one of people) {
      expect(authors, `let out by an author\n${said}`).not.toContain(one);
      expect(signers, `let out by a signer\n${said}`).not.toContain(one);
    }
    const { type, urgent } = standing.find(({ id }) => id === document) ?? {};
    const owed = (CHAINS[type ?? ''] ?? USUAL).filter(
      (one) => !own.some((signature) => signature.step === one && !signature.late),
    );
    expect(debts, `passed over and not owed (${JSON.stringify(urgent)})\n${said}`).toEqual(
      expect.arrayContaining(owed),
    );
    // Whoever makes up for a review is another than those who signed this text before.
    for (const late of own.filter((one) => one.late))
      for (const one of own)
        if (one !== late && one.step !== late.step)
          for (const person of one.people)
            expect(late.people, `reviewed late by a signer\n${said}`).not.toContain(person);
  }
  for (const { people, authors } of signatures)
    for (const one of people) expect(authors, `signed by an author\n${said}`).not.toContain(one);
  for (const { members, out, over } of sets) {
    if (over) tally.setsOut += 1;
    expect(out, `a set out in parts\n${said}`).toBe(over ? members : 0);
  }
}

const walks = (seed: number | undefined, numRuns: number) =>
  fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 110, maxLength: 140, size: 'max' }), async (moves) => {
      const walk = await begun();
      for (const one of moves) await takeOne(walk, one);
    }),
    { ...(seed === undefined ? {} : { seed }), numRuns, endOnFailure: true },
  );

it('whoever takes whatever step, what stands on the portal was signed by all who had to, and let out by none of them', async ({
  annotate,
}) => {
  await walks(20260302, 5);
  await annotate(JSON.stringify(tally));
  // A walk in which nothing is accepted, or nothing refused, or nothing gets out, proves nothing.
  expect(tally.accepted).toBeGreaterThan(130);
  expect(tally.refused).toBeGreaterThan(200);
  for (const often of [tally.out, tally.setsOut, tally.late, tally.withdrawn, tally.kept])
    expect(often).toBeGreaterThan(0);
  // And otherwise each time.
  await walks(undefined, 1);
}, 240_000);
