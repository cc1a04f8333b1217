import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { measurements, reportOf } from './labelled/measure.ts';
import { SNIPPETS } from './labelled/snippets.ts';

const file = path.join(import.meta.dirname, 'MEASURED.md');
const measured = await measurements();

describe('the labelled set', () => {
  test('is as large as was promised', () => {
    expect(SNIPPETS.length).toBeGreaterThanOrEqual(300);
    expect(SNIPPETS.filter(({ expected }) => expected.length === 0).length).toBeGreaterThanOrEqual(120);
    expect(new Set(SNIPPETS.map(({ text }) => text)).size).toBe(SNIPPETS.length);
    expect(measured.files).toBeGreaterThanOrEqual(40);
    expect(measured.prose.characters).toBeGreaterThanOrEqual(60_000);
  });

  test('nothing that has to be found is missed, nothing else is found', () => {
    expect({ missed: measured.missed, wrong: measured.wrong }).toEqual({ missed: [], wrong: [] });
  });

  test('identity numbers and marks are found without exception', () => {
    for (const { rule, expected, found } of measured.rules) {
      if (rule === 'identity/citizen-id' || rule.startsWith('mark/')) expect([rule, found]).toEqual([rule, expected]);
    }
  });

  test('ordinary prose gives at most one false alarm in ten thousand characters', () => {
    const { alarms, characters } = measured.prose;
    expect(alarms.length, alarms.join('\n')).toBeLessThanOrEqual(characters / 10_000);
  });
});

test('MEASURED.md says what was measured (otherwise: WRITE_MEASURED=1 npx vitest run src/commons/scanning/measured.test.ts)', () => {
  const report = reportOf(measured);
  if (process.env.WRITE_MEASURED === '1') writeFileSync(file, report);
  expect(readFileSync(file, 'utf8')).toBe(report);
});
