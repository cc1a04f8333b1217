import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '#commons/identity/index.ts';
import { instant } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { ClaimLost, takeUp } from '#platform/claims.ts';
import { act, systemActor } from '#platform/services.ts';
import { HOSTILE, onePage, words } from '../../../commons/redaction/testing/hostile.ts';
import { Browser } from '../../../commons/identity/testing/browser.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { requestsDesk } from '../testing/requests-desk.ts';
import type { Proposal, RecordDetail, Records } from './contract.ts';
import { makeWaitingCopies } from './making.ts';
import { releasedRecords } from './released.ts';
import { prepareWaitingRecords } from './working.ts';

const PASSWORD = 'Chun-Feng-2026';
let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let clerk: Browser;
let head: Browser;
let officer: Browser;
let stranger: Browser;

async function browserOf({ id }: Actor, username: string): Promise<Browser> {
  await act(world.services, systemActor, (a) => createAccount(a, { personId: id, username, password: PASSWORD }));
  const browser = new Browser((await world.site()).app);
  await browser.signIn(username, PASSWORD);
  return browser;
}

beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
  desk.on('2026-03-02');
  clerk = await browserOf(desk.clerk, 'clerk');
  head = await browserOf(desk.head, 'head');
  officer = await browserOf(desk.officer, 'officer');
  stranger = await browserOf(await world.cast('clerk', 'jx-legal'), 'stranger');
});
afterAll(() => world?.close());

const report = (): Buffer =>
  onePage({
    content: words('举报人张晓明，身份证号36010219900307703X', 40, 120, '50 Tz') + words('联系人张晓明', 40, 60),
  });

function upload(browser: Browser, id: string, name: string, bytes: Uint8Array) {
  const boundary = 'sunlit-test-boundary';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return browser.send({
    method: 'POST',
    url: `/api/requests/${id}/records`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
}

async function attached(id: string, bytes: Buffer = report(), name = '投诉登记.pdf'): Promise<string> {
  const sent = await upload(clerk, id, name, bytes);
  expect(sent.statusCode).toBe(201);
  await prepareWaitingRecords(world.services);
  return sent.json<{ id: string }>().id;
}

const detail = async (id: string, recordId: string, browser = clerk) =>
  (await browser.get(`/api/requests/${id}/records/${recordId}`)).json<RecordDetail>();
const said = (answer: { json<T>(): T }) => answer.json<{ reasons: string[] }>().reasons;

async function covered(id: string, recordId: string, word: string): Promise<number> {
  const { version } = await detail(id, recordId);
  const answer = await clerk.post(`/api/requests/${id}/records/${recordId}/words`, {
    version,
    word,
    reason: 'privacy',
  });
  expect(answer.statusCode).toBe(200);
  return answer.json<{ places: number }>().places;
}

async function copied(id: string, recordId: string) {
  const { version } = await detail(id, recordId);
  const answer = await clerk.post(`/api/requests/${id}/records/${recordId}/copies`, { version });
  expect(answer.statusCode).toBe(201);
  await makeWaitingCopies(world.services);
  return (await detail(id, recordId)).copy;
}

const partial = {
  kind: 'reply',
  content: {
    ground: 'separated',
    parts: {
      openPart: '投诉登记中除个人信息以外的内容',
      withheldPart: '举报人的姓名、身份证号码',
      ground: '《政府信息公开条例》第十五条',
      reasons: '涉及个人隐私，公开会对第三方合法权益造成损害',
    },
  },
};

describe('a record on its way to the applicant', () => {
  test('is covered, copied, checked, examined by another, named in the reply and released with it', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await attached(id);
    expect(await detail(id, recordId)).toMatchObject({ state: 'ready', pages: 1, name: '投诉登记.pdf', handling: [] });
    expect(await covered(id, recordId, '张晓明')).toBe(2);
    expect(await covered(id, recordId, '36010219900307703X')).toBe(1);
    const copy = await copied(id, recordId);
    expect(copy).toMatchObject({
      state: 'passed',
      current: true,
      partialPages: 1,
      openPages: 0,
      findings: [],
      lines: ['第1页：遮盖3处，条例第十五条（个人隐私、个人信息）'],
    });
    // Who had a hand in it does not examine it; the letter does not go on without.
    await expect(desk.letter(id, partial)).rejects.toThrow(
      '材料「投诉登记.pdf」的公开件还没有由另一人核对：请先打开公开件核对',
    );
    const examine = (browser: Browser) =>
      browser.post(`/api/requests/${id}/copies/${copy?.id}/examine`, { opinion: '逐页核对，遮盖完整' });
    expect((await examine(clerk)).statusCode).toBe(403);
    expect((await examine(head)).statusCode).toBe(204);
    expect(said(await examine(officer))).toEqual(['公开件已经有人核对']);
    await desk.step(desk.head, id, 'approveLetter');
    await desk.step(desk.chief, id, 'issueLetter');
    await desk.step(desk.officer, id, 'sendLetter', { sentOn: '2026-03-02', channel: 'web' });
    await world.as(desk.officer, async ({ tx }) => {
      const [file] = await releasedRecords(tx, id);
      expect(file).toMatchObject({ name: '公开件1.pdf', on: '2026-03-02' });
      expect((await file?.bytes(world.services, tx))?.subarray(0, 5).toString()).toBe('%PDF-');
    });
    const ready = await world.services.db
      .selectFrom('portal.request_file as f')
      .innerJoin('redaction_release as x', 'x.id', 'f.id')
      .select('f.id')
      .where('x.copy_id', '=', copy?.id ?? '')
      .execute();
    expect(ready).toHaveLength(1);
    expect((await detail(id, recordId)).handling).toEqual(['申请现在不在办理中，材料和遮盖不能改动']);
  });

  test('is shown with its personal information proposed, by kind and place', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await attached(id);
    const proposals = (await clerk.get(`/api/requests/${id}/records/${recordId}/proposals`)).json<Proposal[]>();
    const number = proposals.find(({ kind }) => kind === '身份号码、证件号码');
    expect(number).toMatchObject({ page: 1, text: '36010219900307703X', covered: false });
    const { version } = await detail(id, recordId);
    const add = (number?.rects ?? []).map((rect) => ({ ...rect, page: 1, reason: 'privacy', origin: 'personal' }));
    const drawn = await clerk.post(`/api/requests/${id}/records/${recordId}/boxes`, {
      version,
      add,
      change: [],
      remove: [],
    });
    expect(drawn.statusCode).toBe(200);
    const again = (await clerk.get(`/api/requests/${id}/records/${recordId}/proposals`)).json<Proposal[]>();
    expect(again.find(({ kind }) => kind === '身份号码、证件号码')?.covered).toBe(true);
  });

  test('in which a name was covered on one line and forgotten on another is refused, until it is covered or said why it may stand', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await attached(id);
    const found = (await clerk.post(`/api/requests/${id}/records/${recordId}/find`, { word: '张晓明' })).json<
      Proposal[]
    >();
    expect(found).toHaveLength(2);
    const add = (found[0]?.rects ?? []).map((rect) => ({ ...rect, page: 1, reason: 'privacy', origin: 'drawn' }));
    await clerk.post(`/api/requests/${id}/records/${recordId}/boxes`, { version: 0, add, change: [], remove: [] });
    expect(await copied(id, recordId)).toMatchObject({
      state: 'refused',
      findings: [
        { kind: 'left', page: 1, word: '张晓明', sentence: '第1页还有1处「张晓明」没有遮盖，别处已经遮盖或者查找过' },
      ],
    });
    await expect(desk.letter(id, partial)).rejects.toThrow('材料「投诉登记.pdf」的公开件没有通过防泄漏核验');
    const { version } = await detail(id, recordId);
    await clerk.post(`/api/requests/${id}/records/${recordId}/may-stand`, {
      version,
      word: '张晓明',
      because: '第二处是本局工作人员，同名',
    });
    expect(await copied(id, recordId)).toMatchObject({ state: 'passed' });
  });

  test('changed after its copy was made needs another; a full disclosure has nothing covered', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await attached(id);
    await covered(id, recordId, '张晓明');
    const copy = await copied(id, recordId);
    await head.post(`/api/requests/${id}/copies/${copy?.id}/examine`, { opinion: '已核对' });
    const supplied = { kind: 'reply', content: { ground: 'supplied', parts: { information: '见公开件' } } };
    await expect(desk.letter(id, supplied)).rejects.toThrow(
      '有遮盖或者不予公开的页，应当按“部分公开”（条例第三十七条）答复',
    );
    const { version } = await detail(id, recordId);
    await clerk.post(`/api/requests/${id}/records/${recordId}/pages`, {
      version,
      from: 1,
      to: 1,
      flag: 'withheld',
      reason: 'process',
    });
    await expect(desk.letter(id, partial)).rejects.toThrow('在生成公开件以后遮盖又有变动：请重新生成公开件');
    expect(await copied(id, recordId)).toMatchObject({
      state: 'passed',
      withheldPages: 1,
      lines: ['第1页：整页不予公开，条例第十六条第二款（过程性信息）'],
    });
  });

  test('that two people work at is not covered over each other', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await attached(id);
    await covered(id, recordId, '张晓明');
    const late = await clerk.post(`/api/requests/${id}/records/${recordId}/words`, {
      version: 0,
      word: '举报人',
      reason: 'privacy',
    });
    expect(late.statusCode).toBe(409);
  });
});

describe('what went out with a reply', () => {
  const examined = async (id: string, recordId: string) => {
    const copy = await copied(id, recordId);
    const answer = await head.post(`/api/requests/${id}/copies/${copy?.id}/examine`, { opinion: '逐页核对，遮盖完整' });
    expect(answer.statusCode).toBe(204);
    return copy?.id;
  };
  const files = (id: string) => world.as(desk.officer, ({ tx }) => releasedRecords(tx, id));
  const ready = async (id: string) =>
    (
      await world.services.db
        .selectFrom('portal.request_file as f')
        .innerJoin('request as r', 'r.receipt', 'f.receipt')
        .select('f.id')
        .where('r.id', '=', id)
        .execute()
    ).map((row) => row.id);

  test('stays what it was when the request is answered anew, and a record may be left out of the second reply', async () => {
    const id = await desk.underway('2026-03-02');
    const [first, second] = [
      await attached(id),
      await attached(id, onePage({ content: words('张晓明', 40, 90) }), '附页.pdf'),
    ];
    for (const record of [first, second]) {
      await covered(id, record, '张晓明');
      await examined(id, record);
    }
    await desk.letter(id, partial);
    expect((await files(id)).map(({ label }) => label)).toEqual(['公开件1', '公开件2']);
    const before = await files(id);
    await desk.step(desk.officer, id, 'reopen', {
      reason: '复议决定责令重新答复',
      ordered: 'review',
      orderedOn: '2026-03-02',
    });
    const removed = await clerk.post(`/api/requests/${id}/records/${second}/remove`, {
      because: '复议决定认为不必提供',
    });
    expect(removed.statusCode).toBe(204);
    await desk.letter(id, partial);
    const after = await files(id);
    expect(after.map(({ label }) => label.replace(/（.*/, ''))).toEqual(['公开件1', '公开件2', '公开件1']);
    expect(new Set(after.map(({ label }) => label)).size).toBe(3);
    expect(after.slice(0, 2).map(({ id: file, hash }) => [file, hash])).toEqual(
      before.map(({ id: file, hash }) => [file, hash]),
    );
    expect(await ready(id)).toEqual(expect.arrayContaining(after.map((file) => file.id)));
    await expect(world.services.db.updateTable('redaction_release').set({ position: 9 }).execute()).rejects.toThrow(
      'permission denied',
    );
  });

  test('lies ready for everybody who is answered with the same letter, and they are told', async () => {
    const id = await desk.underway('2026-03-02');
    const merged = await desk.underway('2026-03-02');
    await desk.step(desk.officer, merged, 'merge', { intoId: id, reason: '同一申请人就同一批次的检验结果提出' });
    const recordId = await attached(id);
    await covered(id, recordId, '张晓明');
    await examined(id, recordId);
    desk.on('2026-03-03');
    const begins = world.services.time.now();
    await desk.letter(id, partial);
    const [own] = await files(id);
    const [theirs] = await files(merged);
    expect(theirs).toMatchObject({ label: '公开件1', hash: own?.hash ?? '' });
    expect(theirs?.id).not.toBe(own?.id);
    expect(await ready(merged)).toContain(theirs?.id);
    const told = await world.services.db
      .selectFrom('request_notice')
      .select('kind')
      .where('request_id', '=', merged)
      .where('made_at', '>=', begins)
      .execute();
    expect(told).not.toEqual([]);
    desk.on('2026-03-02');
  });
});

describe('whoever had a hand in a record does not examine its copy', () => {
  const HAND = '这份材料由您上传过，或者改动过遮盖、整页处理和查找的词，或者由您生成公开件，应当由另一人核对';
  const post = async (id: string, recordId: string, path: string, body: object) => {
    const { version } = await detail(id, recordId);
    const answer = await head.post(`/api/requests/${id}/records/${recordId}/${path}`, { version, ...body });
    expect(answer.statusCode).toBe(200);
  };
  const covering = async (id: string) => {
    const recordId = await attached(id);
    await covered(id, recordId, '张晓明');
    return recordId;
  };
  const examined = async (id: string, recordId: string) => {
    const copy = await copied(id, recordId);
    expect(copy).toMatchObject({ state: 'passed' });
    expect((await detail(id, recordId, head)).examining).toEqual([HAND]);
    const examine = (browser: Browser) =>
      browser.post(`/api/requests/${id}/copies/${copy?.id}/examine`, { opinion: '逐页核对，遮盖完整' });
    expect(said(await examine(head))).toEqual([HAND]);
    expect((await examine(officer)).statusCode).toBe(204);
  };

  test('took away what another had covered', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await covering(id);
    await covered(id, recordId, '36010219900307703X');
    const { boxList, words: kept } = await detail(id, recordId);
    const number = kept.find(({ word }) => word === '36010219900307703X');
    await post(id, recordId, `words/${number?.id}/drop`, {});
    const gone = boxList.filter(({ origin, drawnBy }) => origin === 'searched' && drawnBy === desk.clerk.name).at(-1);
    await post(id, recordId, 'boxes', { add: [], change: [], remove: [gone?.id] });
    await post(id, recordId, 'may-stand', { word: '张晓明', because: '本局工作人员，同名' });
    await post(id, recordId, 'may-stand', { word: '36010219900307703X', because: '文件编号，不是证件号码' });
    await examined(id, recordId);
  });

  test('said that a word may stand, which is what opens the leak gate', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await covering(id);
    await post(id, recordId, 'may-stand', { word: '举报人', because: '不是个人信息，是职能用语' });
    await examined(id, recordId);
  });

  test('gave back a page that was withheld, also when somebody else flagged it since', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await covering(id);
    const flag = { from: 1, to: 1, flag: 'withheld', reason: 'process' };
    await post(id, recordId, 'pages', flag);
    await post(id, recordId, 'pages', { from: 1, to: 1, flag: 'open' });
    const { version } = await detail(id, recordId);
    const again = await clerk.post(`/api/requests/${id}/records/${recordId}/pages`, { ...flag, version });
    expect(again.statusCode).toBe(200);
    await examined(id, recordId);
  });

  test('stopped looking for a word', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await covering(id);
    const { words: kept } = await detail(id, recordId);
    await post(id, recordId, `words/${kept[0]?.id}/drop`, {});
    await examined(id, recordId);
  });
});

describe('what is refused at the door', () => {
  test('what is not what its name says, what cannot be covered, and the same file twice', async () => {
    const id = await desk.underway('2026-03-02');
    expect(said(await upload(clerk, id, 'a.pdf', Buffer.from('<html></html>')))).not.toEqual([]);
    expect(said(await upload(clerk, id, 'a.txt', Buffer.from('文字')))).toEqual([
      '纯文本不能遮盖：请上传 PDF、PNG 或 JPEG 图片、Word（docx）或者 Excel（xlsx）',
    ]);
    await attached(id);
    expect(said(await upload(clerk, id, '另一个名字.pdf', report()))).toEqual(['这份文件已经上传过，不需要再传']);
  });

  test('a file that is damaged says so, and a reply does not pass it over', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await attached(id, Buffer.from('%PDF-1.7\nnothing'), '坏.pdf');
    expect(await detail(id, recordId)).toMatchObject({
      state: 'failed',
      failure: '这个 PDF 已损坏，打不开，请重新导出后再上传',
    });
    await expect(desk.letter(id, partial)).rejects.toThrow(
      '材料「坏.pdf」没有处理好，不能随答复公开：请等它处理完，或者移除',
    );
    const removed = await clerk.post(`/api/requests/${id}/records/${recordId}/remove`, {
      because: '文件损坏，另行上传',
    });
    expect(removed.statusCode).toBe(204);
    await desk.letter(id, partial);
  });

  test('others than the handling unit and the hands of the letter: not found, or not theirs', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await attached(id);
    expect((await stranger.get(`/api/requests/${id}/records/${recordId}`)).statusCode).toBe(404);
    expect((await stranger.get(`/api/requests/${id}/records/${recordId}/pages/1`)).statusCode).toBe(404);
    expect((await officer.get(`/api/requests/${id}/records/${recordId}/pages/1`)).headers['content-type']).toBe(
      'image/jpeg',
    );
    expect((await upload(officer, id, 'b.pdf', HOSTILE.properties?.file() ?? report())).statusCode).toBe(403);
    // Another request's address does not lead there.
    const other = await desk.underway('2026-03-02');
    expect((await clerk.get(`/api/requests/${other}/records/${recordId}`)).statusCode).toBe(404);
    expect((await clerk.get(`/api/requests/${other}/records/${recordId}/pages/1`)).statusCode).toBe(404);
  });
});

describe('what stands uncovered in a record', () => {
  const viewers = async (recordId: string) => {
    const views = await world.services.db
      .selectFrom('view_log')
      .select('person_id')
      .where('subject_id', '=', recordId)
      .execute();
    return views.map(({ person_id }) => person_id);
  };

  test('leaves a line in the log of views, whichever of its addresses is asked', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await attached(id);
    const record = `/api/requests/${id}/records/${recordId}`;
    const looks = [
      [officer, desk.officer, () => officer.get(`${record}/pages/1`)],
      [head, desk.head, () => head.get(`${record}/proposals`)],
      [clerk, desk.clerk, () => clerk.post(`${record}/find`, { word: '张晓明' })],
    ] as const;
    const seen: string[] = [];
    for (const [, actor, look] of looks) {
      expect((await look()).statusCode).toBe(200);
      seen.push(actor.id);
      expect((await viewers(recordId)).toSorted()).toEqual(seen.toSorted());
    }
  });

  test('is not shown any more once the record was taken off its request', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await attached(id);
    const record = `/api/requests/${id}/records/${recordId}`;
    expect((await clerk.post(`${record}/remove`, { because: '误传，与申请无关' })).statusCode).toBe(204);
    for (const answer of [
      await clerk.get(`${record}/pages/1`),
      await clerk.get(`${record}/proposals`),
      await clerk.post(`${record}/find`, { word: '张晓明' }),
    ])
      expect(answer.statusCode).toBe(404);
    expect(await viewers(recordId)).toEqual([]);
  });

  test('is never looked for by a word in an address', async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await attached(id);
    const asked = await clerk.get(
      `/api/requests/${id}/records/${recordId}/proposals?word=${encodeURIComponent('举报人')}`,
    );
    expect(asked.json<Proposal[]>().map(({ kind }) => kind)).not.toContain('查找');
  });
});

test('what a file hides is told to whoever covers it, and everybody who opens a record is kept', async () => {
  const id = await desk.underway('2026-03-02');
  const recordId = await attached(id, HOSTILE['a note']?.file(), '带批注.pdf');
  const { hidden } = await detail(id, recordId);
  expect(hidden.join()).toContain('注释');
  await detail(id, recordId);
  await detail(id, recordId, head);
  const views = await world.services.db
    .selectFrom('view_log')
    .select(['person_id'])
    .where('subject_id', '=', recordId)
    .execute();
  expect(views.map(({ person_id }) => person_id).toSorted()).toEqual([desk.clerk.id, desk.head.id].toSorted());
  const list = (await clerk.get(`/api/requests/${id}/records`)).json<Records>();
  expect(list.rows.map(({ name }) => name)).toEqual(['带批注.pdf']);
});

describe('work in the background', () => {
  const waits = (state: 'received' | 'making', since: string) =>
    ({ table: state === 'making' ? 'redaction_copy' : 'request_record', state, since }) as const;
  const asked = async () => {
    const id = await desk.underway('2026-03-02');
    const recordId = await attached(id);
    await covered(id, recordId, '张晓明');
    const { version } = await detail(id, recordId);
    const answer = await clerk.post(`/api/requests/${id}/records/${recordId}/copies`, { version });
    return { id, recordId, copyId: answer.json<{ id: string }>().id };
  };
  const journal = (id: string) =>
    world.services.db
      .selectFrom('journal_entry')
      .select('action')
      .where('chain', '=', `matter:${id}`)
      .where('action', 'in', [
        'requests.copy-passed',
        'requests.copy-refused',
        'requests.record-prepared',
        'requests.record-failed',
      ])
      .orderBy('seq')
      .execute()
      .then((rows) => rows.map(({ action }) => action));
  /** Sessions ended while hours went by. */
  const back = async () => {
    minute('02:00');
    clerk = new Browser((await world.site()).app);
    await clerk.signIn('clerk', PASSWORD);
  };
  const minute = (text: string) => world.clock.moveTo(instant(`2026-03-02T${text}:00Z`));

  test('stays with its worker as long as that gives a sign, and whoever lost it ends nothing', async () => {
    const { copyId, id, recordId } = await asked();
    minute('03:00');
    const first = await takeUp(world.services, waits('making', 'made_at'));
    expect(first).toMatchObject({ id: copyId, tries: 1 });
    minute('03:25');
    await first?.renew();
    minute('03:50');
    expect(await takeUp(world.services, waits('making', 'made_at'))).toBeUndefined();
    minute('03:56');
    expect(await makeWaitingCopies(world.services)).toBe(1);
    await expect(first?.renew()).rejects.toBeInstanceOf(ClaimLost);
    await back();
    expect((await detail(id, recordId)).copy).toMatchObject({ state: 'passed' });
  });

  test('that another ended meanwhile is neither overwritten nor told twice', async () => {
    const { id, recordId } = await asked();
    minute('03:00');
    const { db } = world.services;
    let ends: number | undefined;
    /** Before the first worker ends, half an hour goes by and another does the whole of it. */
    const overtaken = new Proxy(db, {
      get: (target, name) => {
        if (name !== 'transaction') return Reflect.get(target, name).bind(target);
        const execute = async (verb: Parameters<ReturnType<typeof db.transaction>['execute']>[0]) => {
          minute('03:31');
          ends = await makeWaitingCopies(world.services);
          return db.transaction().execute(verb);
        };
        return () => ({ execute });
      },
    });
    expect(await makeWaitingCopies({ ...world.services, db: overtaken })).toBe(0);
    expect(ends).toBe(1);
    await back();
    expect((await detail(id, recordId)).copy).toMatchObject({ state: 'passed' });
    expect(await journal(id)).toEqual(['requests.record-prepared', 'requests.copy-passed']);
  });

  test('that was begun three times and never ended is set aside with a sentence', async () => {
    const ENDED = /^这份材料处理了三次都没有完成/;
    const { id, recordId, copyId } = await asked();
    const sent = await upload(clerk, id, '附页.pdf', onePage({ content: words('附页', 40, 90) }));
    const other = sent.json<{ id: string }>().id;
    for (const at of ['03:00', '04:00', '05:00']) {
      minute(at);
      expect(await takeUp(world.services, waits('making', 'made_at'))).toMatchObject({ id: copyId });
      expect(await takeUp(world.services, waits('received', 'added_at'))).toMatchObject({ id: other });
    }
    minute('06:00');
    await prepareWaitingRecords(world.services);
    await makeWaitingCopies(world.services);
    await back();
    expect(await detail(id, other)).toMatchObject({ state: 'failed', failure: expect.stringMatching(ENDED) });
    const { copy } = await detail(id, recordId);
    expect(copy).toMatchObject({
      state: 'refused',
      findings: [{ kind: 'file', sentence: expect.stringMatching(ENDED) }],
    });
  });
});
