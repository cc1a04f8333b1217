import type { Content } from '#commons/publishing/index.ts';
import { addWorkdays, type WorkCalendar } from '#kernel/calendar.ts';
import { chineseDate, type LocalDate, yearOf } from '#kernel/dates.ts';
import { bodyOf } from './body.ts';
import { catalogueSince, itemFilled } from './item-filled.ts';
import type { Story } from './story.ts';
import { writtenOn } from './day.ts';
import type { DemoDocument } from './document.ts';

/** What the drafter of a demonstration document types on the day it is formed, every attribute filled in. */
export function contentOf(story: Story, demo: DemoDocument, on: LocalDate): Content {
  const calendar = story.services.calendar();
  const no = demo.counted ? next(story, demo.counted, on) : undefined;
  const period = demo.shownFor ? periodFrom(on, demo.shownFor, calendar) : undefined;
  const write = (text: string) => writtenOn(period ? withPeriod(text, period) : text, on, calendar, no);
  const relations = (demo.relations ?? []).map(([kind, key]) => {
    const documentId = story.ids.get(key);
    if (!documentId) throw new Error(`${demo.title} speaks of ${key}, which has not been drafted on ${on}`);
    return { kind, documentId };
  });
  const data = Object.entries({ ...demo.data, ...period }).map(
    ([field, value]) =>
      [
        field,
        field === 'year' ? Number(write(String(value))) : typeof value === 'string' ? write(value) : value,
      ] as const,
  );
  return {
    title: write(demo.title),
    // What has a number is dated by whoever issues it.
    ...(demo.series ? { documentNumber: numbered(story, demo.series, on) } : { formedOn: on }),
    issuingUnitId: story.bureauId,
    source: demo.source ?? demo.unit,
    columnKey: demo.column,
    disclosure: demo.disclosure ?? 'active',
    ...(demo.disclosureReason ? { disclosureReason: demo.disclosureReason } : {}),
    ...(demo.disclosureBasis ? { disclosureBasis: demo.disclosureBasis } : {}),
    opennessClass: demo.opennessClass,
    statutoryClass: demo.statutoryClass,
    topic: demo.topic,
    ...(on >= catalogueSince(story.today) ? itemFilled(demo) : {}),
    summary: write(demo.summary),
    keywords: demo.keywords,
    bodyHtml: bodyOf(write(demo.text)),
    ...(data.length > 0 ? { data: Object.fromEntries(data) } : {}),
    ...(relations.length > 0 ? { relations } : {}),
  };
}

interface Period {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** Shown from the next working day, and so many working days after it. */
function periodFrom(on: LocalDate, days: number, calendar: WorkCalendar): Period {
  const from = addWorkdays(on, 1, calendar).on;
  return { from, until: addWorkdays(from, days, calendar).on };
}

const withPeriod = (text: string, { from, until }: Period): string =>
  text.replaceAll('{from}', chineseDate(from)).replaceAll('{until}', chineseDate(until));

/** The next document number of a series: numbers of a year are given in the order of the days, without gaps. */
export function numbered(story: Story, series: string, on: LocalDate): string {
  return `${series}〔${yearOf(on)}〕${next(story, series, on)}号`;
}

function next({ numbers }: Story, series: string, on: LocalDate): number {
  const key = `${series} ${yearOf(on)}`;
  const number = (numbers.get(key) ?? 0) + 1;
  numbers.set(key, number);
  return number;
}

/** A draft that still lacks its last paragraph: what a head of unit sends back. */
export function unfinished(content: Content): Content {
  const at = content.bodyHtml.lastIndexOf('<p>');
  return at > 0 ? { ...content, bodyHtml: content.bodyHtml.slice(0, at) } : content;
}

export function replaced(content: Content, [wrong, right]: readonly [string, string]): Content {
  if (!content.bodyHtml.includes(wrong)) throw new Error(`${content.title} does not say ${wrong}`);
  return { ...content, bodyHtml: content.bodyHtml.replaceAll(wrong, right) };
}
