import { expect, test } from 'vitest';
import { hashPassword, isPassword } from './hashing.ts';

test('a password is known by its hash and by no other password, and two hashes of it differ', async () => {
  const hash = await hashPassword('清风徐来-2026');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword('清风徐来-2026', hash)).toBe(true);
  expect(await isPassword('清风徐来-2027', hash)).toBe(false);
  expect(await hashPassword('清风徐来-2026')).not.toBe(hash);
});

test('an accent typed as one sign or as two is the same password', async () => {
  expect(await isPassword('caf\u0065\u0301-au-lait', await hashPassword('caf\u00e9-au-lait'))).toBe(true);
});

test.each([
  '',
  'plain',
  '$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA',
  '$argon2id$v=19$m=19456,t=2,p=1$$',
])('nothing matches a hash we did not write: %j', async (hash) => {
  expect(await isPassword('plain', hash)).toBe(false);
});
