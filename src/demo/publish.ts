import type { Actor } from '#kernel/policy.ts';
import { type MatterRow, takeStepAs } from '#commons/casework/index.ts';
import { SECRECY_CHECKLIST } from '#commons/publishing/index.ts';
import { type Services, act } from '#platform/services.ts';
import type { Cast } from './cast.ts';

const SIGNINGS = [
  { state: 'departmentReview', step: 'headSign', role: 'department-head', opinion: '已审核，内容准确，同意送审。' },
  { state: 'secrecyReview', step: 'secrecySign', role: 'secrecy-reviewer', opinion: '经审查不涉密，可以公开。' },
  { state: 'issuing', step: 'issue', role: 'issuer', opinion: '同意发布。' },
] as const;

/** Takes a drafted document through the chain by different people, as far as `until`; a day's work for each hand. */
export async function takeThroughChain(
  services: Services,
  cast: Cast,
  matter: MatterRow,
  unitKey: string,
  until?: string,
): Promise<void> {
  const drafter = await cast('drafter', unitKey);
  const step = (actor: Actor, name: string, fields: Readonly<Record<string, unknown>>) =>
    act(services, actor, (a) => takeStepAs(a, matter.id, name, fields));
  if (until === 'drafting') return;
  await step(drafter, 'submit', {});
  if (until === 'returned') {
    const head = await cast('department-head', unitKey);
    await step(head, 'headReturn', { reason: '请补充各栏目的具体名称和更新日期，再送审。' });
    return;
  }
  for (const { state, step: name, role, opinion } of SIGNINGS) {
    if (until === state) return;
    const actor = await cast(role, role === 'department-head' ? unitKey : undefined);
    const checklist = name === 'secrecySign' ? { checklist: Object.keys(SECRECY_CHECKLIST) } : {};
    await step(actor, name, { opinion, ...checklist });
  }
  if (until === 'approved') return;
  await step(await cast('releaser'), 'release', {});
}
