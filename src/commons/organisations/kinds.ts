interface KindDef {
  readonly label: string;
  /** Kinds of unit it may stand under; empty means it stands at the top. */
  readonly under: readonly UnitKind[];
  /** An authority of its own: people and matters beneath it belong to it, not to the bureau above. */
  readonly bureau: boolean;
}

export type UnitKind =
  | 'bureau'
  | 'department'
  | 'affiliated'
  | 'city-bureau'
  | 'county-bureau'
  | 'leading-group'
  | 'external';

/** Kinds of unit in the register, in the order they are listed. */
export const UNIT_KINDS: Readonly<Record<UnitKind, KindDef>> = {
  bureau: { label: '省局', under: [], bureau: true },
  'leading-group': { label: '领导小组', under: ['bureau', 'city-bureau', 'county-bureau'], bureau: false },
  department: {
    label: '处室',
    under: ['bureau', 'city-bureau', 'county-bureau', 'affiliated', 'department'],
    bureau: false,
  },
  affiliated: { label: '直属单位', under: ['bureau', 'city-bureau', 'county-bureau'], bureau: false },
  'city-bureau': { label: '市级局', under: ['bureau'], bureau: true },
  'county-bureau': { label: '县级局', under: ['city-bureau'], bureau: true },
  external: { label: '外部单位', under: [], bureau: false },
};

export const UNIT_KIND_KEYS = Object.keys(UNIT_KINDS) as readonly UnitKind[];

/** Authorities of their own, of every level. */
export const BUREAU_KINDS = UNIT_KIND_KEYS.filter((kind) => UNIT_KINDS[kind].bureau);

export const isUnitKind = (kind: string): kind is UnitKind => Object.hasOwn(UNIT_KINDS, kind);

/** Why a unit of this kind cannot stand under a parent of that kind; none when it can. */
export function placeRefusals(kind: UnitKind, parentKind: string | undefined): string[] {
  const { label, under } = UNIT_KINDS[kind];
  if (parentKind === undefined)
    return under.length === 0 ? [] : [`${label}应设在上级机构之下，请选择上级机构（${kindLabels(under)}）`];
  if (under.length === 0) return [`${label}不设在其他机构之下，请去掉上级机构`];
  if (under.some((allowed) => allowed === parentKind)) return [];
  return [`${label}不能设在${kindLabel(parentKind)}之下，只能设在${kindLabels(under)}之下`];
}

export const kindLabel = (kind: string): string => (isUnitKind(kind) ? UNIT_KINDS[kind].label : kind);

const kindLabels = (kinds: readonly UnitKind[]) => kinds.map(kindLabel).join('、');
