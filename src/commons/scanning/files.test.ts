import { expect, test } from 'vitest';
import { LABELLED_FILES } from './labelled/build-files.ts';
import { inventedCitizenId } from './labelled/invented.ts';
import { scanFile } from './scan-file.ts';

test.each(LABELLED_FILES.map((file) => [file.about, file.name, file] as const))(
  '%s (%s) is found where it stands',
  async (_, name, file) => {
    const findings = await scanFile(new Uint8Array(await file.build()), name);
    const found = findings.map(({ rule, where }) => `${rule} @ ${where}`);
    for (const [rule, where] of file.expected)
      expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${rule} @ .*${where.replace(/[()]/g, '\\$&')}`)));
    const rules = new Set(file.expected.map(([rule]) => rule));
    // Whatever else is said is only what a person may look at.
    expect(findings.filter(({ rule, confidence }) => !rules.has(rule) && confidence !== 'possible')).toEqual([]);
  },
);

test('no finding tells the whole number', async () => {
  for (const file of LABELLED_FILES) {
    const findings = await scanFile(new Uint8Array(await file.build()), file.name);
    const said = JSON.stringify(findings.map(({ excerpt, sentence, where }) => [excerpt, sentence, where]));
    for (const n of [1, 2]) expect(said).not.toContain(inventedCitizenId(n));
  }
});
