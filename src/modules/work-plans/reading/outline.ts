import { findAnnotations } from './find-annotations.ts';
import { type Level, type Numbered, numberOf } from './numbering.ts';

/** The skeleton of the running text, before anybody reads what the lines say. */
export interface OutlineSection {
  readonly number: string;
  readonly heading: string;
  /** Paragraphs between the heading and the first item. */
  readonly lines: readonly string[];
  readonly items: readonly OutlineItem[];
}

export interface OutlineItem {
  readonly number: string;
  /** The first is what follows the number. */
  readonly lines: readonly string[];
}

interface NumberedLine {
  readonly line: string;
  readonly numbered: Numbered | undefined;
}

/**
 * Sections and items of numbered paragraphs. 一、 opens a section. Which of （一） and 1. are the items is decided
 * section by section: the one that exists, or of both the one the annotations belong to (otherwise （一）; then 1. are
 * points inside it). A plan numbered 一、 only has those as items of one section without a name.
 */
export function outlineOf(lines: readonly string[]): OutlineSection[] {
  const numbered = lines.map((line) => ({ line, numbered: numberOf(line) }));
  const parts = splitAt(numbered, 'part');
  const below = numbered.some((one) => one.numbered !== undefined && one.numbered.level !== 'part');
  if (!below) {
    const items = parts.filter((part) => part.head).map(itemOf);
    return items.length === 0 ? [] : [{ number: '', heading: '', lines: [], items }];
  }
  return parts.flatMap((part) => sectionsOf(part)).filter(({ heading, items }) => heading !== '' || items.length > 0);
}

interface Group {
  readonly head: Numbered | undefined;
  readonly rest: readonly NumberedLine[];
}

function splitAt(lines: readonly NumberedLine[], level: Level): Group[] {
  const groups: { head: Numbered | undefined; rest: NumberedLine[] }[] = [{ head: undefined, rest: [] }];
  for (const one of lines) {
    if (one.numbered?.level === level) groups.push({ head: one.numbered, rest: [] });
    else groups.at(-1)?.rest.push(one);
  }
  return groups.filter((group) => group.head !== undefined || group.rest.length > 0);
}

function sectionsOf(part: Group): OutlineSection[] {
  const number = part.head?.number ?? '';
  const heading = part.head?.rest ?? '';
  const level = itemLevel(part.rest);
  if (level === undefined) return [flatSection(part)];
  if (level === 'arabic' && part.rest.some((one) => one.numbered?.level === 'bracketed')) {
    return subsections(part, number, heading);
  }
  const [before, items] = itemsOf(part.rest, level);
  return [{ number, heading, lines: before, items }];
}

/** 一、 without items below it: an item itself when it says who is responsible, otherwise only a heading and prose. */
function flatSection(part: Group): OutlineSection {
  const lines = part.rest.map(({ line }) => line);
  const heading = part.head?.rest ?? '';
  const number = part.head?.number ?? '';
  const responsible = [heading, ...lines].some((line) => findAnnotations(line).length > 0);
  if (part.head && responsible) return { number, heading, lines: [], items: [itemOf(part)] };
  return { number, heading, lines, items: [] };
}

/** 一、 → （一） → 1. with the duties at 1.: each （一） is a section of its own, under the annotations of its 一、. */
function subsections(part: Group, number: string, heading: string): OutlineSection[] {
  const firstAt = part.rest.findIndex((one) => one.numbered?.level === 'bracketed');
  const [before, items] = itemsOf(part.rest.slice(0, firstAt), 'arabic');
  const shared = [heading, ...before].filter((line) => findAnnotations(line).length > 0);
  const sections = splitAt(part.rest.slice(firstAt), 'bracketed').map((group): OutlineSection => {
    const [lines, own] = itemsOf(group.rest, 'arabic');
    const joined = join(number, group.head?.number ?? '');
    if (own.length === 0) return { ...flatSection(group), number: joined };
    return { number: joined, heading: group.head?.rest ?? '', lines: [...shared, ...lines], items: own };
  });
  return [{ number, heading, lines: before, items }, ...sections];
}

const join = (part: string, sub: string) => (part === '' ? sub : `${part}（${sub}）`);

function itemsOf(lines: readonly NumberedLine[], level: Level): [readonly string[], OutlineItem[]] {
  const groups = splitAt(lines, level);
  const before = groups.filter(({ head }) => head === undefined).flatMap(({ rest }) => rest.map(({ line }) => line));
  return [before, groups.filter(({ head }) => head).map(itemOf)];
}

const itemOf = (group: Group): OutlineItem => ({
  number: group.head?.number ?? '',
  lines: [group.head?.rest ?? '', ...group.rest.map(({ line }) => line)],
});

function itemLevel(lines: readonly NumberedLine[]): Level | undefined {
  const has = (level: Level) => lines.some((one) => one.numbered?.level === level);
  if (!has('bracketed')) return has('arabic') ? 'arabic' : has('point') ? 'point' : undefined;
  if (!has('arabic')) return 'bracketed';
  const votes: Record<Level, number> = { part: 0, bracketed: 0, arabic: 0, point: 0 };
  let current: Level = 'part';
  for (const { line, numbered } of lines) {
    // （1） are always inside a 1. or a （一） here.
    if (numbered && numbered.level !== 'point') current = numbered.level;
    votes[current] += findAnnotations(line).length;
  }
  return votes.arabic > votes.bracketed ? 'arabic' : 'bracketed';
}
