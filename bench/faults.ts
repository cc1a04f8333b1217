import { randomInt } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { projectRoot } from '#platform/root.ts';
import { wallClock } from '#platform/time.ts';
import { lookAfter, orphansOf, verifyJournal } from './faults/aftermath.ts';
import { Browser } from './faults/browser.ts';
import { VICTIMS, type Victim, killAndRecover } from './faults/killing.ts';
import {
  type Acknowledged,
  type Troubles,
  type Writer,
  openDraft,
  remark,
  reportPage,
  revise,
} from './faults/writes.ts';
import { openInside } from './inside.ts';
import { type Installation, PASSWORD, type Product, freshInstallation, startBuilt } from './product.ts';

// `npm run test:faults`: twenty people write while the application and PostgreSQL are killed with -9 in turn, twenty times.
// Nothing that was acknowledged may be missing afterwards, and the journal must prove itself.

const WRITERS = 20;
const WRITES = 2_000;
const KILLS = 20;
const EACH_KILL = WRITES / KILLS;
const LONGEST_MS = 6 * 60_000;

const say = (sentence: string) => console.log(`· ${sentence}`);

interface Run {
  product: Product;
  /** How many writes may have been acknowledged by now: the writers must still be at it when the last kill comes. */
  allowed: number;
  begun: number;
  readonly acknowledged: Acknowledged[];
  readonly troubles: Troubles;
  failure: Error | undefined;
}

async function writersOf(where: Installation, product: Product, troubles: Troubles): Promise<Writer[]> {
  const inside = await openInside(where);
  const { services } = inside.house;
  const drafters = await services.db
    .selectFrom('post_holding as h')
    .innerJoin('post as p', 'p.id', 'h.post_id')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .innerJoin('auth_user as a', 'a.id', 'h.person_id')
    .select(['a.username', 'u.id as unitId', 'u.path'])
    .where(sql<boolean>`'drafter' = any(p.roles)`)
    .where('h.until_on', 'is', null)
    .orderBy('a.username')
    .execute();
  const today = services.time.today();
  await inside.close();
  if (drafters.length === 0) throw new Error('nobody in the demonstration drafts');
  const writers: Writer[] = [];
  for (let n = 0; n < WRITERS; n++) {
    const drafter = drafters[n % drafters.length];
    if (!drafter?.username) throw new Error('a drafter without an account');
    const browser = new Browser(product.base);
    await browser.signIn(drafter.username, PASSWORD);
    const { unitId } = drafter;
    writers.push(await openDraft(browser, { unitId, issuingUnitId: drafter.path[0] ?? unitId, today, n }, troubles));
  }
  return writers;
}

/** Writes one thing after another until all have been begun: of ten, five revisions, four remarks and a citizen's report. */
async function write(run: Run, writer: Writer, who: number): Promise<void> {
  for (let n = 0; run.begun < WRITES && !run.failure; n++) {
    while (run.begun >= run.allowed && !run.failure) await sleep(5);
    if (run.begun >= WRITES || run.failure) return;
    run.begun += 1;
    const token = `T${who}-${n}E`;
    const kind = (n + who) % 10;
    const { base } = run.product;
    if (kind < 5) run.acknowledged.push(await revise(writer, token));
    else if (kind < 9) run.acknowledged.push(await remark(writer, token));
    else run.acknowledged.push(await reportPage(writer, base, token));
  }
}

async function killInTurn(run: Run, where: Installation): Promise<void> {
  for (let kill = 1; kill <= KILLS && !run.failure; kill++) {
    // Somewhere in the middle of this share of the writes, so that many are under way.
    const moment = (kill - 1) * EACH_KILL + randomInt(10, EACH_KILL - 20);
    while (run.acknowledged.length < moment && !run.failure) await sleep(1);
    const victim: Victim = kill % 2 === 1 ? 'application' : kill % 4 === 2 ? 'postmaster' : 'postgres';
    const [product, seconds] = await killAndRecover(where, run.product, victim);
    run.product = product;
    run.allowed += EACH_KILL;
    say(
      `第 ${kill} 次：杀掉${VICTIMS[victim]}，${seconds.toFixed(1)} 秒后恢复；已确认 ${run.acknowledged.length} 次写入`,
    );
  }
}

async function test(where: Installation): Promise<boolean> {
  const troubles: Troubles = { unanswered: 0, statuses: new Map() };
  const began = performance.now();
  let product = await startBuilt(where);
  try {
    const writers = await writersOf(where, product, troubles);
    say(`${WRITERS} 人已登录，开始写入`);
    const run: Run = { product, allowed: EACH_KILL, begun: 0, acknowledged: [], troubles, failure: undefined };
    const fail = (error: unknown) => {
      run.failure ??= error instanceof Error ? error : new Error(String(error));
    };
    const late = setTimeout(() => fail(new Error('not done in six minutes')), LONGEST_MS);
    await Promise.all([
      ...writers.map((writer, who) => write(run, writer, who).catch(fail)),
      killInTurn(run, where).catch(fail),
    ]);
    clearTimeout(late);
    product = run.product;
    if (run.failure) throw run.failure;
    const passed = await report(where, run.acknowledged, troubles, (performance.now() - began) / 1000);
    await product.stop();
    const orphans = orphansOf(where.dataDir);
    say(orphans.length === 0 ? '停止后没有遗留的进程' : `停止后仍在运行：\n  ${orphans.join('\n  ')}`);
    return passed && orphans.length === 0;
  } catch (error) {
    console.error(product.said().slice(-4_000));
    throw error;
  } finally {
    await product.stop();
  }
}

async function report(
  where: Installation,
  acknowledged: readonly Acknowledged[],
  troubles: Troubles,
  seconds: number,
): Promise<boolean> {
  const { lost, twice, contradictions } = await lookAfter(where, acknowledged);
  const journal = await verifyJournal(where);
  const looked = acknowledged.filter(({ by }) => by === 'look').length;
  const again = acknowledged.filter(({ sent }) => sent > 1).length;
  const statuses = [...troubles.statuses].map(([status, n]) => `${status} ${n} 次`).join('、') || '无';
  say(
    `${acknowledged.length} 次写入得到确认，用时 ${Math.round(seconds)} 秒；其中 ${again} 次重发过，${looked} 次是重新查看才知道已经写入`,
  );
  say(`没有回答 ${troubles.unanswered} 次；其他回答：${statuses}`);
  for (const { kind, token, id } of lost.slice(0, 10)) say(`丢失：${kind} ${token} ${id}`);
  say(
    `丢失 ${lost.length} 次；重复：修订 ${twice.revision}、留言 ${twice.feedback}（应为 0），批注 ${twice.remark}（至少一次，允许重复）`,
  );
  for (const sentence of contradictions) say(`不一致：${sentence}`);
  say(`留痕核对：${journal.said}`);
  const results = {
    at: wallClock.now(),
    acknowledged: acknowledged.length,
    kills: KILLS,
    seconds: Math.round(seconds),
    sentAgain: again,
    foundOnLooking: looked,
    unanswered: troubles.unanswered,
    otherAnswers: Object.fromEntries(troubles.statuses),
    lost: lost.length,
    twice,
    contradictions,
    journal: journal.said,
  };
  const folder = path.join(projectRoot(), 'bench/results');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'faults.json'), `${JSON.stringify(results, null, 2)}\n`);
  // A session outlives every crash: nobody may be told to sign in again.
  const signedOut = troubles.statuses.get(401) ?? 0;
  const exact = twice.revision === 0 && twice.feedback === 0;
  return (
    acknowledged.length >= WRITES &&
    lost.length === 0 &&
    exact &&
    contradictions.length === 0 &&
    journal.ok &&
    signedOut === 0
  );
}

const where = await freshInstallation('faults', {});
try {
  const passed = await test(where);
  console.log(passed ? '通过：没有丢失已确认的写入，留痕一致' : '未通过');
  process.exitCode = passed ? 0 : 1;
} finally {
  await where.remove();
}
