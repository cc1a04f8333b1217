import type { UnitRef } from '#commons/casework/contract.ts';
import { dateOf, isLocalDate, type LocalDate, maxDate } from '#kernel/dates.ts';
import type {
  Corrections,
  DueBasis,
  ItemCorrection,
  PartyState,
  Preview,
  PreviewItem,
  PreviewParty,
} from './import-contract.ts';
import { placeOf } from './reading/checks.ts';
import { type PartyRole, type PlanItem, partyRoles, type Reading, type ReadingProblem } from './reading/reading.ts';
import { type Resolution, resolver, type UnitRegister } from './reading/resolve.ts';
import type { Rhythm } from './rhythm.ts';

export interface PreviewGround {
  readonly register: UnitRegister;
  /** Who keeps the matter of an item for which several are responsible and none leads. */
  readonly coordinator: UnitRef;
}

/**
 * A reading with the corrections made to it: what would be imported now, each problem beside its place, and what still
 * stands in the way. Pure: the same reading, corrections and register give the same preview.
 */
export function previewOf(reading: Reading, corrections: Corrections, ground: PreviewGround): Preview {
  const title = corrections.title ?? reading.title;
  const issuedOn = dayOf(corrections.issuedOn) ?? reading.issuedOn;
  const year = corrections.year ?? yearIn(title, issuedOn);
  const look = meaningsIn(ground.register, corrections);
  const sections = reading.sections.map((section, s) => ({
    number: section.number,
    title: section.title,
    items: section.items.map((item, i) => {
      const key = `${s}.${i}`;
      return itemOf(item, { key, where: placeOf(section.number, item.number) }, corrections.items?.[key], {
        reading,
        look,
        ground,
        year,
      });
    }),
  }));
  const items = sections.flatMap((section) => section.items);
  const places = new Set(items.map(({ where }) => where));
  return {
    title,
    documentNumber: corrections.documentNumber === undefined ? reading.documentNumber : corrections.documentNumber,
    issuedOn,
    source: corrections.source ?? reading.source,
    year,
    preamble: reading.preamble,
    sections,
    problems: reading.problems.filter(({ where }) => !places.has(where)),
    blockers: [
      ...(title.trim() === '' ? ['请填写标题'] : []),
      ...(issuedOn === null ? ['请填写成文日期'] : []),
      ...(year === null ? ['请填写计划年度'] : []),
      ...(items.length === 0 ? ['没有任务条目，不能导入'] : []),
      ...twice(items),
    ],
    names: unsettledNames(items),
  };
}

/** Everything that stands in the way of confirming, with its place. */
export const blockersOf = (preview: Preview): string[] => [
  ...preview.blockers,
  ...preview.sections.flatMap(({ items }) =>
    items.flatMap(({ where, blockers }) => blockers.map((sentence) => `${where}：${sentence}`)),
  ),
];

interface Context {
  readonly reading: Reading;
  readonly look: (text: string) => Omit<PreviewParty, 'role'>;
  readonly ground: PreviewGround;
  readonly year: number | null;
}

function itemOf(
  item: PlanItem,
  place: { readonly key: string; readonly where: string },
  correction: ItemCorrection | undefined,
  { reading, look, ground, year }: Context,
): PreviewItem {
  const parties = correction?.parties
    ? givenParties(correction.parties, ground.register, look)
    : printedParties(item, look);
  const lead = leadOf(parties, ground.coordinator);
  const due = dueOf(item, correction, year);
  const unclear =
    correction?.dueOn === undefined &&
    correction?.rhythm === undefined &&
    item.deadlines.some(({ kind }) => kind === 'unclear');
  return {
    ...place,
    number: item.number,
    title: correction?.title ?? item.title,
    text: correction?.text ?? item.text,
    verbatim: item.annotations.map(({ verbatim }) => verbatim),
    parties,
    unlisted: item.annotations.some(({ open }) => open),
    deadlines: item.deadlines,
    ...due,
    ...lead,
    corrected: correction !== undefined,
    problems: reading.problems
      .filter(({ where }) => where === place.where || where === `“${item.title}”`)
      .filter(stillOpen(correction)),
    blockers: [
      ...parties.flatMap(partyBlockers),
      ...(parties.some(({ role }) => role !== 'guides' && role !== 'cooperating') ? [] : ['没有责任单位，请填写']),
      ...(unclear ? ['期限读不出是哪一天，请确定日期或选择报告周期'] : []),
    ],
  };
}

/** A problem of the reader's that the correction of its subject has settled is not shown again. */
const stillOpen =
  (correction: ItemCorrection | undefined) =>
  ({ kind }: ReadingProblem): boolean => {
    if (kind === 'no-units' || kind === 'open-ended') return correction?.parties === undefined;
    if (kind === 'unclear-deadline' || kind === 'stale') return correction?.dueOn === undefined;
    return true;
  };

function partyBlockers({ text, state }: PreviewParty): string[] {
  if (state === 'unknown') return [`机构名录中没有「${text}」，请选择所指的单位`];
  if (state === 'ambiguous') return [`「${text}」可能指几个单位，请选择`];
  if (state === 'open') return [`「${text}」没有写明是哪些单位，请选择，或指定由谁以后明确`];
  return [];
}

function printedParties(item: PlanItem, look: Context['look']): PreviewParty[] {
  const roles = Object.keys(partyRoles) as PartyRole[]; // the keys of a literal object
  const seen = new Set<string>();
  return item.annotations.flatMap((annotation) =>
    roles.flatMap((role) =>
      annotation[role].flatMap((text) => {
        if (seen.has(`${role} ${text}`)) return [];
        seen.add(`${role} ${text}`);
        return [{ role, ...look(text) }];
      }),
    ),
  );
}

function givenParties(
  given: NonNullable<ItemCorrection['parties']>,
  register: UnitRegister,
  look: Context['look'],
): PreviewParty[] {
  const names = new Map(register.units.map(({ id, name }) => [id, name]));
  return given.map(({ role, text, unitIds, openTo }) => {
    const printed = look(text);
    const units = unitIds.flatMap((id) => (names.has(id) ? [{ id, name: names.get(id) ?? '' }] : []));
    if (units.length === 0 && !openTo) return { ...printed, role, units: [] };
    const state = units.length > 0 ? ('settled' as const) : printed.collective ? ('left-open' as const) : printed.state;
    return { ...printed, role, state, units, openTo: units.length > 0 ? null : (openTo ?? null) };
  });
}

/** What a printed name means: as a person said it does everywhere, else as the register has it. */
function meaningsIn(register: UnitRegister, { names = {} }: Corrections): Context['look'] {
  const resolve = resolver(register);
  const unit = new Map(register.units.map(({ id, name }) => [id, { id, name }]));
  const refs = (ids: readonly string[]) => ids.flatMap((id) => unit.get(id) ?? []);
  return (text) => {
    const found = resolve(text);
    const collective = found.outcome === 'class';
    const base = { text, collective, candidates: found.candidates, openTo: null };
    const said = names[text];
    if (said && refs(said.unitIds).length > 0) return { ...base, state: 'settled', units: refs(said.unitIds) };
    if (said?.openTo && collective) return { ...base, state: 'left-open', units: [], openTo: said.openTo };
    return { ...base, state: stateOf(found), units: refs(found.unitIds) };
  };
}

function stateOf({ outcome, unitIds }: Resolution): PartyState {
  if (outcome === 'unknown' || outcome === 'ambiguous') return outcome;
  return unitIds.length > 0 ? 'settled' : 'open';
}

/**
 * The unit that keeps the matter. Of several that lead, the first named, the others being joint; of several responsible
 * side by side, the first named; where only classes are, the coordinator. The printed parts are kept beside it. Ours.
 */
function leadOf(
  parties: readonly PreviewParty[],
  coordinator: UnitRef,
): { lead: UnitRef | null; leadNote: string | null } {
  const leading = parties.filter(({ role }) => role === 'leads').flatMap(({ units }) => units);
  const [first] = leading;
  if (first)
    return {
      lead: first,
      leadNote:
        leading.length > 1
          ? `${leading.map(({ name }) => name).join('、')}分别牵头，由首列的${first.name}汇总，其余单位同为牵头单位`
          : null,
    };
  const joint = parties.filter(({ role }) => role === 'joint');
  const single = joint.find(({ collective, units }) => !collective && units.length > 0)?.units[0];
  if (single)
    return {
      lead: single,
      leadNote: joint.length > 1 ? `没有写明牵头单位，由首列的${single.name}汇总，各单位分别负责` : null,
    };
  if (joint.length === 0) return { lead: null, leadNote: null };
  const words = joint.map(({ text }) => text).join('、');
  return { lead: coordinator, leadNote: `由${words}分别负责，没有牵头单位，由${coordinator.name}汇总，各单位分别报告` };
}

function dueOf(
  item: PlanItem,
  correction: ItemCorrection | undefined,
  year: number | null,
): { dueOn: LocalDate | null; dueBasis: DueBasis; rhythm: Rhythm | null } {
  const recurring = item.deadlines.filter(({ kind }) => kind === 'recurring');
  const standing = item.deadlines.some(({ kind }) => kind === 'standing');
  const read: Rhythm | null = recurring.some(({ verbatim }) => verbatim.includes('月'))
    ? 'monthly'
    : recurring.length > 0 || standing
      ? 'quarterly'
      : null;
  const rhythm = correction?.rhythm === undefined ? read : correction.rhythm;
  const given = dayOf(correction?.dueOn ?? undefined);
  if (given) return { dueOn: given, dueBasis: 'set', rhythm };
  const [first, ...others] = item.deadlines.flatMap(({ dueOn }) => (dueOn ? [dueOn] : []));
  if (first && correction?.dueOn === undefined)
    return { dueOn: maxDate(first, ...others), dueBasis: 'printed', rhythm };
  if (rhythm) return { dueOn: null, dueBasis: 'standing', rhythm };
  return { dueOn: year === null ? null : dateOf(year, 12, 31), dueBasis: 'year-end', rhythm };
}

const dayOf = (text: string | undefined): LocalDate | undefined =>
  text !== undefined && isLocalDate(text) ? text : undefined;

/** The year a plan is for: in its title, else that of its date. */
function yearIn(title: string, issuedOn: LocalDate | null): number | null {
  const printed = /(?:19|20)\d{2}(?=年)/.exec(title.normalize('NFKC'))?.[0] ?? issuedOn?.slice(0, 4);
  return printed === undefined ? null : Number(printed);
}

function twice(items: readonly PreviewItem[]): string[] {
  const numbers = items.map(({ number }) => number).filter((number) => number !== '');
  const repeated = [...new Set(numbers.filter((number, at) => numbers.indexOf(number) !== at))];
  // Sections may begin again at 1; then the place tells items apart.
  return repeated.length > 0 && new Set(items.map(({ where }) => where)).size < items.length
    ? [`编号 ${repeated.join('、')} 在同一部分出现了两次，请核对原文件后重新导入`]
    : [];
}

function unsettledNames(items: readonly PreviewItem[]): Preview['names'] {
  const byText = Map.groupBy(
    items.flatMap(({ key, parties }) =>
      parties.filter(({ state }) => state !== 'settled').map((party) => ({ key, party })),
    ),
    ({ party }) => party.text,
  );
  return [...byText].map(([text, found]) => ({
    text,
    state: found[0]?.party.state ?? 'unknown',
    items: new Set(found.map(({ key }) => key)).size,
    candidates: found[0]?.party.candidates ?? [],
  }));
}
