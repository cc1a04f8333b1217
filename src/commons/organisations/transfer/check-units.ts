import { isLocalDate } from '#kernel/dates.ts';
import { UNIT_KINDS, UNIT_KIND_KEYS, type UnitKind, placeRefusals } from '../kinds.ts';
import { ROLES, ROLE_KEYS, type RoleKey } from '../roles.ts';
import { rolesRefusals } from '../separation.ts';
import { NO, type Row, YES, listed, words } from './columns.ts';
import type { Check } from './plan.ts';

const KEY = /^[a-z0-9-]{2,}$/;

export const kindByLabel = (label: string): UnitKind | undefined =>
  UNIT_KIND_KEYS.find((key) => UNIT_KINDS[key].label === label);
export const roleByLabel = (label: string): RoleKey | undefined => ROLE_KEYS.find((key) => ROLES[key].label === label);

/** Units: codes, kinds, unique names, a tree without cycles, dates; and what an import may not do to a unit that exists. */
export function checkUnits({ rows, merged, current, problem }: Check<'units'>): void {
  const units = new Map(merged.units.map((unit) => [unit.key, unit]));
  const before = new Map(current.units.map((unit) => [unit.key, unit]));
  const names = Map.groupBy(merged.units, (unit) => unit.name);
  const bureau = bureauFinder(units);
  const oldBureau = bureauFinder(before);
  for (const { row, cells } of rows) {
    const kind = kindByLabel(cells.kind);
    const parent = units.get(cells.parent);
    const old = before.get(cells.key);
    if (cells.key && !KEY.test(cells.key)) problem(row, '机构代码只能用小写字母、数字和连字符，至少两位', 'key');
    if (cells.kind && !kind)
      problem(
        row,
        `没有「${cells.kind}」这种类型，应为${UNIT_KIND_KEYS.map((key) => UNIT_KINDS[key].label).join('、')}之一`,
        'kind',
      );
    if (cells.name && (names.get(cells.name)?.length ?? 0) > 1)
      problem(row, `名称「${cells.name}」与另一个机构相同`, 'name');
    if (cells.parent && !parent) problem(row, `上级机构「${cells.parent}」既不在本表也不在登记册中`, 'parent');
    if (kind && (parent || !cells.parent))
      for (const reason of placeRefusals(kind, parent && (kindByLabel(parent.kind) ?? parent.kind)))
        problem(row, reason, 'parent');
    if (parent && bureau(cells.key) === undefined) problem(row, '上级机构绕成了一圈，请检查这些机构的上级', 'parent');
    checkOffice(row, cells, units.get(cells.office), problem);
    if (cells.region && !/^\d{6}$/.test(cells.region)) problem(row, '行政区划代码应是 6 位数字', 'region');
    if (cells.email && !EMAIL.test(cells.email)) problem(row, '电子邮箱格式不对', 'email');
    if (!isPosition(cells.position)) problem(row, '排序应是 0 到 100000 的整数', 'position');
    for (const field of ['founded', 'closed'] as const)
      if (cells[field] && !isLocalDate(cells[field])) problem(row, '日期应写成 2026-03-02 的样子', field);
    if (cells.founded && cells.closed && cells.closed < cells.founded)
      problem(row, '撤销日期不能早于成立日期', 'closed');
    if (!old) continue;
    if (old.kind !== cells.kind) problem(row, `登记册中是${old.kind}，类型不能通过导入更改`, 'kind');
    if (old.closed !== cells.closed) problem(row, '撤销现有机构要核对在办事项和任职，请在机构详情中办理', 'closed');
    if (oldBureau(cells.key) !== bureau(cells.key))
      problem(row, '划转到另一个局要核对在办事项，请在机构详情中办理', 'parent');
  }
}

function checkOffice(
  row: number,
  cells: Row<'units'>,
  office: Row<'units'> | undefined,
  problem: Check<'units'>['problem'],
): void {
  if (!cells.office) return;
  if (cells.kind !== UNIT_KINDS['leading-group'].label) problem(row, '只有领导小组才设办公室，请清空这一格', 'office');
  else if (!office) problem(row, `办公室所在机构「${cells.office}」既不在本表也不在登记册中`, 'office');
  else if (office.kind !== UNIT_KINDS.department.label && office.kind !== UNIT_KINDS.affiliated.label)
    problem(row, '领导小组办公室应设在处室或直属单位', 'office');
}

/** The key of the bureau a unit belongs to; undefined when its parents go round in a circle. */
function bureauFinder(units: ReadonlyMap<string, Row<'units'>>): (key: string) => string | undefined {
  return (key) => {
    const seen = new Set<string>();
    let found: string | undefined;
    for (let at = units.get(key); at; at = units.get(at.parent)) {
      if (seen.has(at.key)) return undefined;
      seen.add(at.key);
      const kind = kindByLabel(at.kind);
      if (found === undefined && (kind === undefined || UNIT_KINDS[kind].bureau || !at.parent)) found = at.key;
    }
    return found ?? key;
  };
}

/** Aliases: of a unit that exists, and no other unit's full name. */
export function checkAliases({ rows, merged, problem }: Check<'aliases'>): void {
  const keys = new Set(merged.units.map((unit) => unit.key));
  const names = new Set(merged.units.map((unit) => unit.name));
  for (const { row, cells } of rows) {
    if (cells.unit && !keys.has(cells.unit)) problem(row, `机构「${cells.unit}」既不在机构表也不在登记册中`, 'unit');
    if (names.has(cells.alias)) problem(row, `「${cells.alias}」是一个机构的全称，不能作别名`, 'alias');
  }
}

/** Collective words: of a bureau, of kinds that exist, and no word meaning two things. */
export function checkClasses({ rows, merged, problem }: Check<'classes'>): void {
  const units = new Map(merged.units.map((unit) => [unit.key, unit]));
  const unitWords = new Set([...merged.units.map((unit) => unit.name), ...merged.aliases.map((row) => row.alias)]);
  const uses = Map.groupBy(
    merged.classes.flatMap((row) => [row.name, ...words(row.aliases)]),
    (word) => word,
  );
  for (const { row, cells } of rows) {
    if (cells.key && !KEY.test(cells.key)) problem(row, '代码只能用小写字母、数字和连字符，至少两位', 'key');
    const bureau = kindByLabel(units.get(cells.bureau)?.kind ?? '');
    if (cells.bureau && !(bureau && UNIT_KINDS[bureau].bureau))
      problem(row, `「${cells.bureau}」不是登记册中的局`, 'bureau');
    for (const kind of listed(cells.kinds)) if (!kindByLabel(kind)) problem(row, `没有「${kind}」这种类型`, 'kinds');
    checkYesNo(cells.open, (message) => problem(row, message, 'open'));
    for (const word of [cells.name, ...words(cells.aliases)]) {
      if (unitWords.has(word)) problem(row, `「${word}」已是一个机构的名称或别名，不能作统称`);
      if ((uses.get(word)?.length ?? 0) > 1) problem(row, `「${word}」已用于另一个统称，请换一个说法`);
    }
  }
}

/** Posts: in a unit that exists, with roles that exist and may come together. */
export function checkPosts({ rows, merged, current, problem }: Check<'posts'>): void {
  const units = new Map(merged.units.map((unit) => [unit.key, unit]));
  const before = new Map(current.posts.map((post) => [`${post.unit}\u0000${post.title}`, post]));
  for (const { row, cells } of rows) {
    const old = before.get(`${cells.unit}\u0000${cells.title}`);
    if (cells.unit && !units.has(cells.unit)) problem(row, `机构「${cells.unit}」既不在机构表也不在登记册中`, 'unit');
    if (!old && units.get(cells.unit)?.closed) problem(row, `机构「${cells.unit}」已经撤销，不能再设岗位`, 'unit');
    for (const label of listed(cells.roles))
      if (!roleByLabel(label)) problem(row, `没有「${label}」这个角色，多个角色之间用顿号`, 'roles');
    for (const reason of rolesRefusals(rolesOf(cells.roles))) problem(row, reason, 'roles');
    if (!isPosition(cells.position)) problem(row, '排序应是 0 到 100000 的整数', 'position');
    checkYesNo(cells.public, (message) => problem(row, message, 'public'));
    if (cells.abolished && !isLocalDate(cells.abolished)) problem(row, '日期应写成 2026-03-02 的样子', 'abolished');
    if (old && old.abolished !== cells.abolished)
      problem(row, '撤销现有岗位要核对任职，请在机构详情中办理', 'abolished');
  }
}

export const rolesOf = (cell: string): RoleKey[] => listed(cell).flatMap((label) => roleByLabel(label) ?? []);

export function checkYesNo(value: string, problem: (message: string) => void): void {
  if (value !== '' && value !== YES && value !== NO) problem(`应填「${YES}」或「${NO}」`);
}

export const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const isPosition = (cell: string) => cell === '' || (/^\d{1,6}$/.test(cell) && Number(cell) <= 100_000);
