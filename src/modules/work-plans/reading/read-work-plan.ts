import type { LocalDate } from '#kernel/dates.ts';
import type { Block } from '#platform/extraction/index.ts';
import { noConventions, readCell } from './annotations.ts';
import { readDeadline } from './deadlines.ts';
import { announcesLeadFirst } from './find-annotations.ts';
import { dateLine, type FrontMatter, readFrontMatter } from './front-matter.ts';
import { endsArticle, isFurniture } from './furniture.ts';
import { placeOf, problemsOfWhole } from './checks.ts';
import { type Progress, readItem, readResponsibility, reportDeadlines, reportDoubts, titled } from './item.ts';
import { numberOf } from './numbering.ts';
import { type OutlineSection, outlineOf } from './outline.ts';
import type { Deadline, PlanItem, PlanSection, Reading, ResponsibilityAnnotation } from './reading.ts';
import { planTable, type TableRow } from './tables.ts';
import { tame } from './tame.ts';
import { looksLikeUnit } from './units.ts';

/**
 * Reads a work plan from the blocks of its document. Never throws on any text and never makes up a unit: what is
 * ambiguous, open-ended or missing is listed in `problems`; with nothing to import one of them is `no-items`.
 */
export function readWorkPlan(given: readonly Block[]): Reading {
  const blocks = tame(given);
  const { front, body, signedOn, signedBy } = dissect(blocks);
  const tables = blocks.flatMap((block) => (block.type === 'table' ? [planTable(block.rows)] : []));
  const rows = tables.flatMap((table) => table?.rows ?? []);
  const issuedOn = front.writtenOn ?? signedOn ?? front.publishedOn;
  const progress: Progress = { conventions: noConventions, problems: [], planYear: planYear(front.title, issuedOn) };
  const notes = [...front.preamble.split('\n'), ...body].filter((line) => /^[（(]?[^（(]*$/.test(line));
  const announced = notes.some(announcesLeadFirst);
  if (announced) progress.conventions = { ...progress.conventions, leadFirst: true };
  const sections = [...outlineOf(body).map((section) => readSection(section, progress)), ...readRows(rows, progress)];
  return {
    title: front.title,
    documentNumber: front.documentNumber,
    issuedOn,
    source: front.source ?? signedBy ?? null,
    preamble: front.preamble,
    sections,
    problems: [...problemsOfWhole(front.title, sections, rows.length), ...progress.problems],
  };
}

interface Dissected {
  readonly front: FrontMatter;
  readonly body: readonly string[];
  readonly signedOn: LocalDate | undefined;
  readonly signedBy: string | undefined;
}

/** Cuts the website away and the document into what is above the first number, the body, and the signature. */
function dissect(blocks: readonly Block[]): Dissected {
  const tableAt = blocks.findIndex((block) => block.type === 'table' && planTable(block.rows) !== undefined);
  const lines = blocks.flatMap((block, at) =>
    block.type === 'table'
      ? (planTable(block.rows)?.above ?? []).map((text) => ({ text, heading: false, at: at - 0.5 }))
      : [{ text: block.text.trim(), heading: block.type === 'heading', at }],
  );
  const numbered = lines.find(({ text }) => numberOf(text) !== undefined)?.at ?? blocks.length;
  const startsAt = tableAt < 0 ? numbered : Math.min(numbered, tableAt);
  const above = lines.filter(({ at }) => at < startsAt);
  const below = lines.filter(({ at }) => at >= startsAt).map(({ text }) => text);
  const end = below.findIndex((text) => endsArticle(text) || /^附件\s*\d*\s*[:：]/.test(text));
  const body = (end < 0 ? below : below.slice(0, end)).filter((text) => !isFurniture(text));
  const signedOn = dateLine(body.at(-1) ?? '');
  if (signedOn) body.pop();
  const last = body.at(-1) ?? '';
  const signed = signedOn !== undefined && last.length <= 30 && looksLikeUnit(last) && numberOf(last) === undefined;
  const signedBy = signed ? body.pop() : undefined;
  return { front: readFrontMatter(above), body, signedOn, signedBy };
}

function planYear(title: string, issuedOn: LocalDate | null): number | undefined {
  const printed = /(?:19|20)\d{2}(?=\s*[-—–至]?\s*(?:\d{4})?\s*年)/.exec(title)?.[0] ?? issuedOn?.slice(0, 4);
  return printed === undefined ? undefined : Number(printed);
}

function readSection(outline: OutlineSection, progress: Progress): PlanSection {
  const where = placeOf(outline.number, '');
  const readAll = (inherited: readonly ResponsibilityAnnotation[]) =>
    outline.items.map((item) =>
      readItem(item.number, item.lines, placeOf(outline.number, item.number), inherited, progress),
    );
  const [only] = outline.items;
  if (only !== undefined && outline.heading !== '' && only.lines[0] === outline.heading) {
    // A section that is its own item: its annotations are read there, once.
    const items = readAll([]);
    return { number: outline.number, title: items[0]?.title ?? '', items };
  }
  const heading = readResponsibility([outline.heading], where, progress);
  const opening = readResponsibility(outline.lines, where, progress);
  const items = readAll([...heading.annotations, ...opening.annotations]);
  return { number: outline.number, title: titled(heading.lines).title, items };
}

/** A plan that is a table: rows with the same 工作任务 in a row are one section. */
function readRows(rows: readonly TableRow[], progress: Progress): PlanSection[] {
  const sections: { number: string; title: string; items: PlanItem[] }[] = [];
  for (const row of rows) {
    const { number, title } = row.section;
    const last = sections.at(-1);
    const item = readRow(row, progress);
    if (last && last.number === number && last.title === title) last.items.push(item);
    else sections.push({ number, title, items: [item] });
  }
  return sections;
}

function readRow(row: TableRow, progress: Progress): PlanItem {
  const where = row.number === '' ? row.where : `${row.where}（第${row.number}条）`;
  const own = readResponsibility(row.requirement.split('\n'), where, progress);
  const annotations = [...own.annotations];
  const deadlines: Deadline[] = [...own.deadlines];
  const cells = row.units.map(({ cell, column }) => ({
    cell,
    column,
    ...readCell(cell, column, progress.conventions),
  }));
  for (const { annotation, doubts, deadlines: clauses } of cells) {
    deadlines.push(...clauses.flatMap((clause) => readDeadline(clause, progress.planYear)));
    reportDoubts(annotation, doubts, where, progress);
  }
  if (cells.length > 0) annotations.push(merged(cells.map(({ annotation }) => annotation)));
  const { title, text } = titled(own.lines);
  deadlines.push(...readDeadline(row.deadline, progress.planYear));
  reportDeadlines(deadlines, where, progress);
  return { number: row.number, title, text, annotations, deadlines };
}

/** 牵头单位 and 配合单位 in columns of their own are one annotation. */
function merged(cells: readonly ResponsibilityAnnotation[]): ResponsibilityAnnotation {
  const all = (role: 'leads' | 'joint' | 'cooperating' | 'guides') => [...new Set(cells.flatMap((cell) => cell[role]))];
  const leads = all('leads');
  const led = leads.length > 0;
  const others = led ? [...all('joint'), ...all('cooperating')] : all('cooperating');
  return {
    verbatim: cells.map(({ verbatim }) => verbatim).join('\n'),
    leads,
    joint: led ? [] : all('joint'),
    cooperating: [...new Set(others)].filter((unit) => !leads.includes(unit)),
    guides: all('guides'),
    open: cells.some(({ open }) => open),
    scope: cells.find(({ scope }) => scope !== null)?.scope ?? null,
  };
}
