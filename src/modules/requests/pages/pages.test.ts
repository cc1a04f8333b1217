import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../testing/world.ts';
import { openSubmissions } from '../intake/opening.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
  desk.on('2026-03-02');
});
afterAll(() => world?.close());

const post = async (url: string, form: Readonly<Record<string, string>>) => {
  const { app } = await world.site();
  return app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(form).toString(),
  });
};
const typed = citizen as unknown as Readonly<Record<string, string>>;
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const strong = (html: string) =>
  [...(html.split(`class="receipt"`)[1] ?? '').matchAll(/<strong>([^<]*)<\/strong>/g)].map(([, text = '']) => text);

describe('a citizen applies without script', () => {
  test('writes, checks, sends, has a receipt, and is told how it stands', async () => {
    const review = await post('/requests/review', typed);
    expect(review.statusCode).toBe(200);
    expect(review.body).toContain('请核对后提交');
    const id = hidden(review.body, 'id');
    const sent = await post('/requests', { ...typed, id });
    expect(sent.statusCode).toBe(200);
    expect(sent.headers['cache-control']).toBe('no-store');
    expect(sent.body).toContain('最迟2026年3月3日');
    const [receipt = '', code = ''] = strong(sent.body);
    // Pressed twice, reloaded, gone back: one application, and the same receipt.
    expect(strong((await post('/requests', { ...typed, id })).body)).toEqual([receipt, code]);
    const before = await post('/requests/query', { receipt, code });
    expect(before.body).toContain('已经提交，正在登记');
    expect(await openSubmissions(world.services)).toBe(1);
    expect((await post('/requests/query', { receipt, code })).body).toContain('待确认收到');
    const request = await world.services.db
      .selectFrom('request')
      .select('id')
      .where('receipt', '=', receipt)
      .executeTakeFirstOrThrow();
    await desk.step(desk.officer, request.id, 'confirm', { receivedOn: '2026-03-02', evidence: '电话确认' });
    const after = await post('/requests/query', { receipt, code });
    expect(after.body).toContain('2026年3月30日');
    expect(after.body).toContain('《政府信息公开条例》第三十三条');
  });

  test('what is wrong is told all at once, and nothing that was typed is lost', async () => {
    const wrong = { ...typed, idNumber: '360102199003077031', phone: '123', wantedChannel: 'post', description: '' };
    const { statusCode, body } = await post('/requests/review', wrong);
    expect(statusCode).toBe(422);
    for (const field of ['idNumber', 'phone', 'address', 'description']) expect(body).toContain(`href="#${field}"`);
    for (const value of ['章晓晨', '360102199003077031', '123']) expect(body).toContain(`value="${value}"`);
  });

  test('an organisation has its own form', async () => {
    const { app } = await world.site();
    const form = await app.inject('/requests/new?as=organisation');
    expect(form.body).toContain('统一社会信用代码');
    expect(form.body).not.toContain('证件号码');
  });
});

describe('whoever asks without the right pair', () => {
  test.each([
    ['nothing at all', '', ''],
    ['a number that is there and no code', '20260302-AAAAAAAA', ''],
    ['a code that nobody has', '20260302-AAAAAAAA', '2222-2222-2222-2222-2222'],
    ['a key of every object', 'constructor', '__proto__'],
    ['markup', '<script>alert(1)</script>', '"><img src=x>'],
  ])('%s is told the same', async (_what, receipt, code) => {
    const { statusCode, body } = await post('/requests/query', { receipt, code });
    expect(statusCode).toBe(422);
    expect(body).toContain('没有找到编号和查询码都相符的申请');
    expect(body).not.toContain('<script>alert');
  });
});

test('an id of another day, or none, is asked to confirm again and keeps what was typed', async () => {
  for (const id of ['', 'x', '20250101-0000-4000-8000-000000000000']) {
    const { statusCode, body } = await post('/requests', { ...typed, id });
    expect(statusCode).toBe(422);
    expect(body).toContain('请核对后提交');
    expect(hidden(body, 'idNumber')).toBe(citizen.idNumber);
  }
});
