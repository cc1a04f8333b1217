import { hints, labels, type Role, roleOf } from './annotation-words.ts';
import { saysWhen } from './deadlines.ts';
import { announcesLeadFirst, listsUnits } from './find-annotations.ts';
import type { ResponsibilityAnnotation } from './reading.ts';
import { splitOutside, unique } from './text.ts';
import { isCollective, looksLikeUnit, splitUnits } from './units.ts';

/** What a document announces once for everything that follows it. */
export interface Conventions {
  /** 排在第一位的部门为牵头部门,下同. */
  readonly leadFirst: boolean;
  /** 以下均需试点城市政府落实,不再列出. */
  readonly implied: readonly string[];
  /** The annotation that announced them, as printed. */
  readonly impliedBy: string | null;
  /** 适用范围 given for all measures that do not name their own. */
  readonly scope: string | null;
}
export const noConventions: Conventions = { leadFirst: false, implied: [], impliedBy: null, scope: null };

export interface ReadAnnotation {
  readonly annotation: ResponsibilityAnnotation;
  /** Clauses that say when: 2022年底前完成. */
  readonly deadlines: readonly string[];
  /** Sentences for a person to settle. */
  readonly doubts: readonly string[];
  /** What holds from here on. */
  readonly conventions: Conventions;
}

interface Draft {
  readonly parties: { readonly unit: string; readonly role: Role }[];
  readonly deadlines: string[];
  readonly doubts: string[];
  /** Names that no verb or label has claimed yet. */
  pending: string[];
  open: boolean;
  scope: string | null;
  leadFirst: boolean;
  next: Conventions;
}

/**
 * Reads the inside of an annotation under the conventions in force. Gives undefined when it is prose that only
 * happens to contain such words (鼓励社会力量参与): a unit is never made up.
 */
export function readAnnotation(
  found: { readonly verbatim: string; readonly inner: string },
  conventions: Conventions,
): ReadAnnotation | undefined {
  const draft = begin(conventions);
  readClauses(found.inner, draft);
  const bareList = draft.parties.length === 0 && listsUnits(found.inner);
  settlePending(draft, bareList ? 'responsible' : undefined);
  const credible = draft.parties.some(
    ({ unit, role }) => looksLikeUnit(unit) || (role === 'lead' && unit.length <= 20),
  );
  if (!credible && !draft.open) return undefined;
  for (const { unit } of draft.parties) {
    if (!looksLikeUnit(unit)) draft.doubts.push(`“${unit}”不像单位名称，请核对`);
  }
  return finish(found.verbatim, draft, conventions);
}

/**
 * Reads a cell of a table. With words such as 牵头 it reads as an annotation; without, the column says the role. A
 * list with commas under a plain 责任单位 is ambiguous by design (the first may lead, or all share): it is kept as
 * joint and flagged.
 */
export function readCell(cell: string, column: 'lead' | 'responsible' | 'cooperating', conventions: Conventions) {
  const draft = begin(conventions);
  const spoken = hints.test(cell);
  if (spoken) readClauses(cell, draft);
  else {
    const groups = splitOutside(cell, /[,，;；\s]+/y).filter((group) => group.trim() !== '');
    for (const group of groups) take(group, column, draft);
    if (groups.length > 1 && column === 'responsible' && /[,，;；]/.test(cell)) {
      draft.doubts.push(`“${cell}”用逗号分隔，分不清牵头和配合，请核对各单位的职责`);
    }
  }
  settlePending(draft, column);
  return finish(cell, draft, conventions);
}

function begin(conventions: Conventions): Draft {
  const { leadFirst } = conventions;
  return {
    parties: [],
    deadlines: [],
    doubts: [],
    pending: [],
    open: false,
    scope: null,
    leadFirst,
    next: conventions,
  };
}

/** A comma, 、 behind a verb (办公室牵头、宣传处配合), or a blank before the next label (牵头单位：法规处 配合单位：科技处). */
const clauseEnd = /[,，;；。\n]|(?<=牵头|负责|配合|参与)、|\s+(?=[^\s:：]{2,8}[:：])/y;

function readClauses(inner: string, draft: Draft): void {
  let mode: Role | 'scope' | 'when' | 'person' | undefined;
  for (const part of splitOutside(inner, clauseEnd)) {
    let clause = part.trim();
    const label = labels.find(([, pattern]) => pattern.test(clause));
    if (label) {
      mode = label[0];
      clause = clause.replace(label[1], '').trim();
    }
    if (clause === '' || announced(clause, draft)) continue;
    if (mode === 'scope') draft.scope ??= clause;
    else if (mode === 'when' || saysWhen(clause)) draft.deadlines.push(clause);
    else if (mode !== 'person') readParties(clause, mode, draft);
  }
}

/** Announcements for the rest of the document; true when the clause was one. */
function announced(clause: string, draft: Draft): boolean {
  if (announcesLeadFirst(clause)) {
    draft.leadFirst = true;
    return true;
  }
  if (/^(?:以)?下同$/.test(clause)) {
    draft.next = { ...draft.next, leadFirst: draft.leadFirst, scope: draft.scope ?? draft.next.scope };
    return true;
  }
  const scope = /^适用范围均为(.+)$/.exec(clause)?.[1];
  if (scope) draft.next = { ...draft.next, scope };
  const implied = /^以下.{0,8}?(?:均|都)(?:需要?|须|应)?由?(.+?)(?:负责落实|负责|落实)$/.exec(clause)?.[1];
  if (implied) {
    const units = unique([...draft.next.implied, ...splitUnits(implied).units]);
    draft.next = { ...draft.next, implied: units, impliedBy: clause };
  }
  return scope !== undefined || implied !== undefined || /^不再(?:一一)?(?:列出|列举|重复|标注)|^以下除/.test(clause);
}

function readParties(clause: string, label: Role | undefined, draft: Draft): void {
  const [role, body] = roleOf(clause) ?? [label, clause];
  const together = /^(.*?)会同(.+)$/.exec(body);
  if (together) {
    take(together[1] ?? '', 'lead', draft);
    claimPending('lead', draft);
    take(together[2] ?? '', 'cooperating', draft);
  } else if (role === undefined) take(body, undefined, draft);
  else {
    claimPending(role, draft);
    take(body, role, draft);
  }
}

/** Adds a list in a role; without one the names wait for the verb of a later clause. */
function take(list: string, role: Role | undefined, draft: Draft): void {
  const { units, open, doubts } = splitUnits(list);
  draft.open ||= open;
  draft.doubts.push(...doubts);
  for (const name of units) {
    // 办公室(牵头): the role stands in brackets behind the name.
    const own = /^(.+?)[（(〔](牵头|配合|负责|参与|指导)[）)〕]$/.exec(name);
    const ownRole = own ? roleOf(`${own[1]}${own[2]}`)?.[0] : undefined;
    if (own?.[1] && ownRole) draft.parties.push({ unit: own[1], role: ownRole });
    else if (role) draft.parties.push({ unit: name, role });
    else draft.pending.push(name);
  }
}

function claimPending(role: Role, draft: Draft): void {
  for (const unit of draft.pending) draft.parties.push({ unit, role });
  draft.pending = [];
}

/** Names behind the last verb: (A牵头,B、C). Prose behind it is reported, never turned into a unit. */
function settlePending(draft: Draft, column?: Role): void {
  const role = draft.parties.some((party) => party.role === 'lead') ? 'cooperating' : (column ?? 'responsible');
  const listed = draft.pending.filter((unit) => looksLikeUnit(unit) && (draft.parties.length > 0 || column));
  const prose = draft.pending.filter((unit) => !listed.includes(unit));
  if (listed.length > 0) draft.doubts.push(`${listed.map((unit) => `“${unit}”`).join('')}没有写明职责，请核对`);
  for (const unit of listed) draft.parties.push({ unit, role });
  for (const unit of prose) draft.doubts.push(`“${unit}”没有读懂，请核对责任分工`);
  draft.pending = [];
}

function finish(verbatim: string, draft: Draft, conventions: Conventions): ReadAnnotation {
  const named = (...roles: readonly Role[]) =>
    unique(draft.parties.filter(({ role }) => roles.includes(role)).map(({ unit }) => unit));
  const implied = conventions.implied.filter((name) => !draft.parties.some(({ unit }) => unit === name));
  const responsible = [...named('responsible'), ...implied];
  let leads = named('lead');
  if (leads.length === 0 && leadsAlone(responsible, draft)) leads = responsible.slice(0, 1);
  const led = leads.length > 0;
  const others = led ? [...named('responsible', 'cooperating'), ...implied] : named('cooperating');
  const annotation: ResponsibilityAnnotation = {
    verbatim,
    leads,
    joint: led ? [] : responsible,
    cooperating: unique(others).filter((unit) => !leads.includes(unit)),
    guides: named('guide'),
    open: draft.open,
    scope: draft.scope ?? conventions.scope,
  };
  return { annotation, deadlines: draft.deadlines, doubts: unique(draft.doubts), conventions: draft.next };
}

/** One unit alone answers and so leads; a class never does, nor one of several unless the document says the first leads. */
function leadsAlone(responsible: readonly string[], draft: Draft): boolean {
  const [first] = responsible;
  if (first === undefined || isCollective(first)) return false;
  return draft.leadFirst || (responsible.length === 1 && !draft.open);
}
