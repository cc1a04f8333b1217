import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import type { Content } from '#commons/publishing/index.ts';
import type { PlanData } from './content-types.ts';
import type { Preview, PreviewItem } from './import-contract.ts';
import type { PartyRole } from './reading/reading.ts';
import { rhythmLabels } from './rhythm.ts';

export interface PlanForPrint {
  readonly planId: string;
  readonly edition: number;
  readonly previousPlanId: string | null;
  readonly previousDocumentId: string | null;
  readonly issuingUnitId: string;
  readonly preview: Preview;
  readonly year: number;
  readonly issuedOn: LocalDate;
  /** Item ids by their key in the preview. */
  readonly itemIds: ReadonlyMap<string, string>;
}

/** The publication of a plan: its text as read, and its items as facts for the board. */
export function planContent(plan: PlanForPrint): Content {
  const { preview, previousDocumentId } = plan;
  return {
    title: preview.title,
    ...(preview.documentNumber ? { documentNumber: preview.documentNumber } : {}),
    issuingUnitId: plan.issuingUnitId,
    formedOn: plan.issuedOn,
    ...(preview.source ? { source: preview.source } : {}),
    columnKey: 'plans',
    disclosure: 'active',
    opennessClass: 'execution',
    statutoryClass: 15,
    topic: 'openness',
    summary: summaryOf(preview),
    keywords: '工作要点;政务公开;任务分工',
    bodyHtml: bodyOf(preview),
    data: { ...dataOf(plan) },
    ...(previousDocumentId ? { relations: [{ kind: 'follows' as const, documentId: previousDocumentId }] } : {}),
  };
}

function summaryOf({ sections, title }: Preview): string {
  const items = sections.reduce((sum, section) => sum + section.items.length, 0);
  return `${title}，共 ${sections.length} 个部分、${items} 项任务，逐项列明责任单位和完成期限。`.slice(0, 500);
}

function bodyOf({ preamble, sections }: Preview): string {
  const opening = preamble.split('\n').filter(Boolean).map(paragraph);
  const body = sections.flatMap(({ number, title, items }) => [
    ...(title || number ? [`<h2>${escaped([number, title].filter(Boolean).join('、'))}</h2>`] : []),
    ...items.flatMap(itemBody),
  ]);
  return [...opening, ...body].join('\n');
}

function itemBody({ number, title, text, verbatim }: PreviewItem): string[] {
  const [first = '', ...rest] = text.split('\n');
  const head = `<p><strong>${escaped(number ? `${number}. ${title}。` : `${title}。`)}</strong>${escaped(first)}</p>`;
  // An annotation that closes an earlier paragraph stands there already.
  const closing = verbatim.filter((words) => !text.includes(words)).map((words) => `<p><em>${escaped(words)}</em></p>`);
  return [head, ...rest.filter(Boolean).map(paragraph), ...closing];
}

const paragraph = (words: string) => `<p>${escaped(words)}</p>`;

export const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function dataOf({ planId, edition, previousPlanId, preview, year, itemIds }: PlanForPrint): PlanData {
  const numbers = addressNumbers(preview);
  return {
    planId,
    year,
    edition,
    previousPlanId,
    sections: preview.sections.map(({ number, title }) => ({ number, title })),
    items: preview.sections.flatMap((section, at) =>
      section.items.map((item) => ({
        itemId: itemIds.get(item.key) ?? '',
        no: numbers.get(item.key) ?? item.key,
        number: item.number,
        section: at,
        title: item.title,
        text: item.text,
        ...printedParts(item),
        units: unitNames(item),
        dueOn: item.dueOn,
        due: dueWords(item),
        rhythm: item.rhythm ? rhythmLabels[item.rhythm] : null,
      })),
    ),
  };
}

/** The parts with the names as printed, which is what the document says. */
function printedParts({ parties }: PreviewItem) {
  const of = (role: PartyRole) => parties.filter((party) => party.role === role).map(({ text }) => text);
  return { leads: of('leads'), joint: of('joint'), cooperating: of('cooperating'), guides: of('guides') };
}

const unitNames = ({ parties }: PreviewItem) => [
  ...new Set(parties.flatMap(({ units }) => units.map(({ name }) => name))),
];

/** 2019年12月31日（要点未写期限，按计划年度末）; 持续推进. */
export function dueWords({
  dueOn,
  dueBasis,
  deadlines,
}: Pick<PreviewItem, 'dueOn' | 'dueBasis' | 'deadlines'>): string {
  if (dueOn === null)
    return (
      deadlines
        .map(({ verbatim }) => verbatim)
        .join('、')
        .slice(0, 50) || '持续推进'
    );
  return dueBasis === 'year-end' ? `${chineseDate(dueOn)}（要点未写期限，按计划年度末）` : chineseDate(dueOn);
}

/** The words by which an item is addressed: its number, or with its section where numbers begin again. */
export function addressNumbers(preview: Pick<Preview, 'sections'>): ReadonlyMap<string, string> {
  const items = preview.sections.flatMap((section, s) => section.items.map((item, i) => ({ ...item, s, i })));
  const numbers = items.map(({ number }) => number);
  const unique =
    numbers.every((number) => /^[\p{L}\p{N}.-]{1,20}$/u.test(number)) && new Set(numbers).size === numbers.length;
  return new Map(items.map(({ key, number, s, i }) => [key, unique ? number : `${s + 1}-${i + 1}`]));
}
