import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../../testing/world.ts';
import { decideDispute, recordDispute } from '../../disputes/disputes.ts';
import { hidden, portalDesk } from '../../testing/portal-desk.ts';
import { requestsDesk } from '../../testing/requests-desk.ts';
import { WRONG_FOR_A_NUMBER } from '../../tracking/guessing.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let citizens: ReturnType<typeof portalDesk>;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
  citizens = portalDesk(world, desk);
});
afterAll(() => world?.close());

/** Each question from a network of its own: the limits of networks have tests of their own. */
let network = 0;
const anew = () => {
  network += 1;
  return { from: `198.51.100.${network}` };
};
const granted = { kind: 'reply', content: { ground: 'supplied', parts: { information: '您申请公开的信息见附件。' } } };

describe('how it stands', () => {
  test('is told in plain words: now, what next and by whom, the last day, and the reckoning with every day that does not count', async () => {
    const held = await citizens.underway('2026-09-15');
    const { body, headers } = await citizens.post('/requests/query', { ...held }, anew());
    expect(headers['cache-control']).toBe('no-store');
    for (const words of [
      '申请正在办理',
      '本机关（承办单位：稽查处）：检索信息，作出答复',
      '2026年10月19日',
      '《政府信息公开条例》第三十三条，20个工作日',
      '国庆节放假',
      '国庆节，调休上班，计入',
    ])
      expect(body).toContain(words);
    expect(body).not.toContain(held.code);
  });

  test('while the law lets it wait, nothing is called late; what is late is called so, with its reason', async () => {
    const held = await citizens.underway('2026-03-02');
    desk.on('2026-03-05');
    const letterId = await desk.letter(held.id, {
      kind: 'correction',
      content: { items: '请写明所需信息的年份', days: 15 },
    });
    await desk.delivered(held.id, letterId, '2026-03-05');
    desk.on('2026-05-06');
    const waiting = (await citizens.post('/requests/query', { ...held }, anew())).body;
    expect(waiting).toContain('请写明所需信息的年份');
    expect(waiting).toContain('自2026年3月5日起暂停计时');
    expect(waiting).not.toMatch(/超期|逾期\d/);
    const late = await citizens.underway('2026-03-02');
    desk.on('2026-03-31');
    await desk.letter(late.id, granted, { lateReason: '档案调取耗时较长' });
    const told = (await citizens.post('/requests/query', { ...late }, anew())).body;
    expect(told).toContain('超过期限 1 天');
    expect(told).toContain('档案调取耗时较长');
  });

  test('not answered in time, it says what may be done: review first, from which day, to which organ; not on the last day, nor while the law lets it wait', async () => {
    const held = await citizens.underway('2026-03-02');
    const asked = async () => (await citizens.post('/requests/query', { ...held }, anew())).body;
    const HEADING = '没有按期答复，您可以怎么办';
    desk.on('2026-03-30');
    expect(await asked()).not.toContain(HEADING);
    desk.on('2026-03-31');
    const late = await asked();
    expect(late).toContain(HEADING);
    expect(late).toContain('应当自答复期限届满之日（2026年3月30日）起六十日内先向江西省人民政府申请行政复议');
    expect(late).toContain('第二十三条第一款第三项');
    expect(late).toContain('https://review.example.gov.cn');
    expect(late).not.toContain('六个月内直接');
    const json = await citizens.post('/requests/query.json', { ...held }, anew());
    expect(json.json().remedy[0]).toContain('先向江西省人民政府申请行政复议');
    await desk.letter(held.id, granted, { lateReason: '档案调取耗时较长' });
    expect(await asked()).not.toContain(HEADING);
    const waiting = await citizens.underway('2026-03-02');
    desk.on('2026-03-05');
    await desk.letter(waiting.id, { kind: 'correction', content: { items: '请写明所需信息的年份', days: 15 } });
    desk.on('2026-05-06');
    expect((await citizens.post('/requests/query', { ...waiting }, anew())).body).not.toContain(HEADING);
  });

  test('a correction that is asked for leads: what, until when, what happens otherwise, whom to call; once its day has passed in red, with who writes next', async () => {
    const held = await citizens.underway('2026-03-02');
    desk.on('2026-03-05');
    const letterId = await desk.letter(held.id, {
      kind: 'correction',
      content: { items: '请写明所需信息的年份', days: 15 },
    });
    const head = async () =>
      /<div class="page-head standing.*?<\/div>(?=<p class="ask-us">)/s.exec(await asked())?.[0] ?? '';
    const asked = async () => (await citizens.post('/requests/query', { ...held }, anew())).body;
    expect(await head()).toContain('收到之日起15个工作日内');
    await desk.delivered(held.id, letterId, '2026-03-05');
    const open = await head();
    for (const words of [
      '<h1>请您补正申请内容</h1>',
      '请写明所需信息的年份',
      '2026年3月26日',
      '还有21天',
      '视为放弃申请',
    ])
      expect(open).toContain(words);
    expect(open).toContain('提交补正</button>');
    expect(open).not.toContain('standing-late');
    expect(await asked()).toContain('不要把查询码告诉任何人');
    desk.on('2026-03-26');
    expect(await head()).toContain('就是今天');
    desk.on('2026-03-27');
    const late = await head();
    for (const words of [
      'standing-late',
      '补正期限已过',
      '2026年3月26日届满',
      '承办单位：稽查处',
      '逾期不补正告知书',
      '逾期的理由',
    ])
      expect(late).toContain(words);
    expect(late).toContain('提交补正</button>');
  });

  test('a fee says how much, how and until when; once its day has passed in red', async () => {
    const held = await citizens.underway('2026-03-02');
    desk.on('2026-03-05');
    const letterId = await desk.letter(held.id, {
      kind: 'fee',
      content: { basis: 'pages', quantity: 40, reason: '页数较多', payment: '凭缴款通知书缴入省级国库' },
    });
    await desk.delivered(held.id, letterId, '2026-03-05');
    const { body } = await citizens.post('/requests/query', { ...held }, anew());
    for (const words of [
      '<h1>请您缴费</h1>',
      '<strong>100元</strong>',
      '凭缴款通知书缴入省级国库',
      '2026年4月7日',
      '还有33天',
    ])
      expect(body).toContain(words);
    desk.on('2026-04-08');
    const late = (await citizens.post('/requests/query', { ...held }, anew())).body;
    for (const words of ['standing-late', '<h1>缴费期限已过</h1>', '承办单位：稽查处', '逾期不缴费告知书'])
      expect(late).toContain(words);
  });

  test('a review or a suit that is recorded is told with its organ, its day and how it ended; not its number, and nothing of a period that is not ours', async () => {
    const held = await citizens.underway('2026-03-02');
    desk.on('2026-03-09');
    await desk.letter(held.id, granted);
    desk.on('2026-05-06');
    const body = async () =>
      (await citizens.post('/requests/query', { receipt: held.receipt, code: held.code }, anew())).body;
    expect(await body()).not.toContain('行政复议和行政诉讼');
    const input = {
      kind: 'review',
      organ: '江西省人民政府',
      caseNumber: '赣府复字〔2026〕77号',
      filedOn: '2026-04-20',
    } as const;
    const disputeId = await world.as(desk.officer, (act) => recordDispute(act, held.id, input));
    const told = (await body()).replaceAll(/<[^>]+>/g, '');
    expect(told).toContain('行政复议：江西省人民政府于2026年4月20日受理，尚未审结');
    expect(told).not.toContain('赣府复字');
    await world.as(desk.officer, (act) =>
      decideDispute(act, held.id, disputeId, { outcome: 'upheld', decidedOn: '2026-05-05' }),
    );
    expect((await body()).replaceAll(/<[^>]+>/g, '')).toContain('2026年5月5日审结（结果维持）');
  });

  test('nobody has called to confirm by the day we promise: it says so, and that whoever waits may call and need not', async () => {
    desk.on('2026-03-02');
    const held = await citizens.sent();
    expect((await citizens.post('/requests/query', { ...held }, anew())).body).toContain('2026年3月3日');
    desk.on('2026-03-04');
    const { body } = await citizens.post('/requests/query', { ...held }, anew());
    expect(body).toContain('<h1>还没有与您确认收到申请</h1>');
    expect(body).toContain('您也可以打电话与我们确认，不是必须的');
  });

  test('what was handed in is received on that day, and whoever asks before it is confirmed is not told that another day counts', async () => {
    desk.on('2026-03-02');
    const { receipt, queryCode: code } = await desk.register();
    const { body } = await citizens.post('/requests/query', { receipt, code }, anew());
    expect(body).toContain('<h1>等待核对收到之日</h1>');
    expect(body).toContain('当面提交的以提交之日');
    expect(body).not.toContain('确认之日就是收到申请之日');
    desk.on('2026-03-04');
    const late = (await citizens.post('/requests/query', { receipt, code }, anew())).body;
    expect(late).toContain('收到申请之日不因此推后');
  });

  test('is told to machines in the same words, every line and every day of the clock', async () => {
    const held = await citizens.underway('2026-09-15');
    const form = { receipt: held.receipt, code: held.code };
    const byAccept = await citizens.post('/requests/query', form, { ...anew(), accept: 'application/json' });
    const byAddress = await citizens.post('/requests/query.json', form, anew());
    expect(byAddress.json()).toEqual(byAccept.json());
    expect(byAccept.json()).toMatchObject({
      receipt: held.receipt,
      state: 'processing',
      standing: { who: '本机关', by: '2026-10-19' },
      clock: {
        rule: { basis: '《政府信息公开条例》第三十三条', limit: { n: 20, unit: 'working' } },
        state: 'running',
        dueOn: '2026-10-19',
        strip: expect.arrayContaining([{ on: '2026-10-01', kind: 'holiday', name: '国庆节' }]),
      },
    });
    const wrong = await citizens.post(
      '/requests/query.json',
      { ...form, code: '2222-2222-2222-2222-2222' },
      { ...anew(), accept: 'application/json' },
    );
    expect(wrong.statusCode).toBe(422);
    expect(wrong.headers['content-type']).toContain('problem+json');
  });
});

describe('a letter that was sent', () => {
  test('is fetched as it was printed; before it is sent there is nothing to fetch', async () => {
    const held = await citizens.underway('2026-06-01');
    expect((await citizens.post('/requests/query', { ...held }, anew())).body).not.toContain('name="file"');
    await desk.letter(held.id, granted);
    const page = (await citizens.post('/requests/query', { ...held }, anew())).body;
    const file = hidden(page, 'file');
    const fetched = await citizens.post('/requests/query/file', { ticket: hidden(page, 'ticket'), file }, anew());
    expect(fetched.statusCode).toBe(200);
    expect(fetched.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'content-disposition': expect.stringMatching(/^attachment;.*\.pdf/),
    });
    const { text } = await extractText(new Uint8Array(fetched.rawPayload), { mergePages: true });
    expect(text.replace(/\s/g, '')).toContain('政府信息公开告知书');
  });

  test('lies closed where the portal reads, and is not given to whoever holds another request, another id or an old page', async () => {
    const [mine, other] = [await citizens.underway('2026-06-01'), await citizens.underway('2026-06-01')];
    await desk.letter(mine.id, granted);
    const rows = await world.services.portalDb.selectFrom('portal.request_file').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    for (const { sealed } of rows) expect(sealed.includes(Buffer.from('%PDF'))).toBe(false);
    const page = (await citizens.post('/requests/query', { ...mine }, anew())).body;
    const [file, ticket] = [hidden(page, 'file'), hidden(page, 'ticket')];
    const theirs = hidden((await citizens.post('/requests/query', { ...other }, anew())).body, 'ticket');
    const tampered = `${ticket.slice(0, -4)}AAAA`;
    for (const form of [
      { ticket: theirs, file },
      { receipt: other.receipt, code: other.code, file },
      { receipt: mine.receipt, code: other.code, file },
      { ticket, file: mine.id },
      { ticket, file: "x' or '1'='1" },
      { ticket: tampered, file },
      { file },
    ] as Record<string, string>[]) {
      const answer = await citizens.post('/requests/query/file', form, anew());
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([422, 'text/html; charset=utf-8']);
    }
    world.clock.moveTo('2026-06-01T04:30:00Z' as never);
    const late = await citizens.post('/requests/query/file', { ticket, file }, anew());
    expect(late.statusCode).toBe(422);
    expect(late.body).toContain('为了安全请重新填写编号和查询码');
  });

  test('to somebody else is none of the applicant’s', async () => {
    const held = await citizens.underway('2026-06-01');
    await desk.letter(held.id, {
      kind: 'consultation',
      content: { partyKind: 'third-party', party: '江西甲药业有限公司', information: '监督抽检报告' },
    });
    const { body } = await citizens.post('/requests/query', { ...held }, anew());
    expect(body).not.toContain('江西甲药业有限公司');
    expect(body).not.toContain('name="file"');
  });
});

describe('whoever guesses', () => {
  test('waits after some wrong codes for one number; whoever has not been wrong is answered all the same', async () => {
    const held = await citizens.underway('2026-06-01');
    const wrong = { receipt: held.receipt, code: '2222-2222-2222-2222-2222' };
    const guessers = Array.from({ length: WRONG_FOR_A_NUMBER }, anew);
    for (const guesser of guessers)
      expect((await citizens.post('/requests/query', wrong, guesser)).statusCode).toBe(422);
    expect((await citizens.post('/requests/query', wrong, guessers[0])).statusCode).toBe(429);
    const right = { receipt: held.receipt, code: held.code };
    expect((await citizens.post('/requests/query', right, guessers[0])).statusCode).toBe(429);
    expect((await citizens.post('/requests/query', right, anew())).statusCode).toBe(200);
  });

  test('is told the same of a number that is there and of one that is not', async () => {
    const held = await citizens.underway('2026-06-01');
    const code = '2222-2222-2222-2222-2222';
    const there = await citizens.post('/requests/query', { receipt: held.receipt, code }, anew());
    const nowhere = await citizens.post('/requests/query', { receipt: '20260601-AAAAAAAA', code }, anew());
    expect(there.statusCode).toBe(nowhere.statusCode);
    expect(there.body.replaceAll(held.receipt, '')).toBe(nowhere.body.replaceAll('20260601-AAAAAAAA', ''));
  });
});
