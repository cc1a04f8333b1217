import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addHours } from '#kernel/dates.ts';
import { zip } from '#platform/testing/zip.ts';
import { signedIn } from '../../../testing/browsers.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { openSubmissions } from '../intake/opening.ts';
import { publicForm, typedCitizen } from '../testing/public-form.ts';
import { requestsDesk } from '../testing/requests-desk.ts';
import { clearUnsent } from './kept-files.ts';
import { KEPT_HOURS } from './sent-files.ts';
import { filesPromise } from '../records/promise.ts';
import { scanAgain } from './scanning-again.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
const form = publicForm(() => world);
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 100 }));
  desk = await requestsDesk(world);
  desk.on('2026-03-02');
});
afterAll(() => world?.close());

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const waiting = () => world.services.db.selectFrom('intake.request_submission_file').selectAll().execute();
const identity = { field: 'identity', name: '身份证.png', bytes: PNG };
const attachment = { field: 'attachment', name: '见过的文件.pdf', bytes: PDF };

let written = 0;

/** Another application each time, sent with files and opened; gives the request's id. */
async function sent(files = [identity, attachment]): Promise<string> {
  const typed = { ...typedCitizen, reliefReason: `第${++written}份` };
  const { body } = await form.postFiles('/requests/review', typed, files);
  form.wait(11);
  const receipt = await form.post('/requests', form.hidden(body));
  expect(receipt.statusCode).toBe(200);
  const [number = ''] = form.strong(receipt.body);
  await openSubmissions(world.services);
  const row = await world.services.db
    .selectFrom('request')
    .select(['id', 'content_hash'])
    .where('receipt', '=', number)
    .executeTakeFirstOrThrow();
  expect(receipt.body).toContain(row.content_hash);
  return row.id;
}

describe('files sent along', () => {
  test('are kept while other fields are put right, without script, and one can be dropped again', async () => {
    const wrong = await form.postFiles('/requests/review', { ...typedCitizen, idNumber: '1' }, [identity, attachment]);
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('删去身份证明「');
    const tokens = [...wrong.body.matchAll(/name="file" value="([^"]+)"/g)].map(([, token = '']) => token);
    const drop = [...wrong.body.matchAll(/name="drop" value="([^"]+)"/g)].map(([, id = '']) => id);
    expect(tokens).toHaveLength(2);
    const right = await form.postFiles(
      '/requests/review',
      { ...typedCitizen, file: tokens, drop: [drop[1] ?? ''] },
      [],
    );
    expect(right.statusCode).toBe(200);
    expect(right.body).toContain('身份证.png');
    expect(right.body).not.toContain('见过的文件.pdf');
  });

  test('lie closed in the intake, and cannot be read back by the portal', async () => {
    await form.postFiles('/requests/review', typedCitizen, [identity]);
    for (const { sealed } of await waiting()) expect(sealed.includes(PNG.subarray(0, 16))).toBe(false);
    await expect(
      world.services.portalDb.selectFrom('intake.request_submission_file').selectAll().execute(),
    ).rejects.toThrow('permission denied');
  });

  test('go with every application that names them: back from the receipt, other words, sent again', async () => {
    const { body } = await form.postFiles('/requests/review', typedCitizen, [identity]);
    const { file = '' } = form.hidden(body);
    form.wait(11);
    const numbers: string[] = [];
    for (const description of [typedCitizen.description ?? '', '2024年度医疗器械监督检查结果及处置情况']) {
      const again = await form.post('/requests/review', { ...typedCitizen, description, file });
      form.wait(11);
      const receipt = await form.post('/requests', form.hidden(again.body));
      numbers.push(form.strong(receipt.body)[0] ?? '');
    }
    expect(await openSubmissions(world.services)).toBe(2);
    const uploads = await world.services.db
      .selectFrom('request_upload as u')
      .innerJoin('request as r', 'r.id', 'u.request_id')
      .select(['r.receipt', 'u.scan', 'u.hash'])
      .where('r.receipt', 'in', numbers)
      .execute();
    expect(new Set(uploads.map(({ receipt }) => receipt))).toEqual(new Set(numbers));
    expect(uploads.map(({ scan }) => scan)).toEqual(['unscanned', 'unscanned']);
  });

  test('are listed for whoever sees the request and shown whole with a reason that is kept, to the openness office alone', async () => {
    const id = await sent();
    const officer = await signedIn(world, desk.officer, 'officer');
    await desk.step(desk.officer, id, 'confirm', { receivedOn: '2026-03-02', evidence: '电话确认' });
    await desk.step(desk.officer, id, 'assign', { unitId: await desk.unit('jx-inspection') });
    const clerk = await signedIn(world, desk.clerk, 'clerk');
    const list = (await clerk.get(`/api/requests/${id}/uploads`)).json<{ id: string; purpose: string }[]>();
    expect(list).toMatchObject([
      { purpose: 'attachment', mediaType: 'application/pdf', size: PDF.length, scan: 'unscanned', there: true },
      { purpose: 'identity', mediaType: 'image/png', size: PNG.length, there: true },
    ]);
    const [, one] = list;
    const url = `/api/requests/${id}/uploads/${one?.id}`;
    expect((await clerk.post(url, { reason: '核对身份' })).statusCode).toBe(403);
    expect((await officer.post(url, { reason: '' })).statusCode).toBe(422);
    const whole = await officer.post(url, { reason: '核对身份' });
    expect(whole.rawPayload.equals(PNG)).toBe(true);
    expect(whole.headers['content-disposition']).toContain('attachment');
    expect(whole.headers['cache-control']).toContain('no-store');
    const views = await world.services.db
      .selectFrom('view_log')
      .select(['reason', 'fields', 'person_id'])
      .where('subject_id', '=', id)
      .execute();
    expect(views).toEqual([{ reason: '核对身份', fields: ['upload.identity'], person_id: desk.officer.id }]);
    const other = await sent();
    expect((await officer.post(`/api/requests/${other}/uploads/${one?.id}`, { reason: '核对身份' })).statusCode).toBe(
      404,
    );
    const stranger = await signedIn(world, await world.cast('clerk', 'jx-legal'), 'stranger');
    expect((await stranger.get(`/api/requests/${id}/uploads`)).statusCode).toBe(404);
    const stored = await world.services.db.selectFrom('request_upload').select('sealed').execute();
    for (const { sealed } of stored) expect(sealed?.includes(Buffer.from('身份证'))).toBe(false);
  });

  test('that came while the scanner was away are looked at as soon as it answers; until then it is told, and what is infected goes', async () => {
    const id = await sent();
    const { services } = world;
    const withScanner = {
      ...services,
      config: { ...services.config, clamd: { host: 'clamav', port: 3310 } },
      files: {
        ...services.files,
        scan: async (bytes: Uint8Array) =>
          sha256(bytes) === sha256(PNG)
            ? ({ found: 'infected', virus: 'Eicar' } as const)
            : ({ found: 'clean' } as const),
      },
    };
    const broken = async (on: string) => {
      desk.on(on);
      const states = [services, withScanner].map(async (of) => (await filesPromise.broken(of)).count);
      return Promise.all(states);
    };
    expect(await broken('2026-03-02')).toEqual([0, 0]);
    const [without, waiting] = await broken('2026-03-03');
    expect([without, (waiting ?? 0) >= 2]).toEqual([0, true]);
    expect(await scanAgain(services)).toBe(0);
    expect(await scanAgain(withScanner)).toBeGreaterThanOrEqual(2);
    expect(await broken('2026-03-03')).toEqual([0, 0]);
    const rows = await services.db
      .selectFrom('request_upload')
      .select(['purpose', 'scan', sql<boolean>`sealed is not null`.as('there')])
      .where('request_id', '=', id)
      .orderBy('purpose')
      .execute();
    expect(rows).toEqual([
      { purpose: 'attachment', scan: 'clean', there: true },
      { purpose: 'identity', scan: 'infected', there: false },
    ]);
    desk.on('2026-03-02');
  });

  test('are refused each with a sentence: web pages, macros, archives, false names, what is empty or too large, and the sixth', async () => {
    const big = Buffer.alloc(5 * 1024 * 1024 + 1, 0);
    PNG.copy(big);
    const cases = [
      { name: '网页.html', bytes: Buffer.from('<html><script>alert(1)</script></html>'), says: '是网页' },
      { name: '照片.png', bytes: Buffer.from('<html><body>x</body></html>'), says: '内容却是网页' },
      {
        name: '宏.docx',
        bytes: zip({ 'word/document.xml': '<w:document/>', 'word/vbaProject.bin': 'macro' }),
        says: '宏',
      },
      { name: '包.zip', bytes: zip({ 'a.txt': 'a' }), says: '不接受压缩包' },
      {
        name: '炸弹.docx',
        // Four megabytes of zeros in a few kilobytes.
        bytes: zip({ 'word/document.xml': '<w:document/>', 'word/media/a.xml': Buffer.alloc(4_000_000) }),
        says: '压缩比例异常',
      },
      {
        name: '谎报.docx',
        // A list of parts that says they are small.
        bytes: zip({ 'word/document.xml': Buffer.alloc(4_000_000) }, { 'word/document.xml': 1_000 }),
        says: '文件已损坏',
      },
      {
        name: '两用.pdf',
        // For a browser a page, for a reader of PDF a document.
        bytes: Buffer.concat([Buffer.from('<script>alert(1)</script>'), PDF]),
        says: '「两用.pdf」',
      },
      { name: '夹带.pdf', bytes: Buffer.concat([Buffer.from([0, 1, 2, 0xff, 0xfe]), PDF]), says: '开头夹有别的内容' },
      { name: '程序.pdf', bytes: Buffer.from('MZ\u0090\u0000\u0003', 'latin1'), says: '程序.pdf' },
      { name: '空.pdf', bytes: Buffer.alloc(0), says: '文件是空的' },
      { name: '大.png', bytes: big, says: '超过 5 MB' },
    ];
    for (const { name, bytes, says } of cases) {
      const { statusCode, body } = await form.postFiles('/requests/review', typedCitizen, [
        { field: 'attachment', name, bytes },
      ]);
      expect([name, statusCode]).toEqual([name, 422]);
      expect(body).toContain(says);
      expect(body).toContain('href="#attachment"');
      // What to do is asked for once.
      expect(/<li><a href="#attachment">([^<]*)/.exec(body)?.[1]?.match(/请/g), name).toHaveLength(1);
    }
    const six = Array.from({ length: 6 }, (_, n) => ({
      field: 'attachment',
      name: `${n}.pdf`,
      bytes: Buffer.concat([PDF, Buffer.from(`%${n}`)]),
    }));
    const { statusCode, body } = await form.postFiles('/requests/review', typedCitizen, six);
    expect(statusCode).toBe(422);
    expect(body).toContain('最多上传 5 个文件');
  });

  test('words of the page that were made or changed by somebody bring no file', async () => {
    // Not what was sent before: the same again is the submission of then.
    const own = { ...typedCitizen, description: '2024年度药品抽检的批次和结论' };
    const { body } = await form.postFiles('/requests/review', own, [identity]);
    const carried = form.hidden(body);
    const token = String(carried.file);
    const forged = `${Buffer.from(JSON.stringify({ id: 'x', purpose: 'identity' })).toString('base64url')}.${token.split('.')[1]}`;
    form.wait(11);
    const { body: receipt } = await form.post('/requests', { ...carried, file: forged });
    expect(receipt).toContain('<dt>上传的文件</dt><dd>没有</dd>');
  });

  test('are cleared after hours, but not those an application names that is not opened yet', async () => {
    await clearUnsent(world.services);
    await form.postFiles('/requests/review', typedCitizen, [attachment]);
    const { body } = await form.postFiles('/requests/review', { ...typedCitizen, reliefReason: `第${++written}份` }, [
      identity,
    ]);
    form.wait(11);
    await form.post('/requests', form.hidden(body));
    expect(await clearUnsent(world.services)).toBe(0);
    world.clock.moveTo(addHours(world.clock.now(), KEPT_HOURS + 2));
    expect(await clearUnsent(world.services)).toBeGreaterThan(0);
    expect(await waiting()).toHaveLength(1);
    await openSubmissions(world.services);
    expect(await clearUnsent(world.services)).toBe(1);
    expect(await waiting()).toEqual([]);
  });

  test('of one person are cleared although an application of somebody else can never be opened', async () => {
    const { services } = world;
    await services.portalDb
      .insertInto('intake.request_submission')
      .values({
        id: randomUUID(),
        receipt: 'never-opened',
        code_hash: 'x',
        sealed: Buffer.from('not an envelope'),
        content_hash: 'x',
        sent_at: services.time.now(),
      })
      .execute();
    await form.postFiles('/requests/review', typedCitizen, [identity]);
    await openSubmissions(services);
    world.clock.moveTo(addHours(world.clock.now(), KEPT_HOURS + 2));
    expect(await clearUnsent(services)).toBe(1);
  });
});

test('files that have waited too long are asked for again and not left out in silence; what was sent with them stands', async () => {
  const { body } = await form.postFiles('/requests/review', typedCitizen, [identity]);
  const page = form.hidden(body);
  form.wait(11);
  const first = await form.post('/requests', page);
  const [number] = form.strong(first.body);
  form.wait(KEPT_HOURS * 3_600);
  const again = await form.post('/requests', page);
  expect(form.strong(again.body)[0]).toBe(number);
  expect(again.body).toContain('<dt>上传的文件</dt><dd>1');
  const other = await form.post('/requests/review', { ...typedCitizen, file: page.file ?? '' });
  expect(other.statusCode).toBe(422);
  expect(other.body).toContain('「身份证.png」上传已超过 4 小时，没有保留，请重新上传');
  expect(other.body).toContain('href="#identity"');
  expect(other.body).toContain(typedCitizen.description);
});

test('one network that sends very much is told when it may again; another may meanwhile, and nobody loses what was typed', async () => {
  const small = await makeWorld((config) => ({ ...config, limitFactor: 0.1 }));
  try {
    const from = publicForm(() => small);
    const big = (n: number) => ({
      field: 'attachment',
      name: `${n}.png`,
      bytes: Buffer.concat([PNG, Buffer.alloc(5_000_000, n)]),
    });
    const five = [1, 2, 3, 4, 5].map(big);
    expect((await from.postFiles('/requests/review', typedCitizen, five)).statusCode).toBe(200);
    const full = await from.postFiles('/requests/review', typedCitizen, five);
    expect(full.statusCode).toBe(422);
    expect(full.body).toMatch(
      /您所在的网络最近上传的文件太多，「2.png」没有收下，请约 2\d\d 分钟后再试，或者不上传、改为邮寄/,
    );
    expect(full.body).toContain(typedCitizen.description);
    const { statusCode } = await from.postFiles('/requests/review', typedCitizen, [identity], '203.0.113.9');
    expect(statusCode).toBe(200);
  } finally {
    await small.close();
  }
});

test('whoever acts for another gives proof of it, and is kept under encryption with the applicant', async () => {
  const agent = { agentName: '洪砚', agentIdKind: 'citizen-id', agentIdNumber: typedCitizen.idNumber ?? '' };
  const without = await form.postFiles('/requests/review', { ...typedCitizen, ...agent }, []);
  expect(without.statusCode).toBe(422);
  expect(without.body).toContain('href="#authority"');
  const half = await form.postFiles('/requests/review', { ...typedCitizen, agentPhone: '1' }, []);
  for (const field of ['agentName', 'agentIdKind', 'agentIdNumber', 'agentPhone'])
    expect(half.body).toContain(`href="#${field}"`);
  const with_ = await form.postFiles('/requests/review', { ...typedCitizen, ...agent }, [
    { field: 'authority', name: '委托书.pdf', bytes: PDF },
  ]);
  expect(with_.statusCode).toBe(200);
});
