import { expect, test } from 'vitest';
import type { Content } from '../contract.ts';
import { changedFacts, type FactNames } from './changed-facts.ts';

const [seen, hidden] = ['0d3f9f1e-0000-4000-8000-000000000001', '0d3f9f1e-0000-4000-8000-000000000002'];
const names: FactNames = { fields: new Map(), names: new Map([[seen, '《药品经营监督检查办法》']]) };
const relating = (...ids: string[]): Partial<Content> => ({
  relations: ids.map((documentId) => ({ kind: 'supersedes' as const, documentId })),
});

test('a relation that changed is told by the title of the other document, never by its identifier', () => {
  const [fact] = changedFacts(relating(seen), relating(hidden), names);
  expect(fact?.before).toMatch(/：《药品经营监督检查办法》$/);
  expect(fact?.after).toMatch(/：（不能查看的文件）$/);
  expect(JSON.stringify(fact)).not.toContain('0d3f9f1e');
});
