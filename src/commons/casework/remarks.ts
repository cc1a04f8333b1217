import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { demandColleagues, mention } from './following/mentions.ts';
import { saidAbout } from './said.ts';
import { lockSeen } from './visible.ts';

/** Words added to a matter that change nothing. Whoever may see it may remark on it, also after it is closed, and ask others who may see it to look (`to`). */
export async function remark(
  act: Act,
  input: { readonly matterId: string; readonly text: string; readonly to?: readonly string[] },
): Promise<void> {
  const seen = await lockSeen(act, input.matterId);
  const { matter } = seen;
  const to = input.to ?? [];
  await demandColleagues(act, seen, to);
  const { seq } = await appendJournal(act, {
    chain: matterChain(matter.id),
    action: 'casework.remark-added',
    round: matter.round,
    payload: {
      ...(await saidAbout(act, seen, 'remark', { text: input.text.trim() })),
      ...(to.length > 0 && { mentioned: to }),
    },
  });
  await mention(act, seen, seq, to);
}
