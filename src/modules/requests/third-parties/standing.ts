import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { PartyKind } from '../letters/letter-kinds.ts';
import { answeredTogether, consultationsHeldFor } from '../related/lineage.ts';
import type { AgainstTheirWord, Finding } from './findings.ts';

/**
 * Where somebody who was asked stands. `open`: still waited for; `unweighed`: opposes, and nobody has said whether with reasonable grounds;
 * `undecided`: was silent, and the organ has not decided; the rest is the answer, or what was found (条例第十五条、第三十二条).
 */
export type Stand = 'open' | 'agrees' | 'unweighed' | 'undecided' | Finding;

export interface Standing {
  readonly partyKind: PartyKind;
  readonly party: string;
  readonly stand: Stand;
  /** The grounds on which it was told in writing, by a letter that was sent, that its information is disclosed against its word. */
  readonly told: ReadonlySet<AgainstTheirWord>;
}

interface Held {
  readonly partyKind: PartyKind;
  readonly party: string;
  readonly open: boolean;
  readonly opinionId: string | null;
  readonly answeredOn: LocalDate | null;
  readonly agrees: boolean | null;
  readonly finding: Finding | null;
}

/** Everybody who was asked for a request, each once, by its latest answer: a party may be asked twice, and may say another thing later. */
export async function standingsOf(db: Db | Tx, requestId: string): Promise<Standing[]> {
  const { rows } = await sql<Held>`
    select c.party_kind as "partyKind", c.party, c.answered_on is null and c.closed_on is null and o.id is null as open,
      o.id as "opinionId", o.answered_on as "answeredOn", coalesce(o.agrees, c.agrees) as agrees, f.finding
    from request_consultation c
    left join lateral (
      select id, answered_on, agrees from request_opinion where consultation_id = c.id order by answered_on desc, id desc limit 1
    ) o on true
    left join lateral (
      select finding from request_opinion_finding
      where consultation_id = c.id and opinion_id is not distinct from o.id order by id desc limit 1
    ) f on true
    where c.id in ${consultationsHeldFor(requestId)}
    order by c.id`.execute(db);
  const told = await toldOf(db, requestId);
  const parties = new Map<string, Held[]>();
  for (const row of rows) parties.set(keyOf(row), [...(parties.get(keyOf(row)) ?? []), row]);
  return [...parties].map(([key, held]) => ({
    partyKind: held[0]?.partyKind ?? 'third-party',
    party: held[0]?.party ?? '',
    stand: standOf(held),
    told: told.get(key) ?? new Set(),
  }));
}

/** Typed twice, a name is the same name with other spaces and in other widths. */
export const nameKey = (party: string): string => party.normalize('NFKC').replace(/\s/g, '');
const keyOf = ({ partyKind, party }: Pick<Held, 'partyKind' | 'party'>): string => `${partyKind} ${nameKey(party)}`;
export const sameParty = (one: string, other: string): boolean => nameKey(one) === nameKey(other);

function standOf(held: readonly Held[]): Stand {
  if (held.some(({ open }) => open)) return 'open';
  const answers = held.filter(({ opinionId }) => opinionId !== null);
  const latest = answers.toSorted(byDay).at(-1);
  if (latest) return latest.agrees ? 'agrees' : (latest.finding ?? 'unweighed');
  const silent = held.at(-1);
  // 条例第三十四条: a co-maker's silence is consent.
  return silent?.agrees ? 'agrees' : (silent?.finding ?? 'undecided');
}

const byDay = (one: Held, other: Held): number =>
  `${one.answeredOn} ${one.opinionId}` < `${other.answeredOn} ${other.opinionId}` ? -1 : 1;

async function toldOf(db: Db | Tx, requestId: string): Promise<Map<string, Set<AgainstTheirWord>>> {
  const { rows } = await sql<{ party: string; grounds: AgainstTheirWord | null }>`
    select content ->> 'party' as party, content ->> 'grounds' as grounds
    from request_letter l
    where l.kind = 'override' and l.state = 'sent' and (l.request_id in ${answeredTogether(requestId)}
      or l.id in (select s.letter_id from request_letter_shared s where s.request_id in ${answeredTogether(requestId)}))`.execute(
    db,
  );
  const told = new Map<string, Set<AgainstTheirWord>>();
  for (const { party, grounds } of rows) {
    const key = keyOf({ partyKind: 'third-party', party });
    told.set(key, (told.get(key) ?? new Set()).add(grounds ?? 'public-interest'));
  }
  return told;
}

/** Disclosed against its word, and told so on the grounds that hold now. */
export const toldAgainst = ({ stand, told }: Standing): boolean =>
  (stand === 'reasonable' && told.has('public-interest')) || (stand === 'unreasonable' && told.has('no-grounds'));
