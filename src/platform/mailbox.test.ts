import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMailbox } from './mailbox.ts';
import { openImapServer } from './testing/imap-server.ts';

let server: Awaited<ReturnType<typeof openImapServer>>;

beforeEach(async () => {
  server = await openImapServer({ user: 'sqgk@example.gov.cn', password: 'p ss/word' });
  server.deliver(Buffer.from('Subject: one\r\n\r\nfirst'));
  server.deliver(Buffer.from(`Subject: two\r\n\r\n${'x'.repeat(5_000)}`));
});
afterEach(() => server.close());

test('mails are read oldest first and whole, or as far as asked, and unread until they are safe with us', async () => {
  const box = await openMailbox({ url: `${server.address}/INBOX`, done: undefined }, { ca: server.ca });
  const waiting = await box.waiting(10);
  expect(waiting.map(({ uid, size }) => [uid, size])).toEqual([
    [11, 21],
    [12, 5_016],
  ]);
  expect(waiting[0]?.arrivedAt).toBe('2026-03-02T01:30:00.000Z');
  expect((await box.bytes(11, 1_000)).toString()).toBe('Subject: one\r\n\r\nfirst');
  expect((await box.bytes(12, 100)).length).toBe(100);
  expect(server.folder('INBOX')).toEqual([
    [11, []],
    [12, []],
  ]);
  await box.taken(11);
  expect((await box.waiting(10)).map(({ uid }) => uid)).toEqual([12]);
  await box.close();
});

test('with a folder for what is done, mails are moved there', async () => {
  const box = await openMailbox({ url: `${server.address}/INBOX`, done: 'Done' }, { ca: server.ca });
  await box.taken(11);
  await box.close();
  expect([server.folder('INBOX')?.map(([uid]) => uid), server.folder('Done')?.map(([uid]) => uid)]).toEqual([
    [12],
    [11],
  ]);
});

test('a server whose certificate nobody vouches for, a wrong password and a folder that is not there are errors', async () => {
  await expect(openMailbox({ url: `${server.address}/INBOX`, done: undefined })).rejects.toThrow(/self-signed/);
  const wrong = server.address.replace('word@', 'wrong@');
  const ca = { ca: server.ca };
  await expect(openMailbox({ url: `${wrong}/INBOX`, done: undefined }, ca)).rejects.toThrow();
  await expect(openMailbox({ url: `${server.address}/Nowhere`, done: undefined }, ca)).rejects.toThrow();
});
