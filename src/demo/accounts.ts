import { pinyin } from 'pinyin-pro';
import { DEFAULT_SETTINGS, changeSignInSettings, createAccount } from '#commons/identity/index.ts';
import { roleLabel } from '#commons/organisations/index.ts';
import { type Services, act, systemActor } from '#platform/services.ts';
import { castOf } from './cast.ts';

/** Whom the demonstration introduces first: one person for each part in the story, in the order the story needs them. */
const INTRODUCED: readonly { readonly role: string; readonly unit?: string; readonly label: string }[] = [
  { role: 'drafter', unit: 'jx-finance', label: '综合和规划财务处 拟稿' },
  { role: 'department-head', unit: 'jx-finance', label: '综合和规划财务处 审核' },
  { role: 'legality-reviewer', label: '法规处 合法性审核' },
  { role: 'secrecy-reviewer', label: '保密审查' },
  { role: 'issuer', label: '局领导 签发' },
  { role: 'releaser', label: '网站发布' },
  { role: 'openness-officer', label: '政务公开办公室' },
  { role: 'drafter', unit: 'jx-legal', label: '法规处 拟稿' },
  { role: 'department-head', unit: 'jx-legal', label: '法规处 负责人' },
  { role: 'clerk', unit: 'jx-inspection', label: '稽查处 承办依申请公开的样例' },
  { role: 'department-head', unit: 'jx-inspection', label: '稽查处 负责人' },
  { role: 'supervisor', label: '督查' },
  { role: 'administrator', label: '系统管理' },
  { role: 'auditor', label: '审计' },
  { role: 'registrar', label: '机构人事管理' },
];

const HANDS = 4;

/** An account for everybody in the register, named by the sounds of the name, all with the demonstration's password. */
export async function openAccounts(services: Services, password: string): Promise<number> {
  const people = await services.db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('active', '=', true)
    .orderBy('staff_number')
    .execute();
  const taken = new Set<string>();
  const accounts = people.map(({ id, name }) => {
    const sound = pinyin(name, { toneType: 'none', type: 'array', surname: 'head' })
      .join('')
      .replace(/[^a-z]/g, '');
    let username = sound;
    for (let n = 2; taken.has(username); n++) username = `${sound}${n}`;
    taken.add(username);
    return { personId: id, username, password };
  });
  // Whoever looks at the demonstration has its password and nobody's telephone.
  await act(services, systemActor, (a) =>
    changeSignInSettings(a, { ...DEFAULT_SETTINGS, secondFactor: 'nobody', sessionsAtOnce: 0 }),
  );
  // Hashing a password takes a processor its time: as many at once as there are hands for it.
  const hands = Array.from({ length: HANDS }, (_, n) => accounts.filter((_account, at) => at % HANDS === n));
  await Promise.all(
    hands.map((own) =>
      act(services, systemActor, async (a) => {
        for (const account of own) await createAccount(a, account);
      }),
    ),
  );
  return people.length;
}

export async function demonstrationAccounts(
  services: Services,
): Promise<{ username: string; name: string; posts: string }[]> {
  const cast = castOf(services);
  const shown: { username: string; name: string; posts: string }[] = [];
  for (const { role, unit, label } of INTRODUCED) {
    const actor = await cast(role, unit).catch(() => undefined);
    if (!actor) continue;
    const account = await services.db
      .selectFrom('auth_user')
      .select('username')
      .where('id', '=', actor.id)
      .executeTakeFirst();
    if (account && !shown.some((other) => other.username === account.username))
      shown.push({ username: account.username ?? '', name: actor.name, posts: label || roleLabel(role) });
  }
  return shown;
}
