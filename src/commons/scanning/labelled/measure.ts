import { checkWording, scanFile, type ScanFinding, scanText } from '../index.ts';
import { LABELLED_FILES } from './build-files.ts';
import { OFFICIAL_PROSE } from './prose.ts';
import { SNIPPETS } from './snippets.ts';

interface RuleMeasure {
  readonly rule: string;
  /** How often it has to be found, was found where it has to be, and was found where it must not. */
  readonly expected: number;
  readonly found: number;
  readonly wrong: number;
}

export interface Measurements {
  readonly rules: readonly RuleMeasure[];
  readonly snippets: number;
  readonly files: number;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
  readonly prose: { readonly characters: number; readonly alarms: readonly string[] };
}

/** Runs everything over the labelled set. What a person may only look at (`possible`) counts as found, and in prose as an alarm. */
export async function measurements(): Promise<Measurements> {
  const counts = new Map<string, { expected: number; found: number; wrong: number }>();
  const missed: string[] = [];
  const wrong: string[] = [];
  const compare = (about: string, expected: readonly string[], found: readonly string[]) => {
    const left = [...found];
    for (const rule of expected) {
      const count = of(counts, rule);
      count.expected += 1;
      const at = left.indexOf(rule);
      if (at >= 0) {
        count.found += 1;
        left.splice(at, 1);
      } else missed.push(`${rule}: ${about}`);
    }
    for (const rule of left) {
      of(counts, rule).wrong += 1;
      wrong.push(`${rule}: ${about}`);
    }
  };
  for (const { text, expected } of SNIPPETS)
    compare(
      text,
      expected,
      findingsOf(text).map(({ rule }) => rule),
    );
  for (const file of LABELLED_FILES) {
    const findings = await scanFile(new Uint8Array(await file.build()), file.name);
    const expected = file.expected.map(([rule]) => rule);
    // Of a file, other findings a person may look at are no errors; every one of another confidence is.
    const relevant = findings.filter(({ rule, confidence }) => expected.includes(rule) || confidence !== 'possible');
    compare(
      file.about,
      expected,
      relevant.map(({ rule }) => rule),
    );
  }
  const alarms = findingsOf(OFFICIAL_PROSE).filter(({ rule }) => !RIGHTLY_FOUND.includes(rule));
  return {
    rules: [...counts].map(([rule, count]) => ({ rule, ...count })).sort((a, b) => (a.rule < b.rule ? -1 : 1)),
    snippets: SNIPPETS.length,
    files: LABELLED_FILES.length,
    missed,
    wrong,
    prose: { characters: OFFICIAL_PROSE.length, alarms: alarms.map(({ rule, excerpt }) => `${rule} ${excerpt}`) },
  };
}

/** 明查暗访 in the older of the published documents is not the dictionary's form. */
const RIGHTLY_FOUND: readonly string[] = ['wording/T213'];

const findingsOf = (text: string): ScanFinding[] => [
  ...scanText(text, { where: '正文' }),
  ...checkWording(text, { where: '正文' }),
];

function of(counts: Map<string, { expected: number; found: number; wrong: number }>, rule: string) {
  const count = counts.get(rule) ?? { expected: 0, found: 0, wrong: 0 };
  counts.set(rule, count);
  return count;
}

/** MEASURED.md as it has to be. */
export function reportOf({ rules, snippets, files, prose }: Measurements): string {
  const percent = (part: number, whole: number) => (whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)} %`);
  const rows = rules.map(
    ({ rule, expected, found, wrong }) =>
      `| ${rule} | ${expected} | ${found} | ${wrong} | ${percent(found, expected)} | ${percent(found, found + wrong)} |`,
  );
  return `# 实测

由 \`measured.test.ts\` 生成和核对，不要手改。样本 ${snippets} 段、文件 ${files} 个。

普通公文 ${prose.characters} 字，误报 ${prose.alarms.length} 处（每万字 ${((prose.alarms.length / prose.characters) * 10_000).toFixed(2)} 处）。

| 规则 | 应查出 | 查出 | 误报 | 查全率 | 查准率 |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}
