import { type LocalDate, startOfDay } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import { Findings, type Link, entryFindings, headFindings, sealFinding, sealFindings } from './checking.ts';
import type { Verification } from './contract.ts';
import { summaryOf, unsealedDays } from './seal.ts';
import { type ChainHead, type StoredSeal, emptiedChains, entriesByChain, sealsByDay } from './stored.ts';

/**
 * Recomputes the whole journal as it stood at one moment: every entry of every chain, the ends of the chains, every daily seal
 * with its root, and the seals as published. Reads in batches; holds one entry of the chain at hand, the tree of one day
 * and the seals. Works as the office; changes nothing.
 */
export async function verifyJournal(db: Db, today: LocalDate): Promise<Verification> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => verdictOn(tx, today));
}

/** The same within a transaction that is under way. */
export async function verdictOn(tx: Tx, today: LocalDate): Promise<Verification> {
  const findings = new Findings();
  const { entries, chains } = await checkChains(tx, findings);
  const seals = await checkSeals(tx, findings);
  const unsealed = await unsealedDays(tx, today);
  return {
    ok: findings.count === 0,
    entries,
    chains,
    seals,
    findings: findings.first,
    found: findings.count,
    unsealed,
  };
}

async function checkChains(tx: Tx, findings: Findings): Promise<{ entries: number; chains: number }> {
  let [entries, chains] = [0, 0];
  let end: { readonly link: Link; readonly head: ChainHead | undefined; readonly chain: string } | undefined;
  const closeChain = () => end && findings.add(headFindings(end.head, end.chain, end.link));
  for await (const { entry, head } of entriesByChain(tx)) {
    if (end?.chain !== entry.chain) {
      closeChain();
      end = undefined;
      chains += 1;
    }
    entries += 1;
    findings.add(entryFindings(entry, end?.link));
    end = { chain: entry.chain, head, link: { seq: entry.seq, hash: entry.hash } };
  }
  closeChain();
  for (const head of await emptiedChains(tx)) findings.add(headFindings(head, head.chain, undefined));
  return { entries, chains };
}

async function checkSeals(tx: Tx, findings: Findings): Promise<number> {
  const published = await publishedSeals(tx);
  const seals = await sealsByDay(tx);
  await checkFirstDay(tx, seals[0], findings);
  let before: StoredSeal | undefined;
  for (const seal of seals) {
    const now = await summaryOf(tx, seal.day, seal.algorithm, seal.previousRoot);
    findings.add(sealFindings(seal, before, now));
    findings.add(publishedFindings(seal, published.get(seal.day)));
    published.delete(seal.day);
    before = seal;
  }
  for (const day of published.keys()) findings.add([sealFinding(day, '门户上公布过这一日的根值，日封却已被删除')]);
  return seals.length;
}

/** Seals begin on the day of the first entry: whatever lies before was deleted with its seals, or slipped in. */
async function checkFirstDay(tx: Tx, first: StoredSeal | undefined, findings: Findings): Promise<void> {
  if (!first) return;
  const earlier = await tx
    .selectFrom('journal_entry')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('at', '<', startOfDay(first.day))
    .executeTakeFirstOrThrow();
  if (earlier.n > 0) findings.add([sealFinding(first.day, `首个日封之前另有 ${earlier.n} 条未封存的记录`)]);
}

async function publishedSeals(tx: Tx) {
  const rows = await tx.selectFrom('portal.seal').select(['day', 'entries', 'root']).orderBy('day').execute();
  return new Map(rows.map((row) => [row.day, row]));
}

function publishedFindings(seal: StoredSeal, out: { readonly entries: number; readonly root: string } | undefined) {
  if (!out) return [sealFinding(seal.day, '门户上没有公布这一日的根值')];
  const same = out.root === seal.root.toString('hex') && out.entries === seal.entries;
  return same ? [] : [sealFinding(seal.day, '与门户上公布的根值不符')];
}
