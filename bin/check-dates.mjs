// Keeps "now" and date arithmetic where they can be tested: in src/kernel and src/platform. Needs nothing installed.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './project.mjs';

/** Where dates may be computed: the rules, the machinery, and what measures or tests them. The browser's own clock is its own affair. */
const ALLOWED = [/^src\/kernel\//, /^src\/platform\//, /\.test\.tsx?$/, /\/testing\//, /^src\/testing\//];

/**
 * What must not stand elsewhere, and what to do instead.
 *
 * @type {readonly (readonly [RegExp, string])[]}
 */
const RULES = [
  [/\bnew Date\b(?!TimeFormat)/, '不要自己造日期：业务代码接受 today 和 now'],
  [/\bDate\.(?:now|parse|UTC)\b/, '不要读系统时钟或自己解析日期：用 #kernel/dates.ts'],
  [/\bTemporal\./, '日期只在 #kernel/dates.ts 里计算'],
  [/\.(?:set|get)(?:UTC)?(?:Date|Month|FullYear|Day|Hours)\(/, '不要逐项拆装日期：用 #kernel/dates.ts'],
  [/\b86_?400(?:_?000)?\b|\b24 \* 60 \* 60\b/, '不要用毫秒数算天数：用 #kernel/dates.ts 的 addDays、daysBetween'],
];

/** Findings as `file:line sentence`, for every source file under `folder`/src. */
export function dateFindings(folder) {
  return sources(path.join(folder, 'src')).flatMap((file) => {
    const name = path.relative(folder, file).split(path.sep).join('/');
    if (name.includes('boundaries-fixture') || ALLOWED.some((place) => place.test(name))) return [];
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, i, lines) => {
        const rule = RULES.find(([pattern]) => pattern.test(withoutComment(line)));
        return rule && !excused(lines, i) ? [`${name}:${i + 1} ${rule[1]}`] : [];
      });
  });
}

/** Up to two lines above, `date-ok:` with the reason. */
const excused = (lines, i) => lines.slice(Math.max(0, i - 2), i).some((line) => /\/\/ date-ok: \S/.test(line));

const withoutComment = (line) => (/^\s*(?:\*|\/\*)/.test(line) ? '' : line.replace(/\/\/.*$/, ''));

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) return sources(place);
    return /\.tsx?$/.test(entry.name) ? [place] : [];
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const findings = dateFindings(root);
  for (const finding of findings) console.log(finding);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
