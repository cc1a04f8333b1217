import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { checkFigures } from '../check.ts';
import { readFigures } from '../read-figures.ts';
import { type ApplicationRow, organisationColumns, resultRows, templateOf } from '../tables.ts';

/** A report in the exchange scheme, as a file would hold it. */
export interface ReportFile {
  authority: string;
  year: number;
  format: string;
  complete: boolean;
  proactive: Record<string, Record<string, unknown>>;
  applications: Record<string, Record<string, unknown>>;
  review: Record<string, Record<string, unknown>>;
  narrative: Record<string, unknown>;
  [more: string]: unknown;
}

/** The three real reports, as transcribed; each lists in `findings` what was published wrong. */
export const realReport = (name: string): ReportFile & { findings: { code: string }[] } =>
  JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));

/** What is found in one file, by the door of the command: through JSON and the reader. */
export function findingsIn(file: unknown, beside: { previous?: unknown; ledger?: unknown; units?: unknown[] } = {}) {
  const read = (given: unknown) => readFigures(JSON.parse(JSON.stringify(given)));
  return checkFigures(read(file), {
    previous: beside.previous === undefined ? undefined : read(beside.previous),
    ledger: beside.ledger === undefined ? undefined : read(beside.ledger),
    units: beside.units?.map(read),
  });
}

/** A copy with some of it changed. */
export function changed(file: ReportFile, change: (copy: ReportFile) => void): ReportFile {
  const copy = structuredClone(file);
  change(copy);
  return copy;
}

const PEOPLE = ['naturalPerson', ...organisationColumns] as const;
type Counts = Record<(typeof PEOPLE)[number], number>;
const count = fc.nat(400);
const counts: fc.Arbitrary<Counts> = fc.record({
  naturalPerson: count,
  commercial: count,
  research: count,
  publicWelfare: count,
  legalService: count,
  otherOrg: count,
});

/** What happened in one year, before anything is added up. */
const yearFacts = fc.record({
  results: fc.array(counts, { minLength: 23, maxLength: 23 }),
  leftOpen: counts,
  outcomes: fc.array(fc.array(count, { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 3 }),
  made: count,
  repealed: fc.nat(1000),
  decisions: fc.array(count, { minLength: 4, maxLength: 4 }),
  delta: fc.integer({ min: -50, max: 50 }),
  feeCases: fc.nat(50),
});
type YearFacts = typeof yearFacts extends fc.Arbitrary<infer T> ? T : never;

/** Two consistent reports of one department for years that follow each other, in the template of their year. */
export const twoYears = fc
  .tuple(fc.integer({ min: 2019, max: 2030 }), yearFacts, yearFacts, counts, fc.nat(2000))
  .map(([year, first, second, carried, inForce]) => {
    const previous = reportOf(year, first, { carried, inForce, items: 300 });
    return { previous: previous.file, report: reportOf(year + 1, second, previous.next, previous.file).file };
  });

interface Carried {
  readonly carried: Counts;
  readonly inForce: number;
  readonly items: number;
}

function reportOf(year: number, facts: YearFacts, { carried, inForce, items }: Carried, before?: ReportFile) {
  const format = templateOf(year);
  const rows = resultRows(format);
  const results = rows.map((row, i) => [row, facts.results[i] ?? facts.leftOpen] as const);
  const processed = perPerson((who) => results.reduce((sum, [, cells]) => sum + cells[who], 0));
  const forward = perPerson((who) => facts.leftOpen[who] + Math.max(0, carried[who] - processed[who]));
  const received = perPerson((who) => processed[who] + forward[who] - carried[who]);
  const lines: [ApplicationRow, Counts][] = [
    ['newReceived', received],
    ['carriedOver', carried],
    ...results.map(([row, cells]): [ApplicationRow, Counts] => [row, cells]),
    ['totalProcessed', processed],
    ['carriedForward', forward],
  ];
  const applications = Object.fromEntries(lines.map(([row, cells]) => [row, { ...cells, total: totalOf(cells) }]));
  const repealed = Math.min(facts.repealed, inForce + facts.made);
  const nowInForce = inForce + facts.made - repealed;
  const itemRow = (decisions: number) => ({
    prevItems: items,
    delta: facts.delta,
    decisions: items + facts.delta + 1 + decisions,
  });
  const [licences = 0, services = 0, penalties = 0, compulsions = 0] = facts.decisions;
  const made =
    format === '2021'
      ? { made: facts.made, repealed, inForce: nowInForce }
      : { madeNew: facts.made, publishedNew: facts.made, publishedTotal: nowInForce + facts.made };
  const nothing = Object.fromEntries(Object.keys(made).map((cell) => [cell, 0]));
  const feeYuan = facts.feeCases * 100;
  const decided = (decisions: number) => (format === '2021' ? { decisions } : itemRow(decisions));
  const review = Object.fromEntries(
    ['reconsideration', 'litigationDirect', 'litigationAfterReview'].map((block, i) => {
      const given = facts.outcomes[i] ?? [0, 0, 0, 0];
      // Direct suits are explained by decisions that may be sued directly.
      const suable = rows
        .filter((row) => /^(?:unable|notProcessed|other)\./.test(row))
        .reduce((sum, row) => sum + Number(applications[row]?.total), 0);
      const outcomes = block === 'litigationDirect' ? [Math.min(given[0] ?? 0, suable), 0, 0, 0] : given;
      const [upheld = 0, corrected = 0, other = 0, pending = 0] = outcomes;
      return [block, { upheld, corrected, other, pending, total: upheld + corrected + other + pending }];
    }),
  );
  const handled = totalOf(received) + totalOf(carried);
  const concluded = totalOf(processed);
  const granted = Number(applications.granted?.total);
  const handledBefore =
    before && Number(before.applications.newReceived?.total) + Number(before.applications.carriedOver?.total);
  const file: ReportFile = {
    authority: '某省药品监督管理局',
    year,
    format,
    complete: true,
    proactive: {
      rules: nothing,
      normativeDocs: made,
      licences: decided(licences),
      penalties: decided(penalties),
      compulsions: decided(compulsions),
      ...(format === '2021'
        ? { fees: { amountWan: feeYuan / 10_000 + facts.made } }
        : {
            otherServices: decided(services),
            fees: { prevItems: items, delta: facts.delta },
            procurement: { items: facts.made, amountRaw: '140.5' },
          }),
    },
    applications,
    review,
    narrative: {
      totalHandled: handled,
      received: totalOf(received),
      naturalPerson: received.naturalPerson + carried.naturalPerson,
      organisation: handled - received.naturalPerson - carried.naturalPerson,
      granted,
      ...(concluded > 0 ? { grantedPct: Number(((granted / concluded) * 100).toFixed(1)) } : {}),
      ...(handledBefore ? { growthPct: Number((((handled - handledBefore) / handledBefore) * 100).toFixed(1)) } : {}),
      byUnit: [Math.floor(handled / 3), handled - Math.floor(handled / 3)],
      reviews: review.reconsideration?.total,
      feeCases: facts.feeCases,
      feeYuan,
      messagesHandled: 92,
    },
  };
  return { file, next: { carried: forward, inForce: nowInForce, items: items + facts.delta } };
}

const perPerson = (give: (who: (typeof PEOPLE)[number]) => number) =>
  Object.fromEntries(PEOPLE.map((who) => [who, give(who)])) as Counts; // PEOPLE are its keys
const totalOf = (cells: Counts): number => PEOPLE.reduce((sum, who) => sum + cells[who], 0);

/** Every number of a table, as a path of three. */
export const cellsIn = (file: ReportFile, table: 'proactive' | 'applications' | 'review') =>
  Object.entries(file[table]).flatMap(([row, cells]) =>
    Object.keys(cells)
      .filter((cell) => typeof cells[cell] === 'number')
      .map((cell) => [table, row, cell] as const),
  );
