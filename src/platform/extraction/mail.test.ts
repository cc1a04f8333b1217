import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { readMailElsewhere } from './elsewhere.ts';

const gb = (words: string) => iconv.encode(words, 'gb18030');
const mail = (head: string, ...body: readonly (string | Buffer)[]) =>
  Buffer.concat([
    Buffer.from(`From: =?gbk?B?${gb('王小明').toString('base64')}?= <wang@example.com>\r\n${head}\r\n\r\n`),
    ...body.map((one) => Buffer.from(one)),
  ]);

test('words are read whatever they were written in, also where the mail says another charset, an unknown one, or none', async () => {
  const words = '申请公开2025年药品监督抽检信息';
  const kinds = ['; charset=gb18030', '; charset=utf-8', '; charset=x-nothing', ''];
  for (const kind of kinds) {
    const { text, from } = await readMailElsewhere(mail(`Subject: x\r\nContent-Type: text/plain${kind}`, gb(words)));
    expect([kind, text, from.name]).toEqual([kind, words, '王小明']);
  }
  const bare = Buffer.concat([
    Buffer.from('From: a@example.com\r\nSubject: '),
    gb('申请公开'),
    Buffer.from('\r\n\r\nx'),
  ]);
  expect((await readMailElsewhere(bare)).subject).toBe('申请公开');
}, 60_000);

test('a page becomes its words, and nothing of it runs or is fetched', async () => {
  const page = '<p>申请公开<b>抽检</b>信息</p><script>x()</script><img src="http://198.51.100.7/seen.gif">';
  const { text } = await readMailElsewhere(mail('Subject: x\r\nContent-Type: text/html; charset=utf-8', page));
  expect(text).toBe('申请公开抽检信息');
});

test('what is nested a thousand deep, or all head, is refused in a sentence; what is no mail at all is read as such', async () => {
  const nested = Array.from(
    { length: 1_000 },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
  );
  const deep = Buffer.from(`From: a@example.com\r\n${nested.join('')}Content-Type: text/plain\r\n\r\nx`);
  const flood = Buffer.from(`From: a@example.com\r\n${'X-Flood: aaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(100_000)}\r\nx`);
  await expect(readMailElsewhere(deep)).rejects.toThrow('结构异常');
  await expect(readMailElsewhere(flood)).rejects.toThrow('结构异常');
  expect(await readMailElsewhere(Buffer.alloc(100_000, 255))).toMatchObject({ messageId: null, attachments: [] });
});

test('a subject of nothing but blanks holds nobody up', async () => {
  const blanks = (kind: string) => `From: a@example.com\r\nSubject: ${kind.repeat(200_000)}`;
  const unknown = Buffer.from(`${blanks('\t')}x\r\nContent-Type: text/plain; charset=x-nothing\r\n\r\nx`);
  const high = Buffer.concat([Buffer.from(`${blanks(' ')}a`), Buffer.from([0xff]), Buffer.from('\r\n\r\nx')]);
  const between = Buffer.concat([
    Buffer.from([0x46, 0x72, 0x6f, 0x6d, 0x3a, 0xff]),
    Buffer.from(`${' '.repeat(200_000)}x\r\n\r\nx`),
  ]);
  for (const bytes of [unknown, high, between]) expect((await readMailElsewhere(bytes)).text).toBe('x');
}, 60_000);

test('attachments come with their names; the report of a mail server says what did not arrive, and why', async () => {
  const body = [
    '--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n见附件\r\n',
    `--B\r\nContent-Type: application/pdf; name="=?utf-8?B?${Buffer.from('申请表.pdf').toString('base64')}?="\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--B--\r\n`,
  ];
  const sent = await readMailElsewhere(
    mail('Message-ID: <1@x>\r\nIn-Reply-To: <0@x>\r\nContent-Type: multipart/mixed; boundary=B', ...body),
  );
  expect(sent).toMatchObject({ messageId: '1@x', answers: ['0@x'], text: '见附件', failure: null });
  expect(sent.attachments.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
    ['申请表.pdf', '%PDF'],
  ]);
  const report = (action: string) =>
    mail(
      'Content-Type: multipart/report; report-type=delivery-status; boundary=B',
      '--B\r\nContent-Type: text/plain\r\n\r\nNo.\r\n',
      `--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nAction: ${action}\r\nStatus: 5.1.1\r\n\r\n`,
      '--B\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: x\r\nMessage-ID: <told@ours>\r\n\r\n--B--\r\n',
    );
  expect((await readMailElsewhere(report('failed'))).failure).toEqual({ messageId: 'told@ours', status: '5.1.1' });
  expect((await readMailElsewhere(report('delayed'))).failure).toBeNull();
});
