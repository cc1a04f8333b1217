import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { schemaChecks } from './schema-checks.ts';

const numbered = (least: number) => Type.Object({ n: Type.Integer({ minimum: least, 'x-hint': '序号' }) });

test('schemas that say the same have one check, others their own', async () => {
  const check = (await schemaChecks())({ schema: numbered(1) });
  expect((await schemaChecks())({ schema: numbered(1) })).toBe(check);
  const other = (await schemaChecks())({ schema: numbered(5) });
  expect([check({ n: 3 }), other({ n: 3 }), check({})]).toEqual([true, false, false]);
  expect(check.errors).toMatchObject([{ keyword: 'required' }]);
});

test('what comes as text from an address is read as what the schema says', async () => {
  const asked = { n: '7' };
  expect((await schemaChecks())({ schema: numbered(1) })(asked)).toBe(true);
  expect(asked).toEqual({ n: 7 });
});
