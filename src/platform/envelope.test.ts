import { beforeAll, describe, expect, test } from 'vitest';
import {
  type EnvelopeOpener,
  type EnvelopeSeal,
  envelopePublicKey,
  makeEnvelopeOpener,
  makeEnvelopeSeal,
} from './envelope.ts';

const MASTER = 'a master key of the installation';
let seal: EnvelopeSeal;
let opener: EnvelopeOpener;
beforeAll(async () => {
  seal = await makeEnvelopeSeal(await envelopePublicKey(MASTER));
  opener = await makeEnvelopeOpener(MASTER);
});

describe('an envelope', () => {
  test.each(['', '申请公开2025年度药品抽检结果', '𠮷'.repeat(10_000)])(
    'gives back what was put in',
    async (content) => {
      expect(await opener.open(await seal.seal(content, 'request:1'), 'request:1')).toBe(content);
    },
  );

  test('never looks the same twice, and shows nothing of what is in it', async () => {
    const [one, other] = [await seal.seal('张三', 'request:1'), await seal.seal('张三', 'request:1')];
    expect(one.equals(other)).toBe(false);
    expect(one.includes(Buffer.from('张三'))).toBe(false);
  });

  test('stays where it was put', async () => {
    await expect(opener.open(await seal.seal('张三', 'request:1'), 'request:2')).rejects.toThrow();
  });

  test('is not opened when a byte of it was changed', async () => {
    const sealed = await seal.seal('张三', 'request:1');
    for (const at of [0, 1, 33, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      await expect(opener.open(changed, 'request:1')).rejects.toThrow();
    }
    await expect(opener.open(sealed.subarray(0, 20), 'request:1')).rejects.toThrow();
    await expect(opener.open(Buffer.alloc(0), 'request:1')).rejects.toThrow();
  });

  test('is not opened with the key of another installation', async () => {
    const other = await makeEnvelopeOpener('another master key');
    await expect(other.open(await seal.seal('张三', 'request:1'), 'request:1')).rejects.toThrow();
  });

  test('is closed with the public half, which is the same after every start', async () => {
    expect(await envelopePublicKey(MASTER)).toEqual(await envelopePublicKey(MASTER));
    expect((await envelopePublicKey(MASTER)).length).toBe(32);
  });
});
