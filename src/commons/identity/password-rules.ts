export const REMEMBERED_PASSWORDS = 5;

const SHORTEST = 10;
/** From this length on a phrase of one kind of letter is strong enough. */
const PHRASE = 16;

/**
 * What is wrong with a chosen password, one sentence for each rule broken; empty means it may be used.
 * Rules: 等级保护 (GB/T 22239-2019, 身份鉴别) asks for complexity; the list and the phrase are ours, after NIST SP 800-63B.
 */
export function passwordProblems(password: string, username: string): string[] {
  const problems: string[] = [];
  const length = [...password].length;
  if (length < SHORTEST) problems.push(`密码至少要有 ${SHORTEST} 个字符`);
  else if (length < PHRASE && kindsOf(password) < 3)
    problems.push(`密码须含大写字母、小写字母、数字、符号中的三类，或不少于 ${PHRASE} 个字符`);
  if (username !== '' && password.toLowerCase().includes(username.toLowerCase())) problems.push('密码不能包含用户名');
  if (isCommon(password)) problems.push('这个密码太常见，容易被猜中，请换一个');
  return problems;
}

const KINDS = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u];
const kindsOf = (password: string) => KINDS.filter((kind) => kind.test(password)).length;

/**
 * Known words with the usual decoration: `P@ssw0rd2024!` is `password`. What is left after taking digits and signs off
 * both ends and undoing the usual substitutions is looked up; so are runs and repetitions, whatever their length.
 */
function isCommon(password: string): boolean {
  const plain = password.toLowerCase();
  const core = (text: string) => text.replace(/^[^a-z]+|[^a-z]+$/g, '');
  const candidates = [
    plain,
    core(plain),
    core(undisguised(plain)),
    undisguised(core(plain)),
    plain.replace(/[^a-z0-9]/g, ''),
  ];
  return candidates.some((one) => COMMON.has(one) || isPattern(one));
}

const DISGUISES: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  $: 's',
  '5': 's',
  '1': 'i',
  '!': 'i',
  '3': 'e',
  '7': 't',
};
const undisguised = (text: string) => [...text].map((letter) => DISGUISES[letter] ?? letter).join('');

/** At most three different letters, or one piece repeated, or letters that follow one another throughout. */
function isPattern(text: string): boolean {
  if (text.length < 8) return false;
  return new Set(text).size <= 3 || /^(.{1,5})\1+$/.test(text) || WALKS.some((walk) => walk.includes(text));
}

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890', 'abcdefghijklmnopqrstuvwxyz', '0123456789'];
const WALKS = [
  ...ROWS,
  ROWS.slice(0, 3).join(''),
  '1qaz2wsx3edc4rfv5tgb6yhn',
  'qazwsxedcrfvtgbyhnujm',
  '1q2w3e4r5t6y7u8i9o0p',
].flatMap((row) => [row, [...row].reverse().join(''), row.repeat(2)]);

const COMMON: ReadonlySet<string> = new Set(
  `password passw passwd pass admin administrator root user guest test testing welcome letmein changeme default secret login master
  hello iloveyou sunshine princess dragon monkey football baseball superman batman shadow michael jordan trustno
  qwerty qwertyuiop qwer asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc qwaszx abc abcd abcdef abcabc aaa
  woaini woaiwojia wodemima nihao mima guanliyuan zhongguo china beijing jiangxi nanchang yaojian yaojianju jxfda jxmpa
  sunlit yangguang yangguangyaojian system server oracle postgres huawei lenovo windows office computer internet
  1qaz2wsx 1qaz2wsx3edc 1q2w3e4r 1q2w3e4r5t q1w2e3r4 q1w2e3r4t5 a1b2c3d4 a1b2c3d4e5 abc123456 a123456789 5201314 1314520 woaini1314 woaini520`.split(
    /\s+/,
  ),
);
