import { addressOf, type MatterRow } from '#commons/casework/index.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import type { Act } from '#platform/services.ts';
import { WITHDRAWAL_CAUSES, type WithdrawalCause } from './withdrawal-kinds.ts';

/**
 * Tells whoever signed what was out that others have taken it off the portal; where nobody is known, all who may issue. Only
 * the number goes out by mail: the title may be what had to be withdrawn.
 */
export async function tellIssuers(act: Act, matter: MatterRow, cause: WithdrawalCause, reason: string): Promise<void> {
  const { tx, actor, today } = act;
  const signed = await tx
    .selectFrom('signature as s')
    .innerJoin('document as d', 'd.id', 's.document_id')
    .whereRef('s.revision_id', '=', 'd.released_revision_id')
    .where('d.id', '=', matter.id)
    .where('s.step', '=', 'issue')
    .where('s.agrees', '=', true)
    .select(['s.signer_id', 's.on_behalf_of'])
    .execute();
  const signers = signed
    .flatMap(({ signer_id, on_behalf_of }) => [signer_id, on_behalf_of])
    .filter((id) => id !== null);
  const issuers =
    signers.length > 0 ? signers : await holdersOf(tx, { role: 'issuer', on: today, bureauId: matter.bureauId });
  await notify(act, {
    to: issuers.filter((id) => id !== actor.id),
    kind: 'withdrawal',
    title: `紧急撤回：${matter.number}`,
    body: `${actor.name}已从门户紧急撤回您签发的「${matter.title}」。原因类别：${WITHDRAWAL_CAUSES[cause]}。说明：${reason}`,
    link: addressOf(act.services, matter),
    matterId: matter.id,
    dedupe: `withdrawal:${matter.id}:${matter.version}`,
  });
}
