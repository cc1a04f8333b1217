import { sql } from 'kysely';
import { AppError, invalid, refused } from '#kernel/errors.ts';
import { type Actor, mayEver } from '#kernel/policy.ts';
import type { Act, Services } from '#platform/services.ts';
import { defectsOf } from '#platform/validation.ts';
import { schemaOf } from './offers.ts';
import type { MatterKind } from './kind.ts';
import { type MatterRow, matters } from './queries.ts';
import { maySee } from './sight.ts';
import { takeStep } from './steps.ts';
import type { TogetherInput, TogetherOffer } from './together-contract.ts';

/** The steps of a kind that somebody may ever take on several matters, each with the form that is filled in once. */
export function togetherOffers({ catalogue }: Services, actor: Actor, key: string): TogetherOffer[] {
  const kind = catalogue.kinds.get(key);
  return Object.entries(kind?.together ?? {}).flatMap(([step, together]) => {
    const def = kind?.workflow.steps[step];
    const rule = kind?.policy[step];
    if (!def || !rule || !together || !mayEver(rule, actor)) return [];
    const { label, consequence, from } = def;
    const fields = schemaOf(together.fields);
    return [
      { key: step, label, refusals: [], fields, path: `/api/steps/${step}`, from, ...(consequence && { consequence }) },
    ];
  });
}

/**
 * Takes one step of each of these matters in one act: on all of them or on none. Each is asked as if it were taken alone (policy, version, workflow, bars,
 * fields) and has its own journal entry; what stands against any is told at once, by number. Gives how many were done.
 */
export async function takeTogether(
  act: Act,
  { step, ...input }: TogetherInput & { readonly step: string },
): Promise<{ done: number }> {
  const asked = new Map(input.matters.map(({ id, version }) => [id, version]));
  const found = await locked(act, [...asked.keys()]);
  demandFields(act, step, found, input.fields);
  const missing = asked.size - found.length;
  const against = missing > 0 ? [`有 ${missing} 件事项没有找到，可能已被移走，或您无权查看`] : [];
  for (const matter of found)
    against.push(...(await takenOn(act, matter, step, asked.get(matter.id) ?? 0, input.fields)));
  if (against.length > 0) throw refused([`一件也没有办理：下列 ${against.length} 处需要先处理`, ...against]);
  return { done: found.length };
}

const kindOf = ({ services }: Act, matter: MatterRow): MatterKind | undefined =>
  services.catalogue.kinds.get(matter.kind);

const togetherOf = (kind: MatterKind | undefined, step: string) =>
  kind?.together && Object.hasOwn(kind.together, step) ? kind.together[step] : undefined;

/** Those that may be seen, by number; locked in an order that is always the same. */
async function locked(act: Act, ids: readonly string[]): Promise<readonly MatterRow[]> {
  const those = sql<string>`any(${ids}::uuid[])`;
  await act.tx.selectFrom('matter').select('id').where('id', '=', those).orderBy('id').forUpdate().execute();
  const rows = await matters(act.tx).where('m.id', '=', those).orderBy('m.started_at').orderBy('m.id').execute();
  return rows.filter((matter) => {
    const kind = kindOf(act, matter);
    return kind !== undefined && maySee(kind, matter, act.actor);
  });
}

/** What was filled in once is wrong for all of them alike: it stands beside its field. */
function demandFields(act: Act, step: string, found: readonly MatterRow[], fields: object): void {
  for (const matter of found) {
    const together = togetherOf(kindOf(act, matter), step);
    const defects = together && defectsOf(together.fields, fields);
    if (defects) throw invalid(defects);
  }
}

async function takenOn(
  act: Act,
  matter: MatterRow,
  step: string,
  version: number,
  said: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const together = togetherOf(kindOf(act, matter), step);
  if (!together) return [`${matter.number}：这一步不能成批办理，请逐件办理`];
  await sql`savepoint together`.execute(act.tx);
  try {
    const fields = (await together.each?.(act.tx, matter, said)) ?? said;
    await takeStep(act, { matterId: matter.id, step, version, fields });
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // What it had begun must not stand in the way of the next; nothing of it stays anyway.
    await sql`rollback to savepoint together`.execute(act.tx);
    return error.reasons.map((reason) => `${matter.number}：${reason}`);
  } finally {
    await sql`release savepoint together`.execute(act.tx).catch(() => undefined);
  }
}
