import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentHashOf, isAsSigned } from './content-hash.ts';
import type { Content } from './contract.ts';
import { currentRevision } from './revisions.ts';
import { type Newsroom, openNewsroom } from './testing/newsroom.ts';

let room: Newsroom;
let ours = '';
const HEALTH = '江西省卫生健康委员会';
const MARKET = '江西省市场监督管理局';
const LINK = 'https://hc.jiangxi.gov.cn/tongzhi/2026-12.html';

beforeAll(async () => {
  room = await openNewsroom();
  const id = await room.unit('jx-mpa');
  ours = (await room.database.db.selectFrom('unit').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name;
});
afterAll(() => room.close());

const led = (by: string): Partial<Content> => ({
  jointOrgans: [by, ...[ours, HEALTH, MARKET].filter((o) => o !== by)],
});
const plain = (html: string) => html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, '');

describe('a document that several organs issue together (联合发文)', () => {
  it.each<[string, () => Partial<Content>, string, string]>([
    ['one organ alone', () => ({ jointOrgans: [ours] }), 'jointOrgans', '至少有两个机关'],
    ['one twice', () => ({ jointOrgans: [ours, HEALTH, ` ${HEALTH} `] }), 'jointOrgans', '有重复'],
    ['not ours', () => ({ jointOrgans: [HEALTH, MARKET] }), 'jointOrgans', '没有本局'],
    ['ours leads', () => ({ ...led(ours), leadPublication: LINK }), 'leadPublication', '由本局公开'],
    ['ours leads, with a reason', () => ({ ...led(ours), leadReason: '对方没有网站' }), 'leadReason', '由本局公开'],
    ['no address', () => ({ ...led(HEALTH), leadPublication: '省卫健委网站' }), 'leadPublication', '完整网址'],
    [
      'a machine of the house',
      () => ({ ...led(HEALTH), leadPublication: 'http://127.0.0.1:22/' }),
      'leadPublication',
      '公众能打开',
    ],
    [
      'a name before the host',
      () => ({ ...led(HEALTH), leadPublication: 'https://a@example.gov.cn/' }),
      'leadPublication',
      '公众能打开',
    ],
    [
      'a host without a net',
      () => ({ ...led(HEALTH), leadPublication: 'http://localhost/x' }),
      'leadPublication',
      '公众能打开',
    ],
    ['a lead without organs', () => ({ leadPublication: LINK }), 'leadPublication', '没有填写联合发文机关'],
  ])('refuses what does not fit, at its field: %s', async (_, change, field, sentence) => {
    await expect(room.draft(change())).rejects.toMatchObject({
      fields: { [`content.${field}`]: expect.stringContaining(sentence) },
    });
  });

  it('led by us goes the usual way; page, print, feeds and what machines read name every organ in order', async () => {
    const matter = await room.released({ ...led(ours), title: '关于联合开展专项整治的通知' });
    const path = `/documents/${await room.indexNumberOf(matter)}`;
    const names = [ours, HEALTH, MARKET];
    for (const at of [path, `${path}/print`]) expect(plain((await room.visit(at)).body)).toContain(names.join('、'));
    const page = (await room.visit(path)).body;
    expect(page).toContain(JSON.stringify(names.map((name) => ({ '@type': 'GovernmentOrganization', name }))));
    expect(page).not.toContain('牵头公开');
    const atom = (await room.visit('/feed.xml')).body;
    expect([...atom.matchAll(/<name>([^<]*)<\/name>/g)].map(([, name]) => name)).toEqual(names);
    const { items } = JSON.parse((await room.visit('/feed.json')).body) as { items: { authors: { name: string }[] }[] };
    expect(items[0]?.authors.map(({ name }) => name)).toEqual(names);
  });

  it('led by another is not sent up until there is its publication, or a reason; the page leads there', async () => {
    const matter = await room.draft(led(HEALTH));
    const submit = () => room.take(room.people.drafter, matter, 'submit');
    await expect(submit()).rejects.toThrow(`由牵头制作的机关（${HEALTH}）负责公开`);
    const revise = async (change: Partial<Content>) =>
      room.take(room.people.drafter, matter, 'revise', {
        content: await room.content({ ...led(HEALTH), ...change }),
        reason: '补充牵头机关的公开情况',
      });
    await revise({ leadPublication: '  ', leadReason: '  ' });
    await expect(submit()).rejects.toThrow('负责公开');
    await revise({ leadPublication: LINK });
    await room.sign(matter);
    await room.take(room.people.releaser, matter, 'release');
    const page = (await room.visit(`/documents/${await room.indexNumberOf(matter)}`)).body;
    expect(page).toContain(`<a href="${LINK}">${HEALTH}公开的这份文件</a>`);
  });

  it('led by another that has not published it goes out with a reason, which the public is not told', async () => {
    const leadReason = '牵头机关书面委托本局先行公开';
    const matter = await room.released({ ...led(HEALTH), leadReason });
    const page = (await room.visit(`/documents/${await room.indexNumberOf(matter)}`)).body;
    expect(plain(page)).toContain([HEALTH, ours, MARKET].join('、'));
    expect(page).not.toContain(leadReason);
  });

  it('is not asked for the lead where it is not for the public', async () => {
    const kept = { disclosure: 'none', disclosureBasis: 'article-16-internal', disclosureReason: '内部事务' } as const;
    const matter = await room.draft({ ...led(HEALTH), ...kept });
    await room.take(room.people.drafter, matter, 'submit');
    expect(await room.stateOf(matter)).toBe('departmentReview');
  });

  it('withdrawn for what leaked, leaves no organ and no address behind', async () => {
    const matter = await room.released({ ...led(HEALTH), leadPublication: LINK });
    await room.take(room.people.issuer, matter, 'withdraw', { cause: 'privacy', reason: '含有个人隐私' });
    const left = await room.services.portalDb
      .selectFrom('portal.document')
      .select(['joint_organs', 'lead_publication'])
      .where('id', '=', matter.id)
      .executeTakeFirst();
    expect(left).toEqual({ joint_organs: [], lead_publication: null });
  });

  it('is under every signature; a text without it has the hash it would have had before', async () => {
    const { content, contentHash, ...rest } = await currentRevision(room.database.db, (await room.draft(led(ours))).id);
    expect(isAsSigned({ content, contentHash, ...rest })).toBe(true);
    const otherwise = { ...content, jointOrgans: [HEALTH, ours] };
    expect(isAsSigned({ content: otherwise, contentHash, ...rest })).toBe(false);
    const alone = await currentRevision(room.database.db, (await room.draft({ jointOrgans: [] })).id);
    expect(Object.keys(alone.content)).not.toContain('jointOrgans');
    const before = await room.content();
    expect(alone.contentHash).toBe(contentHashOf('sm3', 2, { ...before, data: {} }, null));
  });
});
