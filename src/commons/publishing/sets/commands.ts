import { forbidden, notFound, refused, stale } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { lockMatter, matterById, maySee, takeStepAs } from '#commons/casework/index.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { publicationKind } from '../kind.ts';
import { publishingPolicy } from '../policy.ts';
import { MAX_MEMBERS, type MembersChange, type NewSet, type SetOrder, type SetReason } from './contract.ts';
import { changed, chainOf, closeSet } from './keeping.ts';
import { openSetOf } from './members.ts';

/** Begins a set in the bureau of whoever begins it, with what is to go out together. Gives its id. */
export async function beginSet(act: Act, { title, reason, documentIds }: NewSet): Promise<string> {
  const bureauId = bureauFor(act, 'publishing.manage-sets');
  const { id } = await act.tx
    .insertInto('release_set')
    .values({ title: title.trim(), reason, bureau_id: bureauId, made_by: act.actor.id, made_at: act.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await putIn(act, id, bureauId, documentIds);
  await appendJournal(act, {
    chain: chainOf(id),
    action: 'publishing.set-begun',
    payload: { title: title.trim(), reason, documentIds },
  });
  return id;
}

/** Puts documents into a set and takes others out. Refused once it is ordered. */
export async function changeMembers(act: Act, id: string, { version, add, remove }: MembersChange): Promise<void> {
  const set = await setInHand(act, id, version, 'publishing.manage-sets');
  if (set.ordered_at) throw refused(['发布组已经定时，请先取消定时再改']);
  await demandMayTakeOut(act, set.bureau_id, remove);
  if (remove.length > 0)
    await act.tx
      .deleteFrom('release_set_member')
      .where('set_id', '=', id)
      .where('document_id', 'in', remove)
      .where('open', '=', true)
      .execute();
  await putIn(act, id, set.bureau_id, add);
  await changed(act, id, {});
  await appendJournal(act, { chain: chainOf(id), action: 'publishing.set-changed', payload: { add, remove } });
}

/**
 * Lets the whole set out in this transaction, or promises it for a second. Each document goes through the same step, policy and
 * gate as if it went alone; one that is not ready holds all, and every reason is told at once.
 */
export async function orderSet(act: Act, id: string, { version, releaseAt }: SetOrder): Promise<void> {
  await setInHand(act, id, version, 'publishing.release-sets');
  const members = await membersOf(act, id);
  if (members.length === 0) throw refused(['发布组里没有文件，请先加入文件']);
  await changed(act, id, { ordered_by: act.actor.id, ordered_at: act.now, release_at: releaseAt ?? act.now });
  const [step, fields] = releaseAt ? (['schedule', { releaseAt }] as const) : (['release', {}] as const);
  await takeAll(act, members, step, fields);
  if (!releaseAt) await closeSet(act, id, { released_at: act.now });
  await appendJournal(act, {
    chain: chainOf(id),
    action: releaseAt ? 'publishing.set-scheduled' : 'publishing.set-released',
    payload: { documents: members.map((member) => member.id), ...(releaseAt ? { releaseAt } : {}) },
  });
}

/** Takes a promise back: every document waits to be released again. */
export async function cancelSet(act: Act, id: string, { version, reason }: SetReason): Promise<void> {
  const set = await setInHand(act, id, version, 'publishing.release-sets');
  if (!set.ordered_at) throw refused(['发布组没有定时，不需要取消']);
  const members = await membersOf(act, id);
  await changed(act, id, { ordered_by: null, ordered_at: null, release_at: null });
  await takeAll(act, members, 'unschedule', { reason });
  await appendJournal(act, { chain: chainOf(id), action: 'publishing.set-cancelled', payload: { reason } });
}

/** Gives a set up; its documents go their own ways. */
export async function dissolveSet(act: Act, id: string, { version, reason }: SetReason): Promise<void> {
  const set = await setInHand(act, id, version, 'publishing.manage-sets');
  if (
    set.made_by !== act.actor.id &&
    !allows(publishingPolicy['publishing.let-in-sets'], act.actor, { bureauId: set.bureau_id })
  )
    throw forbidden('发布组由建立人、网站发布员或者政务公开办公室解散');
  if (set.ordered_at) throw refused(['发布组已经定时，请先取消定时再解散']);
  await closeSet(act, id, { dissolved_at: act.now });
  await appendJournal(act, { chain: chainOf(id), action: 'publishing.set-dissolved', payload: { reason } });
}

async function takeAll(
  act: Act,
  members: readonly { readonly id: string; readonly title: string }[],
  step: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  const reasons: string[] = [];
  for (const { id, title } of members) {
    try {
      await takeStepAs(act, id, step, fields);
    } catch (error) {
      const told = reasonsOf(error);
      if (!told) throw error;
      reasons.push(...told.map((reason) => `「${title}」${reason}`));
    }
  }
  // Thrown, so that what others of the set did in this transaction is undone.
  if (reasons.length > 0) throw refused(reasons);
}

function reasonsOf(error: unknown): readonly string[] | undefined {
  if (!(error instanceof Error) || !('reasons' in error) || !Array.isArray(error.reasons)) return undefined;
  return error.reasons as readonly string[];
}

async function putIn(act: Act, setId: string, bureauId: string, ids: readonly string[]): Promise<void> {
  const reasons: string[] = [];
  const there = await membersOf(act, setId);
  if (there.length + ids.length > MAX_MEMBERS) reasons.push(`一个发布组最多 ${MAX_MEMBERS} 份文件`);
  for (const id of ids) reasons.push(...(await bars(act, setId, bureauId, id)));
  if (reasons.length > 0) throw refused(reasons);
  if (ids.length === 0) return;
  await act.tx
    .insertInto('release_set_member')
    .values(ids.map((id) => ({ set_id: setId, document_id: id, added_by: act.actor.id, added_at: act.now })))
    .execute();
}

const GATHERED: ReadonlySet<string> = new Set([
  'drafting',
  'departmentReview',
  'secrecyReview',
  'legalityReview',
  'deliberation',
  'issuing',
  'approved',
]);

/** Whoever may put a document in may take it out: the unit that drafts it, the releaser, the openness office. */
async function demandMayTakeOut(act: Act, bureauId: string, ids: readonly string[]): Promise<void> {
  if (allows(publishingPolicy['publishing.let-in-sets'], act.actor, { bureauId })) return;
  for (const id of ids) {
    const matter = await matterById(act.tx, id);
    if (!matter || !allows(publishingPolicy['publishing.draft'], act.actor, matter))
      throw forbidden('其他单位的文件，由拟稿单位、网站发布员或者政务公开办公室移出发布组');
  }
}

async function bars(act: Act, setId: string, bureauId: string, id: string): Promise<string[]> {
  const matter = await lockMatter(act.tx, id);
  if (matter?.kind !== 'publication' || matter.bureauId !== bureauId || !maySee(publicationKind, matter, act.actor))
    return ['有的文件不存在或不属于本局，请重新选择'];
  const byOffice = allows(publishingPolicy['publishing.let-in-sets'], act.actor, { bureauId });
  if (!byOffice && !allows(publishingPolicy['publishing.draft'], act.actor, matter))
    return [`「${matter.title}」是其他单位的文件，请由拟稿单位、网站发布员或者政务公开办公室放进发布组`];
  const set = await openSetOf(act.tx, id);
  if (set)
    return [set.id === setId ? `「${matter.title}」已在组里` : `「${matter.title}」已在发布组「${set.title}」里`];
  if (!GATHERED.has(matter.state)) return [`「${matter.title}」当前不在送审、待发布阶段，不能放进发布组`];
  return [];
}

async function membersOf({ tx }: Act, setId: string) {
  return tx
    .selectFrom('release_set_member as sm')
    .innerJoin('matter as m', 'm.id', 'sm.document_id')
    .select(['m.id', 'm.title'])
    .where('sm.set_id', '=', setId)
    .where('sm.open', '=', true)
    .orderBy('sm.added_at')
    .orderBy('m.id')
    .execute();
}

async function setInHand(
  act: Act,
  id: string,
  version: number,
  action: 'publishing.manage-sets' | 'publishing.release-sets',
) {
  const set = await act.tx.selectFrom('release_set').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!set || !allows(publishingPolicy['publishing.read-sets'], act.actor, { bureauId: set.bureau_id }))
    throw notFound('这个发布组');
  if (!allows(publishingPolicy[action], act.actor, { bureauId: set.bureau_id })) throw forbidden();
  if (set.version !== version) throw stale();
  if (set.released_at) throw refused(['发布组已经发布，不能再改；其中的文件可以逐份更正、变更或者撤回']);
  if (set.dissolved_at) throw refused(['发布组已经解散；仍要一起发布的，请另建一组']);
  return set;
}

function bureauFor(act: Act, action: 'publishing.manage-sets'): string {
  const { roles } = publishingPolicy[action];
  const grant = act.actor.grants.find(({ role }) => (roles as readonly string[]).includes(role));
  const bureauId = grant?.unitPath[0];
  if (!bureauId) throw forbidden();
  return bureauId;
}
