import { sql } from 'kysely';
import { type LocalDate, addDays, chineseDate } from '#kernel/dates.ts';
import { forbidden, notFound, refused } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import type { AbolishPost, Appointment, EndHolding, NewPost } from '../contract.ts';
import { holdersOf } from '../queries.ts';
import type { Reach } from '../reach.ts';
import { INDISPENSABLE, SEPARATED, roleLabel } from '../roles.ts';
import { gainingNothing } from '../self-gain.ts';
import { rolesRefusals, separationReasons } from '../separation.ts';
import { nextVersion, record, refuseAny, unitForChange } from './register.ts';

/** Adds a post to a unit. Refuses a title the unit already has, and roles that must not come together. */
export async function addPost(act: Act, unitId: string, input: NewPost): Promise<{ id: string }> {
  const { reach } = await unitForChange(act, 'organisations.posts', unitId, input.version);
  const title = input.title.trim();
  const roles = input.roles ?? [];
  demandWholeFor(roles, reach);
  refuseAny([...(await titleReasons(act.tx, unitId, title)), ...rolesRefusals(roles)]);
  const { id } = await act.tx
    .insertInto('post')
    .values({ unit_id: unitId, title, roles, public: input.public, position: input.position })
    .returning('id')
    .executeTakeFirstOrThrow();
  await nextVersion(act, unitId);
  await record(act, 'add-post', { postId: id, unitId, title, roles, public: input.public });
  return { id };
}

/** Changes what a post is called and what its holders may do. Refuses roles that any present or coming holder must not have. */
export function changePost(act: Act, postId: string, input: NewPost): Promise<void> {
  return gainingNothing(act, () => changePostNow(act, postId, input));
}

async function changePostNow(act: Act, postId: string, input: NewPost): Promise<void> {
  const post = await postFor(act, postId, input.version);
  const title = input.title.trim();
  const roles = input.roles ?? [];
  demandWholeFor(roles, post.reach);
  const lost = post.roles.filter((role) => !roles.some((kept) => kept === role));
  refuseAny([
    ...(title === post.title ? [] : await titleReasons(act.tx, post.unit_id, title)),
    ...rolesRefusals(roles),
    ...(await holderReasons(act, post, roles)),
    ...(await indispensableReasons(act.tx, lost, act.today, { postId })),
  ]);
  await act.tx
    .updateTable('post')
    .set({ title, roles, public: input.public, position: input.position })
    .where('id', '=', postId)
    .execute();
  await nextVersion(act, post.unit_id);
  await record(act, 'change-post', {
    postId,
    unitId: post.unit_id,
    from: { title: post.title, roles: post.roles, public: post.public },
    to: { title, roles, public: input.public },
  });
}

/** Abolishes a post from a day on. Refuses while somebody holds it on that day or later. */
export async function abolishPost(act: Act, postId: string, input: AbolishPost): Promise<void> {
  const post = await postFor(act, postId, input.version);
  const holders = await act.tx
    .selectFrom('post_holding as h')
    .innerJoin('person as who', 'who.id', 'h.person_id')
    .select('who.name')
    .where('h.post_id', '=', postId)
    .where((eb) => eb.or([eb('h.until_on', 'is', null), eb('h.until_on', '>=', input.abolishedOn)]))
    .execute();
  refuseAny([
    ...(input.abolishedOn > act.today ? ['撤销日期不能晚于今天，请在生效当日办理'] : []),
    ...(holders.length > 0 ? [`${holders.map((holder) => holder.name).join('、')}届时仍在任，请先结束任职`] : []),
  ]);
  await act.tx.updateTable('post').set({ abolished_on: input.abolishedOn }).where('id', '=', postId).execute();
  await nextVersion(act, post.unit_id);
  await record(act, 'abolish-post', { postId, unitId: post.unit_id, title: post.title }, input.abolishedOn);
}

/** Puts a person in a post from a day on. Refuses who has left, who holds this post in that time already, and roles that must be kept apart. */
export function appointHolder(act: Act, postId: string, input: Appointment): Promise<{ id: string }> {
  return gainingNothing(act, () => appointHolderNow(act, postId, input));
}

async function appointHolderNow(act: Act, postId: string, input: Appointment): Promise<{ id: string }> {
  const { tx } = act;
  const post = await postFor(act, postId, input.version);
  const person = await tx
    .selectFrom('person')
    .select(['id', 'name', 'active'])
    .where('id', '=', input.personId)
    .executeTakeFirst();
  if (!person) throw notFound('这个人员');
  const period = { fromOn: input.fromOn, untilOn: input.untilOn ?? null };
  refuseAny([
    ...(person.active ? [] : [`${person.name}已不在职，请先恢复在职再任命`]),
    ...(period.untilOn && period.untilOn < period.fromOn ? ['免职日期不能早于任职日期'] : []),
    ...(period.untilOn && period.untilOn < period.fromOn ? [] : await overlapReasons(tx, post, person, period)),
    ...(period.untilOn && period.untilOn < period.fromOn
      ? []
      : await separationReasons(tx, person, post.roles, period, postId)),
  ]);
  const { id } = await tx
    .insertInto('post_holding')
    .values({ post_id: postId, person_id: person.id, from_on: period.fromOn, until_on: period.untilOn })
    .returning('id')
    .executeTakeFirstOrThrow();
  await nextVersion(act, post.unit_id);
  await record(act, 'appoint-holder', { holdingId: id, postId, personId: person.id, ...period }, period.fromOn);
  return { id };
}

/** Ends a holding after its last day. Refuses one that is over, a day before it began, and the last holder of what the house cannot do without. */
export async function endHolding(act: Act, holdingId: string, input: EndHolding): Promise<void> {
  const { tx } = act;
  const holding = await tx.selectFrom('post_holding').selectAll().where('id', '=', holdingId).executeTakeFirst();
  if (!holding) throw notFound('这条任职');
  const post = await postFor(act, holding.post_id, input.version);
  const over = holding.until_on !== null && holding.until_on < act.today;
  refuseAny([
    ...(over && holding.until_on ? [`这条任职已于${chineseDate(holding.until_on)}结束`] : []),
    ...(!over && holding.until_on !== null && input.untilOn > holding.until_on
      ? [`这条任职定于${chineseDate(holding.until_on)}结束，只能提前；需要延长请另行任命`]
      : []),
    ...(input.untilOn < holding.from_on ? [`最后任职日不能早于任职日期${chineseDate(holding.from_on)}`] : []),
    ...(await indispensableReasons(tx, post.roles, addDays(input.untilOn, 1), { holdingId })),
  ]);
  await tx.updateTable('post_holding').set({ until_on: input.untilOn }).where('id', '=', holdingId).execute();
  await nextVersion(act, post.unit_id);
  await record(act, 'end-holding', { holdingId, postId: post.id, personId: holding.person_id }, input.untilOn);
}

async function postFor(act: Act, postId: string, version: number) {
  const post = await act.tx.selectFrom('post').selectAll().where('id', '=', postId).executeTakeFirst();
  if (!post) throw notFound('这个岗位');
  const { reach } = await unitForChange(act, 'organisations.posts', post.unit_id, version);
  demandWholeFor(post.roles, reach);
  if (post.abolished_on) throw refused([`岗位「${post.title}」已于${chineseDate(post.abolished_on)}撤销，不能再修改`]);
  return { ...post, reach };
}

/** Roles that count for the whole installation are given and taken only by a registrar who reaches all of it. */
function demandWholeFor(roles: readonly string[], reach: Reach): void {
  const wide = SEPARATED.filter((role) => roles.includes(role));
  if (wide.length > 0 && !reach.whole)
    throw forbidden(`${wide.map(roleLabel).join('、')}管理整个系统，这类岗位由省局的机构人事管理员设置和任免`);
}

async function titleReasons(tx: Tx, unitId: string, title: string): Promise<string[]> {
  const same = await tx
    .selectFrom('post')
    .select('abolished_on')
    .where('unit_id', '=', unitId)
    .where('title', '=', title)
    .executeTakeFirst();
  if (!same) return [];
  return [
    same.abolished_on ? `曾有岗位「${title}」，已撤销，请用另一个名称` : `已有岗位「${title}」，请直接修改该岗位`,
  ];
}

async function overlapReasons(
  tx: Tx,
  post: { readonly id: string; readonly title: string },
  person: { readonly id: string; readonly name: string },
  { fromOn, untilOn }: { fromOn: LocalDate; untilOn: LocalDate | null },
): Promise<string[]> {
  const held = await tx
    .selectFrom('post_holding')
    .select(['from_on', 'until_on'])
    .where('post_id', '=', post.id)
    .where('person_id', '=', person.id)
    .where(sql<boolean>`daterange(from_on, until_on, '[]') && daterange(${fromOn}::date, ${untilOn}::date, '[]')`)
    .execute();
  return held.map(
    (past) =>
      `${person.name}${chineseDate(past.from_on)}至${past.until_on ? chineseDate(past.until_on) : '今'}已在任「${post.title}」，任职时间不能重叠`,
  );
}

async function holderReasons(act: Act, post: { readonly id: string }, roles: readonly string[]): Promise<string[]> {
  const holders = await act.tx
    .selectFrom('post_holding as h')
    .innerJoin('person as who', 'who.id', 'h.person_id')
    .select(['who.id', 'who.name', 'h.from_on as fromOn', 'h.until_on as untilOn'])
    .where('h.post_id', '=', post.id)
    .where((eb) => eb.or([eb('h.until_on', 'is', null), eb('h.until_on', '>=', act.today)]))
    .execute();
  const reasons: string[] = [];
  for (const { fromOn, untilOn, ...person } of holders)
    reasons.push(...(await separationReasons(act.tx, person, roles, { fromOn, untilOn }, post.id)));
  return reasons;
}

/** Somebody else must hold, on that day, each of the roles without which nobody could put things right. */
async function indispensableReasons(
  tx: Tx,
  roles: readonly string[],
  on: LocalDate,
  without: { readonly holdingId: string } | { readonly postId: string },
): Promise<string[]> {
  const reasons: string[] = [];
  for (const role of INDISPENSABLE.filter((key) => roles.includes(key))) {
    const others = await tx
      .selectFrom('post_holding as h')
      .innerJoin('post as p', 'p.id', 'h.post_id')
      .innerJoin('person as who', 'who.id', 'h.person_id')
      .select('h.id')
      .where('who.active', '=', true)
      .where(sql<boolean>`${role} = any(p.roles)`)
      .where(sql<boolean>`daterange(h.from_on, h.until_on, '[]') @> ${on}::date`)
      .where(
        'holdingId' in without ? sql<boolean>`h.id <> ${without.holdingId}` : sql<boolean>`p.id <> ${without.postId}`,
      )
      .executeTakeFirst();
    if (others) continue;
    const vacantAnyway = (await holdersOf(tx, { role, on })).length === 0;
    if (!vacantAnyway) reasons.push(`这样就没有人担任${roleLabel(role)}了，请先任命接替的人`);
  }
  return reasons;
}
