import type { Actor } from '#kernel/policy.ts';
import { isCovered, ruleHitsOn } from '#commons/redaction/index.ts';
import { otherTurns } from '#commons/scanning/index.ts';
import type { Services } from '#platform/services.ts';
import type { Proposal } from '../records/contract.ts';
import { demandReadingOf } from '../records/permission.ts';
import { wordsOfPages } from '../records/recognising.ts';
import { rulesOf } from './keeping.ts';

/** So many are shown; whoever finds more withholds pages. */
const MOST = 2_000;

/** What the rules of the request's bureau find on a record, each with the reason the rule gives. Only proposals: a person draws them. */
export async function ruleProposals(
  services: Services,
  actor: Actor,
  requestId: string,
  recordId: string,
): Promise<Proposal[]> {
  const { bureauId } = await demandReadingOf(services, actor, requestId, recordId);
  const { db } = services;
  const rules = await rulesOf(services, db, bureauId);
  if (rules.length === 0) return [];
  const boxes = await db
    .selectFrom('redaction_box')
    .select(['page', 'x', 'y', 'w', 'h'])
    .where('record_id', '=', recordId)
    .where('copy_id', 'is', null)
    .where('removed_at', 'is', null)
    .execute();
  const drawn = Map.groupBy(boxes, ({ page }) => page);
  const pages = await wordsOfPages(services, db, recordId);
  const found: Proposal[] = [];
  for (const { page, pieces } of pages) {
    await otherTurns();
    for (const { name, kind, words, reason } of rules)
      found.push(
        ...ruleHitsOn(pieces, kind, words).map(
          (hit): Proposal => ({
            ...hit,
            page,
            kind: `规则「${name}」`,
            reason,
            origin: 'rule',
            sure: true,
            covered: hit.rects.every((rect) => isCovered(rect, drawn.get(page) ?? [])),
          }),
        ),
      );
    if (found.length >= MOST) break;
  }
  return found.slice(0, MOST);
}
