import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { htmlFindings, refusedByPolicy } from '#portal/testing/valid-html.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { requestSettings } from '../settings.ts';
import { guideSettings } from './settings.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world?.close());

const NOTHING = { office: '', address: '', postcode: '', hours: '', phone: '', fax: '', email: '', complaints: '' };
const get = async (url: string) => {
  const { app } = await world.site();
  return (await app.inject({ url, headers: { accept: 'text/html' } })).body;
};
const set = async (facts: Partial<typeof NOTHING>) => {
  const officer = await world.cast('openness-officer');
  await world.as(officer, (act) => guideSettings.write(act, { ...NOTHING, ...facts }));
};

describe('the guide to applications', () => {
  test('without settings shows what the register of organisations has, and says where to ask for the rest', async () => {
    await set({});
    const page = await get('/requests');
    expect(page).toContain('<dd>江西省药品监督管理局</dd>');
    expect(page).toMatch(/传真、电子邮箱没有在本页公布/);
    expect(page).toContain('行政复议机关（答复书上写明）');
    expect(page).toContain('应当先自答复期限届满之日起60日内');
    expect(page).toContain('第二十三条第一款第四项');
  });

  test('has every element the regulation asks for, as it is set', async () => {
    await set({
      office: '办公室（政务公开办公室）',
      address: '北京东路1566号',
      postcode: '330029',
      hours: '工作日九点至十七点',
      phone: '0791-88158000',
      fax: '0791-88158001',
      email: 'gk@example.gov.cn',
      complaints: '机关纪委 0791-88158002',
    });
    await world.as(await world.cast('openness-officer'), (act) =>
      requestSettings.write(act, { reviewOrgan: '江西省人民政府', court: '南昌铁路运输法院', reviewUrl: '' }),
    );
    const page = await get('/requests');
    for (const words of [
      '办公室（政务公开办公室）',
      '北京东路1566号',
      '330029',
      '工作日九点至十七点',
      '0791-88158000',
      '发到 0791-88158001',
      '发到 gk@example.gov.cn',
      '机关纪委 0791-88158002',
      '向江西省人民政府申请行政复议',
      '向南昌铁路运输法院提起行政诉讼',
      '收到之日起20个工作日内',
      '一次，最多20个工作日',
      '收到之日起7个工作日内',
      '自收到征求意见书之日起15个工作日内',
      '1至10件不收费，11至30件的部分每件100元，以后每增加10件，每件增加100元',
      '201页以上的部分每页40元',
      '自收到收费通知次日起30日内；答复期限从缴费的次日起重新计算',
      '理由合理但不能按期答复的，确定延迟答复的合理期限',
      '第三十五条',
      '逾期不缴的，视为放弃申请（《政府信息公开信息处理费管理办法》，国办函〔2020〕109号）。认为有困难需要减免的，可以在申请表中说明，由本机关决定（本机关办理要求）',
      '不予公开（属于行政查询事项的除外），或者部分不予公开的，对不予公开不服：应当先',
      '第二十九条',
      '第四十三条',
      '与您自身相关的政府信息记录不准确的，可以要求更正（《政府信息公开条例》第四十一条）',
      '法律没有规定办理的期限，本机关在收到之日起20个工作日内书面答复（本机关自定）',
      '6个月内直接向南昌铁路运输法院提起行政诉讼；先申请复议的，对复议决定不服或者复议机关逾期不作决定的，自收到决定书之日或者复议期满之日起15日内向南昌铁路运输法院或者其他有管辖权的人民法院提起行政诉讼',
    ])
      expect(page.replaceAll('<!-- -->', '')).toContain(words);
  });

  test('names no conditions of a reduction that no rule names', async () => {
    for (const url of ['/requests', '/requests/new', '/requests/paper-form'])
      expect(await get(url)).not.toContain('符合减免条件');
  });

  test('what is emptied again is no longer said', async () => {
    await set({ fax: '0791-88158001' });
    expect(await get('/requests')).toContain('0791-88158001');
    await set({});
    expect(await get('/requests')).not.toContain('0791-88158001');
  });

  test.each(['/requests', '/requests/paper-form', '/requests/new'])(
    '%s is valid and within the content policy',
    async (url) => {
      const html = await get(url);
      expect(await htmlFindings(html)).toEqual([]);
      expect(refusedByPolicy(html)).toEqual([]);
    },
  );

  test('is reached from the column 政府信息公开 and from the navigation', async () => {
    expect(await get('/government-information')).toContain('href="/requests"');
    expect(await get('/sections/openness')).toContain('href="/requests"');
  });
});

test('the sheet to print asks what the form asks, and says where it is sent', async () => {
  await set({ office: '政务公开办公室', address: '北京东路1566号' });
  const page = await get('/requests/paper-form');
  for (const words of [
    '统一社会信用代码',
    '居民身份证',
    '商业企业',
    '自行领取',
    '代理人',
    '政务公开办公室，北京东路1566号',
  ])
    expect(page).toContain(words);
});
