import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../testing/world.ts';
import { isFreshSubmission } from '#platform/submissions.ts';
import { openSubmissions } from '../intake/opening.ts';
import { submissionIdOf } from '../intake/submission-id.ts';
import { publicForm, typedCitizen } from '../testing/public-form.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import type { SentFile } from '../uploads/sent-files.ts';
import { typedIn } from './typed.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 5 }));
  desk = await requestsDesk(world);
  desk.on('2026-03-02');
});
afterAll(() => world?.close());

const { hidden, wait, strong, ...form } = publicForm(() => world);
const post = (url: string, fields: Readonly<Record<string, string | string[]>>) => form.post(url, fields);
const typed = typedCitizen;
/** Each another application: the same one, checked again, is the same one. */
let written = 0;
const another = () => ({ ...typed, reliefReason: `第${++written}份` });

/** The page to check, looked at long enough: what its button sends. */
async function reviewed(fields: Readonly<Record<string, string>> = another()) {
  const { body } = await post('/requests/review', fields);
  wait(11);
  return hidden(body);
}

describe('a citizen applies without script', () => {
  test('writes, checks, sends, has a receipt, and is told how it stands', async () => {
    const review = await post('/requests/review', typed);
    expect(review.statusCode).toBe(200);
    expect(review.body).toContain('请核对后提交');
    const carried = hidden(review.body);
    wait(11);
    const sent = await post('/requests', carried);
    expect(sent.statusCode).toBe(200);
    expect(sent.headers['cache-control']).toBe('no-store');
    expect(sent.body).toContain('最迟2026年3月3日');
    expect(sent.body).toContain('征求第三方或者其他机关意见所需时间依法不计入');
    expect(sent.body).toContain('期限从收到补正之日、缴费次日起重新计算');
    const [receipt = '', code = ''] = strong(sent.body);
    // Pressed twice, reloaded, gone back: one application, and the same receipt.
    expect(strong((await post('/requests', carried)).body)).toEqual([receipt, code]);
    const before = await post('/requests/query', { receipt, code });
    expect(before.body).toContain('已经提交，正在登记');
    expect(await openSubmissions(world.services)).toBe(1);
    expect((await post('/requests/query', { receipt, code })).body).toContain('等待确认收到');
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

  test('other words sent from a page whose application was kept are neither lost nor taken for it: they are shown to be sent as another', async () => {
    const fields = another();
    const carried = await reviewed(fields);
    const [receipt] = strong((await post('/requests', carried)).body);
    const changed = { ...carried, description: '改动以后的内容：2024年度飞行检查结果' };
    const told = await post('/requests', changed);
    expect(told.statusCode).toBe(409);
    expect(told.body).toContain('现在的内容还没有提交');
    expect(told.body).toContain('改动以后的内容：2024年度飞行检查结果');
    expect(told.body).not.toContain(receipt);
    // Sent from the page that tells so, after a look, it is an application of its own; the first stands as it was.
    const own = hidden(told.body);
    expect(own.id).not.toBe(carried.id);
    wait(11);
    const [second] = strong((await post('/requests', own)).body);
    expect(second).toMatch(/^\d{8}-/);
    expect(second).not.toBe(receipt);
    expect(strong((await post('/requests', carried)).body)[0]).toBe(receipt);
  });

  test('going back and sending the form again is the same application; with another word, or from another network, it is another', async () => {
    const fields = another();
    const first = await reviewed(fields);
    const kept = strong((await post('/requests', first)).body);
    // The browser asks whether to send the form again: another page to check, looked at in its turn.
    const again = await reviewed(fields);
    expect(again.stamp).not.toBe(first.stamp);
    const { body } = await post('/requests', again);
    expect(strong(body)).toEqual(kept);
    expect(body).toContain('没有重复提交');
    const changed = await reviewed({ ...fields, description: '2024年度抽检结果' });
    expect(strong((await post('/requests', changed)).body)).not.toEqual(kept);
    const files: SentFile[] = [];
    const ids = ['192.0.2.1', '192.0.2.1', '192.0.2.2'].map((network) =>
      submissionIdOf(world.services, { typed: typedIn(fields), files }, network),
    );
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(isFreshSubmission(id, world.services.time.today())).toBe(true);
  });

  test('what is wrong is told all at once, and nothing that was typed is lost', async () => {
    const wrong = { ...typed, idNumber: '360102199003077031', phone: '123', wantedChannel: 'post', description: '' };
    const { statusCode, body } = await post('/requests/review', wrong);
    expect(statusCode).toBe(422);
    for (const field of ['idNumber', 'phone', 'address', 'description']) expect(body).toContain(`href="#${field}"`);
    // In the order of the form, so that whoever goes down the list goes down the page.
    const told = ['description', 'idNumber', 'phone', 'address'].map((field) => body.indexOf(`href="#${field}"`));
    expect(told).toEqual([...told].sort((a, b) => a - b));
    for (const value of ['章晓晨', '360102199003077031', '123']) expect(body).toContain(`value="${value}"`);
  });

  test('paper by way of the network is pointed out where it can still be changed, and may be sent all the same', async () => {
    const fields = { ...another(), wantedForm: 'paper', wantedChannel: 'web' };
    const { statusCode, body } = await post('/requests/review', fields);
    expect(statusCode).toBe(200);
    expect(body).toContain('您要的是纸面，网上查询下载只能提供电子文件');
    const posted = await post('/requests/review', { ...fields, wantedChannel: 'post', address: '南昌市红谷滩区1号' });
    expect(posted.statusCode).toBe(200);
    expect(posted.body).not.toContain('您要的是纸面');
  });

  test('an organisation has its own form', async () => {
    const { app } = await world.site();
    const form = await app.inject('/requests/new?as=organisation');
    expect(form.body).toContain('统一社会信用代码');
    expect(form.body).not.toContain('id="idNumber"');
  });

  test.each([
    ['citizen', '姓名'],
    ['organisation', '名称'],
  ])(
    'what a %s left blank is called as the form calls it; what is chosen is to be chosen',
    async (applicantKind, name) => {
      const { body } = await post('/requests/review', { applicantKind, phone: '13870000001' });
      const labels = new Map(
        [...body.matchAll(/<label for="(\w+)">([^<]*)|<legend>([^<]*).*?type="radio" id="(\w+)"/g)].map(
          ([, id, label, legend, radio]) => [id ?? radio, label ?? legend],
        ),
      );
      const told = [...body.matchAll(/<li><a href="#(\w+)">([^<]*)/g)];
      expect(told.length).toBeGreaterThan(5);
      for (const [, field = '', sentence] of told) expect(sentence).toContain(labels.get(field));
      for (const sentence of [`请填写「${name}」`, '请选择「获取信息的方式」', '请选择「获取信息的途径」'])
        expect(body).toContain(sentence);
      expect(body).not.toContain('姓名或者名称');
    },
  );

  test('the page to check leads back to each part, with everything typed', async () => {
    const { body } = await post('/requests/review', typed);
    for (const part of ['asked', 'wanted', 'applicant', 'contact', 'files', 'relief'])
      expect(body).toContain(`formAction="/requests/edit#part-${part}"`);
    const back = await post('/requests/edit', hidden(body));
    expect(back.body).toContain('id="part-contact"');
    for (const value of ['章晓晨', '13870000001']) expect(back.body).toContain(`value="${value}"`);
  });
});

describe('whoever asks without the right pair', () => {
  test.each([
    ['nothing at all', '', '', ['请填写回执编号', '请填写查询码']],
    ['a number and no code', '20260302-AAAAAAAA', '', ['请填写查询码']],
    ['a code with a slip', '20260302-AAAAAAAA', '2222-2222-2222-2222-2223', ['查询码抄错或者少了字']],
    ['a code that nobody has', '20260302-AAAAAAAA', '2222-2222-2222-2222-2222', ['没有找到编号和查询码都相符']],
    ['a key of every object', 'constructor', '__proto__', ['回执编号写得不对', '查询码抄错']],
    ['markup', '<script>alert(1)</script>', '"><img src=x>', ['回执编号写得不对', '查询码抄错']],
  ])('%s: is told what to look at, and nothing of what is there', async (_what, receipt, code, told) => {
    const { statusCode, body } = await post('/requests/query', { receipt, code });
    expect(statusCode).toBe(422);
    expect([...body.matchAll(/<li><a href="#(?:receipt|code)">([^<]*)/g)].map(([, words]) => words)).toEqual(
      told.map((words) => expect.stringContaining(words)),
    );
    expect(body).not.toContain('<script>alert');
  });
});

test('an id of another day, or none, or a stamp of another page, is asked to confirm again and keeps what was typed', async () => {
  const carried = await reviewed();
  const other = await reviewed();
  const wrong = [
    { ...carried, id: '' },
    { ...carried, id: 'x' },
    { ...carried, id: '20250101-0000-4000-8000-000000000000' },
    { ...carried, stamp: String(other.stamp) },
    { ...carried, stamp: `2026-03-02T02:00:00.000Z~x` },
  ];
  for (const fields of wrong) {
    const { statusCode, body } = await post('/requests', fields);
    expect(statusCode).toBe(422);
    expect(body).toContain('请核对后提交');
    expect(hidden(body).idNumber).toBe(citizen.idNumber);
  }
});

describe('against programs', () => {
  const proofFor = async (html: string) => {
    const said = /data-proof="([^"]*)"/.exec(html)?.[1]?.replaceAll('&quot;', '"') ?? '';
    const challenge = JSON.parse(said) as Challenge;
    return JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) });
  };

  test('without script one presses no sooner than after ten seconds, and loses nothing by it', async () => {
    const { body } = await post('/requests/review', another());
    const soon = await post('/requests', hidden(body));
    expect(soon.statusCode).toBe(422);
    expect(soon.body).toContain('提交得太快');
    wait(11);
    const later = await post('/requests', hidden(soon.body));
    expect(later.statusCode).toBe(200);
    expect(strong(later.body)).toHaveLength(2);
  });

  test('with the sum done one presses at once; the sum of another application, or a changed one, is worth nothing', async () => {
    const { body } = await post('/requests/review', another());
    const proof = await proofFor(body);
    const other = (await post('/requests/review', another())).body;
    for (const bad of [proof, '{}', 'null', '[]', '"', proof.replace('"cost":5000', '"cost":1')])
      expect((await post('/requests', { ...hidden(other), proof: bad })).statusCode).toBe(422);
    expect((await post('/requests', { ...hidden(body), proof })).statusCode).toBe(200);
    expect((await post('/requests', { ...hidden(body), proof })).body).toContain('没有重复提交');
  });

  test('a network sends no more than a few without script, and is told when again; what was kept is shown again all the same', async () => {
    const first = await reviewed();
    let last = await post('/requests', first);
    for (let n = 0; n < 25 && last.statusCode === 200; n += 1) last = await post('/requests', await reviewed());
    expect(last.statusCode).toBe(429);
    expect(last.body).toContain('没有启用脚本的申请');
    expect(hidden(last.body).description).toBe(citizen.description);
    expect((await post('/requests', first)).statusCode).toBe(200);
  });
});
