import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import path from 'node:path';
import { verifyJournal } from '#commons/journal/index.ts';
import { openSubmissions, yearTable } from '#modules/requests/index.ts';
import { projectRoot } from '#platform/root.ts';
import { wallClock } from '#platform/time.ts';
import { numberGiven } from './arguments.ts';
import { type Inside, openInside } from './inside.ts';
import { freshInstallation, startBuilt } from './product.ts';
import { askWithCodes } from './requests/asking.ts';
import { killInTheMiddle, receiptsKept } from './requests/killing.ts';
import { turnLedgers } from './requests/ledgers.ts';
import { fillRequests } from './requests/many-requests.ts';
import { rawInserts } from './requests/raw-inserts.ts';
import { type RequestResults, requestSection } from './requests/report.ts';
import { formsToSend, submitSteadily } from './requests/submitting.ts';
import { renewPart } from './sections.ts';

// `npm run bench:requests`: applications sent through the public form beside a raw insert of as many bytes, asked after by number and code beside a bare
// Fastify, and sent while the product is killed; then 100,000 requests: the annual report's table and the ledgers. `-- --seconds 10 --requests 20000` for a
// quick look, which writes no RESULTS.md.

const seconds = numberGiven('--seconds', 60);
const perSecond = numberGiven('--per-second', 200);
const requests = numberGiven('--requests', 100_000);
const KILL_SECONDS = 10;

const say = (sentence: string) => console.error(`· ${sentence}`);

async function measure(): Promise<RequestResults> {
  const where = await freshInstallation('requests', {});
  const loadBefore = loadavg()[0] ?? 0;
  say('启动，建立演示单位');
  let product = await startBuilt(where);
  try {
    const inside = await openInside(where);
    try {
      const { services } = inside.house;
      const { ownerUrl } = inside.database;
      say(`每秒 ${perSecond} 件，持续 ${seconds} 秒`);
      const forms = await formsToSend(services, perSecond * seconds);
      const sent = await submitSteadily(product.base, forms, perSecond);
      const receipts = sent.given.map(({ receipt }) => receipt);
      const missing = receipts.length - (await receiptsKept(ownerUrl, receipts));
      say('裸插入');
      const raw = await rawInserts(ownerUrl, forms.length, perSecond);
      say('逐件登记');
      const began = performance.now();
      let opened = 0;
      for (let some = -1; some !== 0; opened += some) some = await openSubmissions(services);
      const opening = { opened, seconds: (performance.now() - began) / 1000 };
      say('凭编号和查询码查询');
      const asked = await askWithCodes(where, product, sent.given);
      say('提交途中杀掉应用');
      const more = await formsToSend(services, perSecond * KILL_SECONDS);
      const [next, killed] = await killInTheMiddle(where, product, ownerUrl, more, perSecond);
      product = next;
      while ((await openSubmissions(services)) !== 0);
      const { ok: journalOk } = await verifyJournal(services.db, services.time.today());
      say(`放入 ${requests} 件申请`);
      await fillRequests(ownerUrl, requests);
      const reportMs = await slowestReport(inside);
      say('翻台账');
      const ledgers = await turnLedgers(product.base, requests);
      const { refused, unanswered, spread } = sent;
      return {
        at: wallClock.now(),
        machine: {
          processors: `${availableParallelism()} × ${cpus()[0]?.model ?? '?'}`,
          node: process.version,
          loadBefore,
          loadAfter: loadavg()[0] ?? 0,
        },
        submissions: { perSecond, seconds, refused, unanswered: unanswered.length, missing, product: spread, raw },
        opening: { ...opening, journalOk },
        asked,
        killed,
        requests,
        reportMs,
        ledgers,
      };
    } finally {
      await inside.close();
    }
  } finally {
    await product.stop();
    await where.remove();
  }
}

/** Table three of last year, five times: the slowest counts. */
async function slowestReport({ house }: Inside): Promise<number> {
  const { db, time } = house.services;
  const { id } = await db.selectFrom('unit').select('id').where('key', '=', 'jx-mpa').executeTakeFirstOrThrow();
  let slowest = 0;
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    await yearTable(db, id, Number(time.today().slice(0, 4)) - 1);
    slowest = Math.max(slowest, performance.now() - began);
  }
  return slowest;
}

const results = await measure();
const folder = path.join(projectRoot(), 'bench');
await mkdir(path.join(folder, 'results'), { recursive: true });
await writeFile(path.join(folder, 'results/requests.json'), `${JSON.stringify(results, null, 2)}\n`);
const section = requestSection(results);
// A quick look is no measurement.
if (seconds >= 60 && requests >= 100_000) await renewPart(path.join(folder, 'RESULTS.md'), 'requests', section);
console.log(section);
