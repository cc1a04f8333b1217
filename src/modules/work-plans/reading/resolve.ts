import { type PartyRole, partyRoles, type Reading } from './reading.ts';
import { likeness, pairsOf } from './text.ts';

/** The organisation register as this file needs it; the caller gives only units and classes in force. */
export interface UnitRegister {
  readonly units: readonly RegisteredUnit[];
  readonly classes: readonly RegisteredClass[];
}

export interface RegisteredUnit {
  readonly id: string;
  readonly name: string;
  readonly shortName?: string | undefined;
  readonly aliases: readonly string[];
}

export interface RegisteredClass {
  readonly key: string;
  /** 局机关各处, 直属各单位, 各相关处 … */
  readonly name: string;
  readonly aliases: readonly string[];
  /** 各相关处: which of the members are meant, only a person can say. */
  readonly open: boolean;
  readonly unitIds: readonly string[];
}

export interface Resolution {
  readonly text: string;
  /**
   * unit: exactly one unit. class: a class of the register. ambiguous: several units or classes bear this name.
   * unknown: none does.
   */
  readonly outcome: 'unit' | 'class' | 'ambiguous' | 'unknown';
  /** Settled members. Empty for an open class, which a person must narrow first, and where the outcome is in doubt. */
  readonly unitIds: readonly string[];
  /** For a person to choose from; for unknown names merely similar ones, best first, never applied by themselves. */
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
}

/** One printed party and where it stands in the reading (positions count from 0). */
export interface ResolvedParty extends Resolution {
  readonly section: number;
  readonly item: number;
  readonly annotation: number;
  readonly role: PartyRole;
}

/** Every party of every annotation, in reading order, against the register. */
export function resolveUnits(reading: Reading, register: UnitRegister): ResolvedParty[] {
  const resolve = resolver(register);
  return reading.sections.flatMap((one, section) =>
    one.items.flatMap((two, item) =>
      two.annotations.flatMap((parties, annotation) =>
        roles.flatMap((role) => parties[role].map((text) => ({ section, item, annotation, role, ...resolve(text) }))),
      ),
    ),
  );
}

const roles = Object.keys(partyRoles) as PartyRole[]; // the keys of a literal object

/**
 * Resolves one printed name: by full name, short name or alias as written, and only when that finds nothing by the
 * same with prefixes (省局, 局), 处室 for 处 and full-width letters evened out. Never by similarity.
 */
export function resolver(register: UnitRegister): (text: string) => Resolution {
  const exact = indexed(register, (name) => name.normalize('NFKC').replace(/\s/g, ''));
  const evened = indexed(register, evenedOut);
  return (text) => {
    const written = exact.find(text);
    const hits = written.length > 0 ? written : evened.find(text);
    const [first] = hits;
    if (first === undefined) return { text, outcome: 'unknown', unitIds: [], candidates: similar(text, register) };
    if (hits.length > 1)
      return { text, outcome: 'ambiguous', unitIds: [], candidates: hits.flatMap(({ members }) => members) };
    if (first.open === undefined)
      return { text, outcome: 'unit', unitIds: first.members.map(({ id }) => id), candidates: [] };
    const settled = first.open ? [] : first.members.map(({ id }) => id);
    return { text, outcome: 'class', unitIds: settled, candidates: first.open ? first.members : [] };
  };
}

interface Hit {
  readonly members: readonly { readonly id: string; readonly name: string }[];
  /** Of a class; undefined for a unit. */
  readonly open: boolean | undefined;
}

function indexed(register: UnitRegister, key: (name: string) => string) {
  const byKey = new Map<string, Set<Hit>>();
  const add = (names: readonly (string | undefined)[], hit: Hit) => {
    for (const name of names) {
      if (name === undefined || key(name) === '') continue;
      byKey.set(key(name), (byKey.get(key(name)) ?? new Set()).add(hit));
    }
  };
  const names = new Map(register.units.map(({ id, name }) => [id, name]));
  for (const { id, name, shortName, aliases } of register.units) {
    add([name, shortName, ...aliases], { members: [{ id, name }], open: undefined });
  }
  for (const { name, aliases, open, unitIds } of register.classes) {
    const members = unitIds.map((id) => ({ id, name: names.get(id) ?? id }));
    add([name, ...aliases], { members, open });
  }
  return { find: (text: string): readonly Hit[] => [...(byKey.get(key(text)) ?? [])] };
}

function evenedOut(name: string): string {
  const plain = name.normalize('NFKC').replace(/[\s()[\]〔〕【】]/g, '');
  return plain
    .replace(/^(?:省药监局|省药品监督管理局|省局机关|省局|本局|局机关|局)(?=..)/, '')
    .replace(/处室|处$/g, '处');
}

const MANY = 3;
const NEAR = 0.4;

/** Suggestions: names that share most of their neighbouring character pairs with what was printed. */
function similar(text: string, register: UnitRegister): Resolution['candidates'] {
  const wanted = pairsOf(evenedOut(text));
  return register.units
    .map(({ id, name, shortName, aliases }) => {
      const near = [name, shortName ?? name, ...aliases].map((one) => likeness(wanted, pairsOf(evenedOut(one))));
      return { id, name, near: Math.max(...near) };
    })
    .filter(({ near }) => near >= NEAR)
    .sort((one, other) => other.near - one.near)
    .slice(0, MANY)
    .map(({ id, name }) => ({ id, name }));
}
