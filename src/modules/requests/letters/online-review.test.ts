import { afterAll, beforeAll, expect, test } from 'vitest';
import { extractText } from '#platform/extraction/index.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { writeLetter } from './drafts.ts';
import { letterPreview } from './letter-preview.ts';
import { printed } from './printing.ts';
import { requestSettings } from '../settings.ts';
import { requestsDesk } from '../testing/requests-desk.ts';

// 行政复议法 (2023) art. 22: what is served through the internet names the way to apply for review through the internet.

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());

const granted = { kind: 'reply', content: { ground: 'supplied', parts: { information: '见附件' } } };
const online = (reviewUrl: string) =>
  world.as(desk.officer, (act) =>
    requestSettings.write(act, { reviewOrgan: '江西省人民政府', court: '南昌铁路运输法院', reviewUrl }),
  );
async function signed(id: string): Promise<string> {
  const letterId = await world.as(desk.clerk, (act) => writeLetter(act, { requestId: id, ...granted }));
  await desk.step(desk.clerk, id, 'proposeLetter', { letterId });
  await desk.step(desk.head, id, 'approveLetter');
  await desk.step(desk.chief, id, 'issueLetter');
  return letterId;
}
const send = (id: string, channel: string) =>
  desk.step(desk.officer, id, 'sendLetter', { sentOn: '2026-03-02', channel, proof: '挂号信' });
const printedText = async (letterId: string) =>
  JSON.stringify(
    (await extractText(await printed(world.services, world.services.db, letterId), '答复.pdf')).blocks,
  ).replaceAll(/\s/g, '');

test('an office without an online channel of review may decide in time, is told what follows, and serves by post and not online', async () => {
  const id = await desk.underway('2026-03-02');
  await online('');
  const { missing } = await letterPreview(world.services, { requestId: id, ...granted });
  expect(missing).toEqual([expect.stringContaining('签发后只能用其他方式送达')]);
  const letterId = await signed(id);
  await expect(send(id, 'web')).rejects.toThrow('不能通过互联网送达（《行政复议法》第二十二条）');
  await expect(send(id, 'email')).rejects.toThrow('请换一种发出方式');
  // Stated after the signature, it is not in what was signed.
  await online('https://review.example.gov.cn');
  await expect(send(id, 'web')).rejects.toThrow('不能通过互联网送达');
  await send(id, 'post');
  expect(await printedText(letterId)).not.toContain('在线申请行政复议');
  await desk.step(desk.officer, id, 'recordUndelivered', {
    letterId,
    returnedOn: '2026-03-02',
    reason: 'moved',
    evidence: '退件',
  });
  await expect(
    desk.step(desk.officer, id, 'resendLetter', { letterId, sentOn: '2026-03-02', channel: 'email' }),
  ).rejects.toThrow('不能通过互联网送达');
});

test('with one it is named in what is signed, and goes out through the network', async () => {
  const id = await desk.underway('2026-03-02');
  await online('https://review.example.gov.cn');
  expect((await letterPreview(world.services, { requestId: id, ...granted })).missing).toEqual([]);
  const letterId = await signed(id);
  await send(id, 'web');
  expect(await printedText(letterId)).toContain('https://review.example.gov.cn');
});

test('what decides nothing goes out through the network without it', async () => {
  const id = await desk.underway('2026-03-02');
  await online('');
  await desk.letter(id, { kind: 'extension', content: { days: 5, reason: '需要检索的档案数量较多' } });
  expect((await desk.matter(id)).state).toBe('processing');
});
