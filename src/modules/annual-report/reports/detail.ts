import type { Instant } from '#kernel/dates.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { seenMatter } from '#commons/casework/index.ts';
import type { Db } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { TABLE_FORM } from '../computing/definitions.ts';
import { figuresNow } from '../computing/figures-file.ts';
import type { EditionLine, EntryLine, FindingLine, PartLine, ReportDetail } from '../contract.ts';
import { filledCells, writtenParts } from '../figures.ts';
import type { FiguresFile } from '../contract.ts';
import { annualReportPolicy } from '../policy.ts';
import { readFigures } from '../read-figures.ts';
import { keysOf } from '../tables.ts';
import { editionOf } from './editions.ts';
import { entriesOf } from './entries.ts';
import { stateLabel } from './listing.ts';
import { PART_ABOUT } from './part-hints.ts';
import { partsOf } from './parts.ts';
import { previousOf } from './previous.ts';
import { reportById, titleOf } from './rows.ts';
import { type KeyedFinding, keyedFindings } from './standing.ts';

/** While it is worked on, the report is counted live; from review on it is the edition that was frozen, with what has moved since. */
export async function reportDetail(services: Services, actor: Actor, id: string): Promise<ReportDetail> {
  const { db } = services;
  const { matter } = await seenMatter(db, services, actor, id);
  const report = await reportById(db, id);
  const now = await figuresNow(db, report);
  const open = matter.state === 'collecting' || matter.state === 'drafting';
  const edition = open ? undefined : await editionOf(db, id, report.edition);
  const figures = edition?.figures ?? now;
  const findings = open ? await keyedFindings(db, id, now) : [];
  const previous = await previousOf(db, report.bureauId, report.year);
  const editions = await editionLines(db, id);
  const may = (action: keyof typeof annualReportPolicy) => allows(annualReportPolicy[action], actor, matter);
  const handedIn = matter.state === 'submitted' || matter.state === 'accepted';
  return {
    id,
    number: report.number,
    title: titleOf(report),
    authority: report.authority,
    bureauId: report.bureauId,
    year: report.year,
    state: matter.state,
    stateLabel: stateLabel(matter.state),
    dueOn: report.dueOn,
    frozenAs: edition?.number ?? null,
    countedAt: (edition?.countedAt ?? services.time.now()) as Instant,
    correcting: report.correcting,
    figures,
    form: TABLE_FORM,
    entries: (await entriesOf(db, id)) as readonly EntryLine[],
    parts: await partLines(db, id),
    findings: findings.map(findingLine),
    previous: previous ? { kind: previous.kind, year: previous.year, name: previous.name } : null,
    movedSince: edition ? moved(edition.figures, now) : [],
    editions,
    may: {
      enter: open && may('annual-report.enter'),
      write: open && may('annual-report.write'),
      answer: open && may('annual-report.answer'),
      import: open && may('annual-report.import'),
      compose: handedIn && editions.at(-1)?.documentId === null && may('annual-report.compose'),
      drill: may('annual-report.drill'),
    },
  };
}

const findingLine = ({ answer, ...finding }: KeyedFinding): FindingLine => ({
  ...finding,
  answer: answer ? { reason: answer.reason, by: answer.by, at: answer.at as Instant } : null,
});

async function partLines(db: Db, id: string): Promise<readonly PartLine[]> {
  const saved = await partsOf(db, id);
  return keysOf(writtenParts).map((part) => {
    const one = saved.find((row) => row.part === part);
    return {
      part,
      label: writtenParts[part],
      about: PART_ABOUT[part],
      text: one?.text ?? '',
      number: one?.number ?? 0,
      by: one?.by ?? null,
      at: (one?.at ?? null) as Instant | null,
    };
  });
}

async function editionLines(db: Db, id: string): Promise<readonly EditionLine[]> {
  const rows = await db
    .selectFrom('annual_report_edition as e')
    .innerJoin('person as p', 'p.id', 'e.frozen_by')
    .leftJoin('annual_report_document as l', 'l.edition_id', 'e.id')
    .leftJoin('document as d', 'd.id', 'l.document_id')
    .select([
      'e.number',
      'e.counted_at as countedAt',
      'p.name as by',
      'e.reason',
      'e.figures_hash as hash',
      'l.document_id as documentId',
      'd.released_at as releasedAt',
    ])
    .where('e.report_id', '=', id)
    .orderBy('e.number')
    .execute();
  return rows as readonly EditionLine[];
}

/** Cells that would be another figure, were they counted now. */
function moved(frozen: FiguresFile, now: FiguresFile): ReportDetail['movedSince'] {
  const cells = (file: FiguresFile) =>
    new Map(filledCells(readFigures(file)).map(({ place, value }) => [place.path, { label: place.label, value }]));
  const [before, after] = [cells(frozen), cells(now)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((path) => {
    const [was, is] = [before.get(path), after.get(path)];
    return was?.value === is?.value
      ? []
      : [{ path, label: (was ?? is)?.label ?? path, frozen: was?.value ?? null, now: is?.value ?? null }];
  });
}
