import {
  addressOf,
  askedWords,
  type DocumentFilter,
  every,
  facet,
  filterOf,
  lexeme,
  OPENNESS_CLASSES,
  oneOf,
  publicColumns,
  STATUTORY_CLASSES,
  synonymsOn,
  TOPICS,
  unitsWithDocuments,
} from '#commons/publishing/index.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { type Subject, SUBJECT_PARTS } from './contract.ts';

/** What a subject may be chosen from, as the portal shows it. */
export interface Choosing {
  readonly columns: readonly { readonly key: string; readonly name: string }[];
  readonly units: readonly { readonly key: string; readonly name: string }[];
  readonly types: readonly { readonly key: string; readonly label: string }[];
}

export async function choosing({ portalDb, catalogue }: Services): Promise<Choosing> {
  const [columns, units] = await Promise.all([publicColumns(portalDb), unitsWithDocuments(portalDb)]);
  const types = [...catalogue.contentTypes.values()].map(({ key, label }) => ({ key, label }));
  return { columns, units, types };
}

/** Reads a subject out of an address or a form, as lists read their filters; what is not understood is left out. */
export function subjectOf(asked: Readonly<Record<string, string | undefined>>): Subject {
  const { q, column, unit, topic, type, openness, statutory } = filterOf(asked);
  const subject = { q, column, unit, topic, type, openness, class: statutory?.toString() };
  return Object.fromEntries(SUBJECT_PARTS.flatMap((part) => (subject[part] ? [[part, subject[part]]] : [])));
}

/** One spelling for one subject. */
export const subjectKey = (subject: Subject): string =>
  JSON.stringify(SUBJECT_PARTS.map((part) => subject[part]?.toLowerCase() ?? null));

/** The list on the portal that shows what the subject holds. */
export const subjectAddress = ({ class: statutory, ...rest }: Subject): string => {
  const filter: DocumentFilter = { ...rest, ...(statutory && { statutory: Number(statutory) }) };
  return addressOf(filter.q === undefined ? '/documents' : '/search', filter);
};

/** 栏目“通知公告”、主题“药品”: in the words of the portal; what is no longer there is called by its key. */
export function subjectLabel(subject: Subject, { columns, units, types }: Choosing): string {
  const { q, column, unit, topic, type, openness, class: statutory } = subject;
  const named = (word: string, key: string | undefined, name: string | undefined) =>
    key === undefined ? [] : [`${word}“${name ?? key}”`];
  return [
    ...named('关键词', q, q),
    ...named('栏目', column, columns.find(({ key }) => key === column)?.name),
    ...named('机构', unit, units.find(({ key }) => key === unit)?.name),
    ...named('主题', topic, TOPICS[topic as keyof typeof TOPICS]),
    ...named('信息类别', type, types.find(({ key }) => key === type)?.label),
    ...named('五公开', openness, OPENNESS_CLASSES[openness as keyof typeof OPENNESS_CLASSES]),
    ...named('法定主动公开内容', statutory, STATUTORY_CLASSES[Number(statutory)]),
  ].join('、');
}

/** Why a subject cannot be subscribed to, by field. */
export function subjectErrors(subject: Subject, { columns, units, types }: Choosing): Record<string, string> {
  const errors: Record<string, string> = {};
  if (Object.keys(subject).length === 0) errors.q = '请至少选一项：栏目、机构、主题、信息类别，或者写一个关键词';
  if (subject.q && !askedWords(subject.q).all) errors.q = '关键词里没有可以查找的字，请换几个字';
  const known = (list: readonly { readonly key: string }[], key: string | undefined) =>
    key === undefined || list.some((each) => each.key === key);
  if (!known(columns, subject.column)) errors.column = '没有这个栏目，请重新选择';
  if (!known(units, subject.unit)) errors.unit = '没有这个机构，请重新选择';
  if (!known(types, subject.type)) errors.type = '没有这个信息类别，请重新选择';
  return errors;
}

/**
 * The question a released document is asked, in words of the search index: the same index, and so the same answer, as the search it
 * was made from. Undefined where it can find nothing (a unit that is no more).
 */
export async function wordsOf(db: Db, subject: Subject, today: LocalDate): Promise<string | undefined> {
  const { q, column, unit, topic, type, openness, class: statutory } = subject;
  const parts = [
    column && facet.column(column),
    topic && facet.topic(topic),
    type && facet.type(type),
    openness && facet.openness(openness),
    statutory && facet.statutory(Number(statutory)),
  ].flatMap((word) => (word ? [lexeme(word)] : []));
  if (unit) {
    const row = await db.selectFrom('portal.unit').select('id').where('key', '=', unit).executeTakeFirst();
    if (!row) return undefined;
    parts.push(lexeme(facet.unit(row.id)));
  }
  if (q) {
    const { all, loose } = askedWords(q, await synonymsOn(db, today));
    const ways = [all, loose].filter((way) => way !== undefined);
    if (ways.length === 0) return undefined;
    parts.push(`(${oneOf(ways)})`);
  }
  return parts.length === 0 ? undefined : every(parts);
}
