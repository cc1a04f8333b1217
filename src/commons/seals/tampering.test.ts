import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verdictOn, verifyJournal } from '#commons/journal/index.ts';
import { type Archive, makeArchive } from '../journal/testing/archive.ts';
import { sealOverdueDays } from './index.ts';

const TODAY = '2026-03-05';
const place = (chain: string, seq: number) => expect.objectContaining({ chain, seq });
const seal = (day: string) => expect.objectContaining({ kind: 'seal', chain: `日封 ${day}` });

/** Three days sealed, of which the middle one is empty; today's entries are not sealed yet. */
async function lived(archive: Archive): Promise<void> {
  await archive.write('matter:a', 4);
  await archive.write('matter:b', 3);
  archive.moveToDay('2026-03-04');
  await archive.write('matter:a', 2);
  archive.moveToDay(TODAY);
  await sealOverdueDays(archive.services);
  await archive.write('matter:c', 3);
}

/** What a superuser does, and where it must be found. */
const alterations: readonly (readonly [string, string, readonly unknown[]])[] = [
  [
    'one byte of what was done',
    `update journal_entry set payload = jsonb_set(payload, '{内容}', '"第9件"') where chain = 'matter:a' and seq = 2`,
    [place('matter:a', 2)],
  ],
  [
    'a number by less than JavaScript can tell',
    `update journal_entry set payload = jsonb_set(payload, '{amount}', '12.50000000000000000001') where chain = 'matter:a' and seq = 1`,
    [place('matter:a', 1)],
  ],
  [
    'the instant by a microsecond',
    `update journal_entry set at = at + interval '1 microsecond' where chain = 'matter:b' and seq = 3`,
    [place('matter:b', 3)],
  ],
  [
    'who did it',
    `update journal_entry set actor_id = gen_random_uuid() where chain = 'matter:c' and seq = 1`,
    [place('matter:c', 1)],
  ],
  [
    'one byte of a hash',
    `update journal_entry set hash = set_byte(hash, 7, get_byte(hash, 7) # 1) where chain = 'matter:a' and seq = 3`,
    [place('matter:a', 3), place('matter:a', 4), seal('2026-03-02')],
  ],
  [
    'the stated algorithm',
    `update journal_entry set algorithm = case algorithm when 'sm3' then 'sha256' else 'sm3' end where chain = 'matter:b' and seq = 1`,
    [place('matter:b', 1)],
  ],
  [
    'an entry in the middle, by removing it',
    `delete from journal_entry where chain = 'matter:a' and seq = 2`,
    [place('matter:a', 3), seal('2026-03-02')],
  ],
  [
    'the tail, by removing it',
    `delete from journal_entry where chain = 'matter:c' and seq >= 2`,
    [expect.objectContaining({ kind: 'chain', chain: 'matter:c', message: '链尾缺少第 2 至 3 条，已被删除' })],
  ],
  [
    'a whole chain, by removing it',
    `delete from journal_entry where chain = 'matter:b'`,
    [
      expect.objectContaining({ kind: 'chain', chain: 'matter:b', message: '应有 3 条记录，已全部被删除' }),
      seal('2026-03-02'),
    ],
  ],
  [
    'a whole chain with its head',
    `with gone as (delete from journal_chain where chain = 'matter:b') delete from journal_entry where chain = 'matter:b'`,
    [expect.objectContaining({ kind: 'seal', message: '封存时有 7 条记录，现在有 4 条' })],
  ],
  [
    'the tail of a sealed day, with the head set back to hide it',
    `with gone as (delete from journal_entry where chain = 'matter:b' and seq = 3)
      update journal_chain c set seq = 2, hash = e.hash from journal_entry e where c.chain = 'matter:b' and e.chain = c.chain and e.seq = 2`,
    [expect.objectContaining({ kind: 'seal', chain: '日封 2026-03-02', message: '封存时有 7 条记录，现在有 6 条' })],
  ],
  ['the head of a chain', `delete from journal_chain where chain = 'matter:c'`, [place('matter:c', 3)]],
  [
    'the chain an entry belongs to',
    `update journal_entry set chain = 'matter:z' where chain = 'matter:c' and seq = 3`,
    [place('matter:z', 3)],
  ],
  [
    'the day an entry was made, across midnight',
    `update journal_entry set at = at + interval '1 day' where chain = 'matter:b' and seq = 1`,
    [place('matter:b', 1), seal('2026-03-02'), seal('2026-03-03')],
  ],
  [
    'the root of a seal',
    `update journal_seal set root = set_byte(root, 0, get_byte(root, 0) # 1) where day = '2026-03-02'`,
    [seal('2026-03-02'), seal('2026-03-03')],
  ],
  ['the count of a seal', `update journal_seal set entries = 6 where day = '2026-03-02'`, [seal('2026-03-02')]],
  [
    'the bounds of a seal',
    `update journal_seal set last_id = last_id - 1 where day = '2026-03-04'`,
    [seal('2026-03-04')],
  ],
  [
    'a seal, by removing it',
    `delete from journal_seal where day = '2026-03-03'`,
    [seal('2026-03-04'), seal('2026-03-03')],
  ],
  ['the newest seal, by removing it', `delete from journal_seal where day = '2026-03-04'`, [seal('2026-03-04')]],
  ['the seal on the portal', `update portal.seal set entries = 8 where day = '2026-03-02'`, [seal('2026-03-02')]],
];

describe.each(['sm3', 'sha256'] as const)('a journal by %s', (algorithm) => {
  let archive: Archive;
  beforeAll(async () => {
    archive = await makeArchive(algorithm);
    await lived(archive);
  });
  afterAll(() => archive.close());
  const verify = () => verifyJournal(archive.services.db, archive.services.time.today());

  test('that nobody touched verifies, whole', async () => {
    expect(await verify()).toEqual({
      ok: true,
      entries: 12,
      chains: 3,
      seals: 3,
      findings: [],
      found: 0,
      unsealed: [],
    });
  });

  test.each(alterations)('of which a superuser alters %s says where', async (_what, statement, expected) => {
    const verdict = await archive.tampered(statement, (tx) => verdictOn(tx, archive.services.time.today()));
    expect(verdict.ok).toBe(false);
    for (const finding of expected) expect(verdict.findings).toContainEqual(finding);
  });
});
