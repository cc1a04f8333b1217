import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttachmentLine } from '#commons/attachments/contract.ts';
import type { Actor } from '#kernel/policy.ts';
import type { AttachmentRef, Content } from '../contract.ts';
import type { DocumentDetail } from '../document-contract.ts';
import type { GateReport } from '../gate/contract.ts';
import { CHECKLIST, type Newsroom, openNewsroom } from '../testing/newsroom.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

let made = 0;
/** A picture of its own each time, with words in it that nobody should read. */
function png(room = 0): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(body.length);
    return Buffer.concat([size, Buffer.from(name), body, Buffer.alloc(4)]);
  };
  made += 1;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    chunk('tEXt', Buffer.from('Author\0GPS 28.68N')),
    chunk('IDAT', Buffer.concat([Buffer.from(`points ${made}`), Buffer.alloc(room)])),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A box of an MP4 (ISO/IEC 14496-12): its length, its name, what is in it. */
function box(name: string, ...parts: readonly Buffer[]): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(parts.reduce((sum, part) => sum + part.length, 8));
  return Buffer.concat([size, Buffer.from(name, 'latin1'), ...parts]);
}
/** A film of no length that says where it was taken. */
const mp4 = (): Buffer =>
  Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\x02\0isommp42', 'latin1')),
    box('moov', box('mvhd', Buffer.alloc(100)), box('udta', box('\xa9xyz', Buffer.from('+28.68+115.85/')))),
    box('mdat', Buffer.from('frames')),
  ]);
/** The head of a WebM (EBML, RFC 8794): version, kind, an empty segment. */
const webm = (): Buffer =>
  Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806780', 'hex');

const send = async (bytes: Uint8Array, name = '现场.png', purpose = 'media', by: Actor = room.people.drafter) =>
  room.browse(by).upload(`/api/attachments?purpose=${purpose}`, name, bytes);
async function sent(bytes: Uint8Array = png(), name?: string, purpose?: string, by?: Actor): Promise<AttachmentRef> {
  const { id, hash, size, mediaType, name: kept } = (await send(bytes, name, purpose, by)).json<AttachmentLine>();
  return { id, hash, size, mediaType, name: kept };
}
const shows = (file: AttachmentRef) =>
  `<figure data-kind="picture"><img src="/media/${file.hash}" alt="现场" /></figure>`;
const withPicture = (file: AttachmentRef): Partial<Content> => ({
  bodyHtml: `<p>现场：</p>${shows(file)}`,
  media: [file],
});
const post = async (change: Partial<Content>) =>
  room.browse(room.people.drafter).post('/api/documents', {
    type: 'announcement',
    leadUnitId: await room.unit('jx-finance'),
    content: await room.content(change),
  });
const refusal = async (change: Partial<Content>) =>
  (await post(change)).json<{ fields?: Record<string, string> }>().fields?.['content.bodyHtml'];
const get = (file: AttachmentRef, headers: Record<string, string> = {}) =>
  room.app.inject({ method: 'GET', url: `/media/${file.hash}`, headers });

describe('a picture sent in for a body', () => {
  it('is kept without what its maker did not mean to show', async () => {
    const bytes = png();
    const file = await sent(bytes);
    const kept = await room.browse(room.people.drafter).get(`/api/attachments/${file.id}/content`);
    expect(kept.rawPayload.toString('latin1')).not.toContain('GPS');
    expect(createHash('sha256').update(kept.rawPayload).digest('hex')).toBe(file.hash);
  });

  it('may not be a drawing that can hold a script', async () => {
    const answer = await send(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), '图.svg');
    expect([answer.statusCode, answer.json<{ reasons: string[] }>().reasons[0]]).toEqual([
      422,
      '不支持 XML 或 SVG 文件，请使用 .docx、.pdf、.xlsx、.html 或 .txt 文件',
    ]);
  });
});

describe('what a body shows and what its files are', () => {
  it('agree: what is shown is kept with its size and kind, what is no longer shown is let go', async () => {
    const [shown, unused] = [await sent(), await sent()];
    const matter = await room.draft({
      ...withPicture({ ...shown, size: 1, mediaType: 'text/html' }),
      media: [unused, { ...shown, size: 1 }],
    });
    const detail = (await room.browse(room.people.head).get(`/api/documents/${matter.id}`)).json<DocumentDetail>();
    expect(detail.current.content.media).toEqual([shown]);
    // Whoever reviews it can see it.
    expect((await room.browse(room.people.head).get(`/api/attachments/${shown.id}/content`)).statusCode).toBe(200);
  });

  it('another picture is another content: its hash differs', async () => {
    const hashOf = async (file: AttachmentRef) => {
      const matter = await room.draft(withPicture(file));
      return (await room.browse(room.people.drafter).get(`/api/documents/${matter.id}`)).json<DocumentDetail>().current
        .contentHash;
    };
    expect(await hashOf(await sent())).not.toBe(await hashOf(await sent()));
  });

  it('a picture that is not listed, of somebody else, or sent in as something else is refused with what to do', async () => {
    const file = await sent();
    expect(await refusal({ ...withPicture(file), media: [] })).toBe(
      '正文里的图片没有上传、已经移除或者您不能查看，请删去后重新插入',
    );
    const stranger = await sent(png(), '别人的.png', 'media', room.people.otherReviewer);
    expect(await refusal(withPicture(stranger))).toBe(
      '正文里的图片「别人的.png」没有上传、已经移除或者您不能查看，请删去后重新插入',
    );
    const dressed = await sent(png(), '原图.png', 'draft');
    expect(await refusal(withPicture(dressed))).toContain('可能带有拍摄信息');
  });

  it('words in place of a picture, and a picture too large, are refused', async () => {
    const words = await sent(Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\n各位'), '字幕.vtt');
    expect(words.mediaType).toBe('text/vtt');
    expect(await refusal(withPicture(words))).toBe('「字幕.vtt」不能用在这里：图片应是 PNG、JPEG、WebP 或 GIF');
    const large = await sent(png(5 * 1024 * 1024), '大图.png');
    expect(await refusal(withPicture(large))).toBe('「大图.png」超过 5 MB，请压缩后重新插入');
  });

  it('a link to an attachment that the content does not have is refused', async () => {
    const body = `<p><a data-kind="attachment" href="#attachment-${'ab'.repeat(32)}">检查表</a></p>`;
    expect(await refusal({ bodyHtml: body })).toContain('所指的附件不在附件列表里');
  });
});

describe('/media', () => {
  it('answers only while a document that lists the file is out: not before, and not after its withdrawal', async () => {
    const file = await sent();
    const matter = await room.draft(withPicture(file));
    expect((await get(file)).statusCode).toBe(404);
    const page = await room.released(withPicture(file));
    const answer = await get(file);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, no-cache',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      etag: `"${file.hash}"`,
    });
    expect(createHash('sha256').update(answer.rawPayload).digest('hex')).toBe(file.hash);
    expect((await get(file, { 'if-none-match': `"${file.hash}"` })).statusCode).toBe(304);
    await room.take(room.people.issuer, page, 'withdraw', { cause: 'error', reason: '图片有误' });
    expect((await get(file)).statusCode).toBe(404);
    expect((await get(file, { 'if-none-match': `"${file.hash}"` })).statusCode).toBe(404);
    expect(matter.id).not.toBe(page.id);
  });

  it('gives the part of a film that is asked for, and refuses what lies behind its end', async () => {
    const file = await sent();
    await room.released(withPicture(file));
    const whole = (await get(file)).rawPayload;
    const part = await get(file, { range: 'bytes=2-5' });
    expect([part.statusCode, part.headers['content-range'], part.rawPayload]).toEqual([
      206,
      `bytes 2-5/${file.size}`,
      whole.subarray(2, 6),
    ]);
    expect((await get(file, { range: 'bytes=-3' })).rawPayload).toEqual(whole.subarray(-3));
    expect((await get(file, { range: 'bytes=4-' })).rawPayload).toEqual(whole.subarray(4));
    expect((await get(file, { range: `bytes=${file.size}-` })).statusCode).toBe(416);
    expect((await get(file, { range: 'bytes=2-5', 'if-range': '"older"' })).statusCode).toBe(200);
    expect((await get(file, { range: 'lines=1-2' })).statusCode).toBe(200);
  });

  it.each([
    ['MP4', '检查.mp4', mp4, 'video/mp4'],
    ['WebM', '检查.webm', webm, 'video/webm'],
  ])(
    'gives a film of %s to whoever watches, by parts, and no more of it than may be known',
    async (_, name, make, type) => {
      const file = await sent(make(), name);
      expect(file.mediaType).toBe(type);
      const lines = await sent(Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\n检查人员进入仓库\n'), '字幕.vtt');
      const film = `<figure data-kind="video"><video src="/media/${file.hash}"><track kind="captions" src="/media/${lines.hash}" srclang="zh-CN" label="中文字幕" /></video><figcaption>检查过程</figcaption><section data-kind="transcript"><p>检查人员进入仓库。</p></section></figure>`;
      expect((await get(file)).statusCode).toBe(404);
      const answer = await post({ bodyHtml: `<p>现场：</p>${film}`, media: [file, lines] });
      expect(answer.statusCode, answer.body).toBe(201);
      const { id } = answer.json<{ id: string }>();
      const kept = await room.browse(room.people.drafter).get(`/api/attachments/${file.id}/content`);
      expect(kept.rawPayload.subarray(0, 8)).toEqual(make().subarray(0, 8));
      if (type === 'video/mp4') expect(kept.rawPayload.toString('latin1')).not.toContain('+28.68');
      await room.sign({ id }, 'headSign');
      // Nothing reads a film: the reviewer says that it was watched.
      const { findings } = (
        await room.browse(room.people.reviewer).get(`/api/documents/${id}/gate`)
      ).json<GateReport>();
      const owed = findings.filter(({ severity }) => severity === 'confirm');
      expect(owed.length).toBeGreaterThan(0);
      const confirmations = owed.map(({ key }) => ({ finding: key, reason: '逐段看过，没有不宜公开的内容。' }));
      const review = { opinion: '已审。', checklist: CHECKLIST, confirmations };
      await room.take(room.people.reviewer, { id }, 'secrecySign', review);
      await room.take(room.people.issuer, { id }, 'issue', { opinion: '同意。' });
      await room.take(room.people.releaser, { id }, 'release');
      const part = await get(file, { range: 'bytes=0-3' });
      expect([part.statusCode, part.headers['content-type'], part.rawPayload]).toEqual([
        206,
        type,
        make().subarray(0, 4),
      ]);
    },
  );

  it('takes no film for what it is not: a page named .mp4, a film as a picture', async () => {
    expect((await send(Buffer.from('<html><script>1</script></html>'), '检查.mp4')).statusCode).toBe(422);
    const file = await sent(mp4(), '检查.mp4');
    expect(await refusal(withPicture(file))).toBeTruthy();
  });

  it('knows no other names', async () => {
    expect((await room.visit('/media/passwd')).statusCode).not.toBe(200);
    expect((await room.visit(`/media/${'0'.repeat(64)}`)).statusCode).toBe(404);
  });
});

describe('the words in a picture', () => {
  const reviewer = () => room.people.reviewer;
  const report = async ({ id }: { readonly id: string }) =>
    (await room.browse(reviewer()).get(`/api/documents/${id}/gate`)).json<GateReport>();
  const asked = async (matter: { readonly id: string }) =>
    (await report(matter)).findings.filter(({ check }) => check === 'pictures');
  const review = (matter: { readonly id: string }, confirmations: object[] = []) =>
    room.take(reviewer(), matter, 'secrecySign', { opinion: '已审。', checklist: CHECKLIST, confirmations });

  it('are looked at by the reviewer, picture by picture, whether it stands in the body or hangs on it', async () => {
    const [inside, attached] = [await sent(), await sent(png(), '附图.png', 'draft')];
    const matter = await room.draft({ ...withPicture(inside), attachments: [attached] });
    await room.sign(matter, 'headSign');
    await expect(review(matter)).rejects.toThrow('请打开核对');
    const found = await asked(matter);
    expect(found.map(({ severity, file }) => [severity, file?.id])).toEqual(
      expect.arrayContaining([
        ['confirm', inside.id],
        ['confirm', attached.id],
      ]),
    );
    const answers = found.map(({ key }) => ({ finding: key, reason: '看过图片，没有不宜公开的内容。' }));
    await expect(review(matter, answers.slice(1))).rejects.toThrow('请打开核对');
    await review(matter, answers);
  });

  it('are not asked about again while it is the same picture in the same document', async () => {
    const picture = await sent();
    const matter = await room.draft(withPicture(picture));
    await room.sign(matter, 'secrecySign');
    await room.take(room.people.issuer, matter, 'issueReturn', { reason: '改一个字' });
    const revise = async (change: Partial<Content>) =>
      room.take(room.people.drafter, matter, 'revise', { content: await room.content(change), reason: '修改' });
    await revise({ ...withPicture(picture), title: '关于改过一个字的通知' });
    await room.sign(matter, 'headSign');
    expect((await asked(matter)).map(({ confirmed }) => confirmed?.reason)).toEqual(['看过图片，没有不宜公开的内容。']);
    await review(matter);
    await room.take(room.people.issuer, matter, 'issue', { opinion: '同意。' });
    await room.take(room.people.releaser, matter, 'release');

    // Another picture is asked about, and the same one in another document.
    await room.take(room.people.drafter, matter, 'correct', { reason: '换图' });
    await revise(withPicture(await sent()));
    await room.sign(matter, 'headSign');
    await expect(review(matter)).rejects.toThrow('请打开核对');
    const other = await room.draft(withPicture(picture));
    await room.sign(other, 'headSign');
    await expect(review(other)).rejects.toThrow('请打开核对');
  });
});
