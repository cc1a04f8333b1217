import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBureau, type Bureau } from '#commons/casework/testing/bureau.ts';
import { takeStep } from '#commons/casework/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { InfectedFile } from '#platform/files.ts';
import type { AttachmentLine, Attachments } from './contract.ts';
import { receiveFile } from './index.ts';

let bureau: Bureau;
let clerk: Actor;
let head: Actor;
let bystander: Actor;
let stranger: Actor;
beforeAll(async () => {
  bureau = await openBureau();
  clerk = await bureau.who('clerk', 'jx-licensing');
  head = await bureau.who('department-head', 'jx-licensing');
  bystander = await bureau.who('clerk', 'jx-cosmetics');
  stranger = await bureau.who('clerk', 'nanchang');
});
afterAll(() => bureau.close());

const words = (text: string) => new TextEncoder().encode(text);
const upload = (actor: Actor, query: string, name = '办理情况说明.txt', bytes = words('办理情况')) =>
  bureau.browse(actor).upload(`/api/attachments${query}`, name, bytes);
const list = async (actor: Actor, id: string): Promise<Attachments> =>
  (await bureau.browse(actor).get(`/api/matters/${id}/attachments`)).json();
const reasons = (response: { json(): unknown }) => (response.json() as { reasons: string[] }).reasons;

describe('files on a matter', () => {
  it('come back byte for byte, as a download under their Chinese name that runs nothing', async () => {
    const matter = await bureau.errand('jx-licensing');
    const sent = await upload(clerk, `?matterId=${matter.id}&purpose=evidence`);
    expect(sent.statusCode).toBe(201);
    const line = sent.json<AttachmentLine>();
    expect(line).toMatchObject({
      name: '办理情况说明.txt',
      size: 12,
      mediaType: 'text/plain',
      purposeLabel: '佐证材料',
      scanLabel: '未扫描（没有配置病毒扫描服务）',
      addedBy: { id: clerk.id },
      removable: true,
    });
    const got = await bureau.browse(head).get(line.href);
    expect(got.rawPayload.toString('utf8')).toBe('办理情况');
    expect(got.headers).toMatchObject({
      'content-disposition': `attachment; filename="download.txt"; filename*=UTF-8''${encodeURIComponent('办理情况说明.txt')}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    const { text } = await bureau.services.db.selectFrom('stored_file').select('text').executeTakeFirstOrThrow();
    expect(text).toBe('办理情况');
  });

  it('are seen by whoever may see the matter, and added by whoever has a part in it', async () => {
    const matter = await bureau.errand('jx-licensing', { helped: 'jx-information' });
    const { href } = (await upload(clerk, `?matterId=${matter.id}`)).json<AttachmentLine>();
    expect((await bureau.browse(bystander).get(href)).statusCode).toBe(200);
    expect((await bureau.browse(stranger).get(href)).statusCode).toBe(404);
    expect((await list(bystander, matter.id)).refusals).toEqual(['只有参与办理的单位和人员可以上传材料']);
    expect((await upload(bystander, `?matterId=${matter.id}`)).statusCode).toBe(409);
    expect((await upload(stranger, `?matterId=${matter.id}`)).statusCode).toBe(404);
    const helper = await bureau.who('clerk', 'jx-information');
    expect((await upload(helper, `?matterId=${matter.id}`)).statusCode).toBe(201);
    expect((await list(clerk, matter.id)).rows).toHaveLength(2);
  });

  it('sent in before there is a matter are their sender’s alone, until attached once', async () => {
    const matter = await bureau.errand('jx-licensing');
    const sent = (await upload(clerk, '')).json<AttachmentLine>();
    expect((await bureau.browse(head).get(sent.href)).statusCode).toBe(404);
    const attach = { matterId: matter.id, purpose: 'draft' };
    expect((await bureau.browse(head).post(`/api/attachments/${sent.id}/attach`, attach)).statusCode).toBe(404);
    const attached = await bureau.browse(clerk).post(`/api/attachments/${sent.id}/attach`, attach);
    expect(attached.json()).toMatchObject({ matterId: matter.id, purposeLabel: '文稿' });
    expect((await bureau.browse(head).get(sent.href)).statusCode).toBe(200);
    expect((await bureau.browse(clerk).post(`/api/attachments/${sent.id}/attach`, attach)).statusCode).toBe(409);
  });

  it('that are removed are no longer offered, but their bytes and their trace stay', async () => {
    const matter = await bureau.errand('jx-licensing');
    const line = (await upload(clerk, `?matterId=${matter.id}`)).json<AttachmentLine>();
    const remove = (actor: Actor) =>
      bureau.browse(actor).post(`/api/attachments/${line.id}/remove`, { reason: '传错了' });
    const refusal = await remove(bystander);
    expect([refusal.statusCode, reasons(refusal)]).toEqual([403, ['材料只能由上传人或牵头单位负责人移除']]);
    expect((await remove(head)).statusCode).toBe(204);
    expect((await remove(head)).statusCode).toBe(404);
    expect((await list(clerk, matter.id)).rows).toEqual([]);
    expect((await bureau.browse(clerk).get(line.href)).statusCode).toBe(404);
    const row = await bureau.services.db
      .selectFrom('attachment')
      .select(['hash', 'removed_at'])
      .where('id', '=', line.id)
      .executeTakeFirstOrThrow();
    expect(await bureau.services.files.verify(row.hash)).toBe('intact');
    const { timeline } = (await bureau.browse(clerk).get(`/api/matters/${matter.id}`)).json<{
      timeline: { label: string; fields: { label: string; value: string }[] }[];
    }>();
    expect(timeline.map(({ label }) => label)).toEqual(['登记', '上传材料', '移除材料']);
    expect(timeline[2]?.fields).toEqual([
      { label: '理由', value: '传错了' },
      { label: '文件名', value: '办理情况说明.txt' },
    ]);
  });

  it('of a matter that is closed stay as they are', async () => {
    const matter = await bureau.errand('jx-licensing');
    const line = (await upload(clerk, `?matterId=${matter.id}`)).json<AttachmentLine>();
    const office = await bureau.who('openness-officer', 'jx-finance');
    const step = (actor: Actor, name: string, version: number, fields: object = {}) =>
      bureau.as(actor, (a) => takeStep(a, { matterId: matter.id, step: name, version, fields }));
    const reported = await step(clerk, 'report', matter.version, { result: '好' });
    const passed = await step(head, 'pass', reported.version);
    await step(office, 'accept', passed.version);
    expect(reasons(await upload(clerk, `?matterId=${matter.id}`))).toEqual(['事项已办结，不能再上传材料']);
    const removal = await bureau.browse(clerk).post(`/api/attachments/${line.id}/remove`, { reason: '不要了' });
    expect(reasons(removal)).toEqual(['事项已办结，材料已归档，不能移除']);
  });
});

describe('what is not accepted', () => {
  it.each([
    ['一份程序.txt', Buffer.from('4d5a90000300000004000000ffff0000b8000000', 'hex')],
    ['空.txt', new Uint8Array()],
    ['压缩包.zip', Buffer.from('504b050600000000000000000000000000000000000000000000', 'hex')],
  ])('%s is refused in a sentence and leaves no row', async (name, bytes) => {
    const response = await upload(clerk, '', name, bytes);
    expect(response.statusCode).toBe(422);
    expect(response.json<{ fields: { file?: string } }>().fields.file).toBeTruthy();
    const rows = await bureau.services.db.selectFrom('attachment').select('id').where('name', '=', name).execute();
    expect(rows).toEqual([]);
  });

  it('a form without a file is told what is missing', async () => {
    expect(reasons(await bureau.browse(clerk).post('/api/attachments', {}))).toEqual(['请选择要上传的文件']);
  });

  it('a path and characters that turn the direction of reading do not survive in the name', async () => {
    const { name } = (await upload(clerk, '', '../../etc/\u202Etxt.说明.txt')).json<AttachmentLine>();
    expect(name).toBe('txt.说明.txt');
  });

  it('a virus is refused, not kept, and recorded', async () => {
    const services = {
      ...bureau.services,
      files: {
        ...bureau.services.files,
        put: () => Promise.reject(new InfectedFile('a'.repeat(64), 'Test-Virus', '坏文件.txt')),
      },
    };
    await expect(receiveFile(services, clerk, words('坏'), '坏文件.txt')).rejects.toThrow('含有病毒');
    const entry = await bureau.services.db
      .selectFrom('journal_entry')
      .select(['actor_id', 'payload'])
      .where('action', '=', 'attachments.virus-refused')
      .executeTakeFirstOrThrow();
    expect(entry).toEqual({
      actor_id: clerk.id,
      payload: { hash: 'a'.repeat(64), virus: 'Test-Virus', name: '坏文件.txt' },
    });
  });
});
