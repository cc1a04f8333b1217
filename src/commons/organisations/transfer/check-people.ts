import { isLocalDate } from '#kernel/dates.ts';
import { INDISPENSABLE, SEPARATED, roleLabel } from '../roles.ts';
import { EMAIL, checkYesNo, rolesOf } from './check-units.ts';
import { type Row, type Tables, YES } from './columns.ts';
import type { Check } from './plan.ts';

const PHONE = /^1\d{10}$|^0\d{2,3}-\d{7,8}$/;

/** People: the same facts in every row of one person, posts that exist, no overlap, roles kept apart, nobody gone who is still in a post. */
export function checkPeople(facts: Check<'people'>): void {
  const { rows, merged, problem } = facts;
  const posts = new Map(merged.posts.map((post) => [`${post.unit}\u0000${post.title}`, post]));
  const byPerson = Map.groupBy(merged.people, (person) => person.staffNumber);
  const inFile = Map.groupBy(rows, ({ cells }) => cells.staffNumber);
  for (const { row, cells } of rows) {
    const same = byPerson.get(cells.staffNumber) ?? [];
    if (cells.staffNumber && !/^[A-Za-z0-9-]+$/.test(cells.staffNumber))
      problem(row, '工号只能用字母、数字和连字符', 'staffNumber');
    for (const field of ['name', 'email', 'active'] as const)
      if (inFile.get(cells.staffNumber)?.some((other) => other.cells[field] !== cells[field]))
        problem(row, '与同一工号的其他行不一致，请在各行写成一样', field);
    if (cells.email && !EMAIL.test(cells.email)) problem(row, '电子邮箱格式不对', 'email');
    if (cells.phone && !PHONE.test(cells.phone)) problem(row, '电话应是 11 位手机号，或带区号的座机号', 'phone');
    checkYesNo(cells.active, (message) => problem(row, message, 'active'));
    if (
      cells.active !== YES &&
      same.some((other) => other.post !== '' && (other.until === '' || other.until >= facts.today))
    )
      problem(row, '已不在职的人不能仍有任职，请先填免职日期', 'active');
    checkHolding(row, cells, posts, facts);
    for (const reason of apartReasons(cells, same, posts)) problem(row, reason, 'post');
  }
  checkIndispensable(facts, posts);
}

type Posts = ReadonlyMap<string, Row<'posts'>>;

function checkHolding(row: number, cells: Row<'people'>, posts: Posts, { problem, merged }: Check<'people'>): void {
  const given = [cells.unit, cells.post, cells.from].filter((cell) => cell !== '').length;
  if (given === 0) {
    if (cells.until) problem(row, '没有岗位就不填免职日期', 'until');
    return;
  }
  if (given < 3) {
    problem(row, '机构、岗位、任职日期要么都填，要么都不填', 'post');
    return;
  }
  const post = posts.get(`${cells.unit}\u0000${cells.post}`);
  if (!post) problem(row, `机构「${cells.unit}」没有岗位「${cells.post}」`, 'post');
  for (const field of ['from', 'until'] as const)
    if (cells[field] && !isLocalDate(cells[field])) problem(row, '日期应写成 2026-03-02 的样子', field);
  if (cells.until && cells.until < cells.from) problem(row, '免职日期不能早于任职日期', 'until');
  if (post?.abolished && (cells.until === '' || cells.until >= post.abolished))
    problem(row, '任职超过了岗位的撤销日期', 'until');
  const twice = merged.people.some(
    (other) =>
      other !== cells && other.staffNumber === cells.staffNumber && isSamePost(other, cells) && overlap(other, cells),
  );
  if (twice) problem(row, '同一人同一岗位的任职时间重叠', 'from');
}

const isSamePost = (a: Row<'people'>, b: Row<'people'>) => a.unit === b.unit && a.post === b.post && a.from !== b.from;

/** An empty last day means "until further notice". */
const overlap = (a: Row<'people'>, b: Row<'people'>) =>
  a.post !== '' && b.post !== '' && (a.until === '' || a.until >= b.from) && (b.until === '' || b.until >= a.from);

/** 三权分立 over all posts a person holds at the same time. */
function apartReasons(cells: Row<'people'>, same: readonly Row<'people'>[], posts: Posts): string[] {
  const own = separatedRoles(cells, posts);
  return same
    .filter((other) => other !== cells && overlap(other, cells))
    .flatMap((other) => separatedRoles(other, posts).filter((role) => own.length > 0 && !own.includes(role)))
    .map((role) => `同期还担任${roleLabel(role)}，${SEPARATED.map(roleLabel).join('、')}须由不同的人担任`);
}

function separatedRoles(row: Row<'people'>, posts: Posts): string[] {
  const roles = rolesOf(posts.get(`${row.unit}\u0000${row.post}`)?.roles ?? '');
  return SEPARATED.filter((role) => roles.includes(role));
}

/** What somebody holds today, somebody must still hold tomorrow. */
function checkIndispensable({ rows, merged, current, today, problem }: Check<'people'>, posts: Posts): void {
  const before: Posts = new Map(current.posts.map((post) => [`${post.unit}\u0000${post.title}`, post]));
  const held = (people: Tables['people'], at: Posts, role: (typeof INDISPENSABLE)[number]) =>
    people.some(
      (row) =>
        rolesOf(at.get(`${row.unit}\u0000${row.post}`)?.roles ?? '').includes(role) &&
        row.from <= today &&
        (row.until === '' || row.until > today),
    );
  for (const role of INDISPENSABLE)
    if (held(current.people, before, role) && !held(merged.people, posts, role))
      problem(rows[0]?.row ?? 1, `导入之后就没有人担任${roleLabel(role)}了，请先任命接替的人`);
}
