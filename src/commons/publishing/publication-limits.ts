import type { LocalDate } from '#kernel/dates.ts';
import { matterById, restate } from '#commons/casework/index.ts';
import type { Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import type { ContentType } from './content-type.ts';
import type { Content } from './contract.ts';
import { lastStatedLimit, type StatedLimit } from './present-period.ts';
import { currentRevision } from './revisions.ts';

/** By when a feature's own rule wants a document public: so many working days after it was formed or changed, and in whose words. */
export interface PublicationLimit {
  readonly workdays: number;
  readonly words: string;
}
export type LimitRule = (
  tx: Tx,
  type: ContentType,
  content: Content,
  on: LocalDate,
) => Promise<PublicationLimit | undefined>;

/** What a journal entry states of it: the shortest limit that any feature asks for, or that none does. */
export async function statedLimit(
  { tx, today, services }: Pick<Act, 'tx' | 'today' | 'services'>,
  typeKey: string,
  content: Content,
): Promise<StatedLimit | Record<string, never>> {
  const rules = services.catalogue.limitRules ?? [];
  const type = services.catalogue.contentTypes.get(typeKey);
  if (rules.length === 0 || !type) return {};
  const limits = (await Promise.all(rules.map((rule) => rule(tx, type, content, today)))).filter(
    (one) => one !== undefined,
  );
  const shortest = limits.sort((a, b) => a.workdays - b.workdays)[0];
  return { limitWorkdays: shortest?.workdays ?? null, limitBasis: shortest?.words ?? null };
}

/**
 * The rules say something else than when the documents under way were drafted: their days are counted anew, and the journal says from
 * which to which. What has gone out keeps the period it met or missed. Gives how many documents have another limit.
 */
export async function recountLimits(act: Act): Promise<number> {
  const open = await act.tx
    .selectFrom('matter as m')
    .innerJoin('document as d', 'd.id', 'm.id')
    .select(['m.id', 'd.type'])
    .where('m.closed_on', 'is', null)
    .where('m.clock_state', '<>', 'stopped')
    .orderBy('m.id')
    .forUpdate('m')
    .execute();
  let changed = 0;
  for (const { id, type } of open) if (await recounted(act, id, type)) changed += 1;
  return changed;
}

async function recounted(act: Act, id: string, type: string): Promise<boolean> {
  const matter = await matterById(act.tx, id);
  if (!matter) return false;
  const now = await statedLimit(act, type, (await currentRevision(act.tx, id)).content);
  return restate(act, matter, (history) => {
    const before = lastStatedLimit(history);
    const same =
      (before?.limitWorkdays ?? null) === (now.limitWorkdays ?? null) &&
      (before?.limitBasis ?? null) === (now.limitBasis ?? null);
    return same ? undefined : { action: 'publishing.limit-changed', payload: { ...now } };
  });
}

declare module '#platform/services.ts' {
  interface Catalogue {
    readonly limitRules?: readonly LimitRule[];
  }
}
