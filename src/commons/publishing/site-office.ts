import { forbidden } from '#kernel/errors.ts';
import { type Actor, allows, type Rule } from '#kernel/policy.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';

/** The bureau the site belongs to: the one above all others. The others publish on it and run nothing of it. */
const siteBureau = (db: Db | Tx) =>
  db.selectFrom('unit').select('id').where('kind', '=', 'bureau').where('parent_id', 'is', null).executeTakeFirst();

/** Whether somebody does this for the bureau the site belongs to: what is one for the whole site is no other bureau's. */
export async function isOfSite(db: Db | Tx, rule: Rule, actor: Actor): Promise<boolean> {
  const bureau = await siteBureau(db);
  return bureau !== undefined && allows({ ...rule, scope: 'bureau' }, actor, { bureauId: bureau.id });
}

export async function demandOfSite({ tx, actor }: Act, rule: Rule): Promise<void> {
  if (!(await isOfSite(tx, rule, actor))) throw forbidden('这是全站共用的，由网站主办单位办理');
}
