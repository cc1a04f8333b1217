import { addressOf, matterById } from '#commons/casework/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import type { Act } from '#platform/services.ts';

/** A release that did not happen at its second: told once to everybody who can do something about it. */
export async function tellOfFailure(a: Act, releaseId: string, documentId: string, failure: string): Promise<void> {
  await tellWhoCanMend(a, documentId, {
    title: '定时发布没有成功',
    body: `到时没有发布：${failure}。系统每分钟再试一次；改正后会自动发布，也可以取消定时。`,
    dedupe: `release-failed:${releaseId}`,
  });
}

/** Whoever drafts it, whoever releases, and the openness office. */
export async function tellWhoCanMend(
  a: Act,
  documentId: string,
  { title, body, dedupe }: { readonly title: string; readonly body: string; readonly dedupe: string },
): Promise<void> {
  const matter = await matterById(a.tx, documentId);
  if (!matter) return;
  const bureau = { on: a.today, bureauId: matter.bureauId };
  const people = new Set<string>(matter.assigneeId ? [matter.assigneeId] : []);
  for (const role of ['releaser', 'openness-officer'])
    for (const id of await holdersOf(a.tx, { role, ...bureau })) people.add(id);
  await notify(a, {
    to: [...people],
    kind: 'release',
    title: `${title}：${matter.title}`.slice(0, 100),
    body,
    link: addressOf(a.services, matter),
    matterId: documentId,
    dedupe,
  });
}
