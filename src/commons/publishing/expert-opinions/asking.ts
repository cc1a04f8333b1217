import { type Actor, allows, mayEver } from '#kernel/policy.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { confirmationsOf, findingsOf } from '../gate/gate.ts';
import type { CheckKey } from '../gate/contract.ts';
import { typeOf } from '../releases.ts';
import { currentRevision } from '../revisions.ts';
import { ASKERS, expertPolicy } from './policy.ts';

/** What the gate finds that may not leave the house, confirmed by nobody yet. */
const SENSITIVE: ReadonlySet<CheckKey> = new Set(['secrecy', 'hidden', 'personal-data']);

/** Whose turn it is to ask: whoever works on the document where it stands. */
export function mayAsk(matter: MatterRow, actor: Actor): boolean {
  const rule = ASKERS[matter.state];
  return rule !== undefined && allows(rule, actor, matter);
}

/**
 * Why somebody cannot ask an outside expert now; null where it is never theirs. A text that is not for the public, or in which the
 * gate sees a mark of secrecy or somebody's personal data, does not leave the house.
 */
export async function askRefusals(
  db: Db | Tx,
  services: Services,
  matter: MatterRow,
  actor: Actor,
): Promise<string[] | null> {
  if (!mayEver(expertPolicy['publishing.ask-experts'], actor)) return null;
  if (!mayAsk(matter, actor))
    return [
      '征求专家意见由正在办理的人发起：拟稿时由拟稿单位起草人，处室审核时由处室负责人，合法性审核时由合法性审核员',
    ];
  return outwardRefusals(db, services, matter);
}

/** Why the text as it stands may not be shown to anybody outside. */
export async function outwardRefusals(db: Db | Tx, services: Services, matter: MatterRow): Promise<string[]> {
  const revision = await currentRevision(db, matter.id);
  const { disclosure } = revision.content;
  if (disclosure !== 'active' || matter.restricted)
    return ['这份文件的公开属性不是主动公开，或者曾因涉密、涉隐私撤回，不能发给局外专家'];
  const { type } = await db.selectFrom('document').select('type').where('id', '=', matter.id).executeTakeFirstOrThrow();
  const findings = await findingsOf({ db, services }, typeOf(services, type), matter.id, revision.content);
  const confirmed = new Set((await confirmationsOf(db, matter, revision, findings)).map(({ finding }) => finding));
  return findings
    .filter(({ check, severity }) => SENSITIVE.has(check) && severity !== 'advice')
    .filter(({ check, key }) => check === 'secrecy' || !confirmed.has(key))
    .map(({ where, sentence }) => `${where}：${sentence}。改正之前不能发给局外专家`);
}
