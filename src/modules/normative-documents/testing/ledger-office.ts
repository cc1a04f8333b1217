import { expect } from 'vitest';
import { matterById, takeStepAs } from '#commons/casework/index.ts';
import { changeSignInSettings, createAccount, DEFAULT_SETTINGS } from '#commons/identity/index.ts';
import { type Content, createDocument } from '#commons/publishing/index.ts';
import { act, systemActor } from '#platform/services.ts';
import { Browser } from '../../../commons/identity/testing/browser.ts';
import { SECRECY_CHECKLIST } from '../../../commons/publishing/signature-contract.ts';
import { handInMaterials } from '../../../commons/publishing/testing/materials.ts';
import { CONSULTED, legal, passedOn, PLAN } from '../../../commons/publishing/testing/normative.ts';
import { makeWorld } from '../../../testing/world.ts';
import type { LedgerDetail, LedgerLine } from '../contract.ts';

const PASSWORD = 'Chun-Feng-2026';

/** The whole house with the hands that write, sign and let out what binds people, and eyes on ledger, register and portal. */
export async function openLedgerOffice() {
  const world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  const { services } = world;
  // Years go by; nobody here changes a password.
  const signIn = { ...DEFAULT_SETTINGS, secondFactor: 'nobody', passwordMaxAgeDays: 0 } as const;
  await act(services, systemActor, (a) => changeSignInSettings(a, signIn));
  const site = await world.site();
  const accounts = new Set<string>();

  /** Somebody at the screen, signed in anew: sessions end while years go by. */
  const browser = async (role: string, unit?: string): Promise<Browser> => {
    const { id } = await world.cast(role, unit);
    const username = `p-${id.slice(0, 8)}`;
    if (!accounts.has(username))
      await act(services, systemActor, (a) => createAccount(a, { personId: id, username, password: PASSWORD }));
    accounts.add(username);
    const one = new Browser(site.app);
    await one.signIn(username, PASSWORD);
    return one;
  };

  const unitId = async (key: string): Promise<string> =>
    (await services.db.selectFrom('unit').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id;

  const step = async (role: string, unit: string | undefined, id: string, name: string, fields: object = {}) => {
    const actor = await world.cast(role, unit);
    return world.as(actor, (a) => takeStepAs(a, id, name, { ...fields }));
  };

  const draft = async (type: string, change: Partial<Content>): Promise<string> => {
    const drafter = await world.cast('drafter', 'jx-finance');
    const content: Content = {
      title: '药品经营监督检查办法',
      issuingUnitId: await unitId('jx-mpa'),
      formedOn: services.time.today(),
      columnKey: 'policies',
      disclosure: 'active',
      opennessClass: 'decision',
      statutoryClass: 1,
      bodyHtml: '<p>为规范药品经营，制定本办法。</p>',
      ...change,
    };
    const leadUnitId = await unitId('jx-finance');
    return (await world.as(drafter, (a) => createDocument(a, { type, leadUnitId, content }))).id;
  };

  const sign = async (id: string, binding: boolean, unit = 'jx-finance'): Promise<void> => {
    if (binding) await handInMaterials(services, await world.cast('drafter', unit), id);
    await step('drafter', unit, id, 'submit');
    await step('department-head', unit, id, 'headSign', { opinion: '同意。' });
    const checklist = Object.keys(SECRECY_CHECKLIST);
    await step('secrecy-reviewer', undefined, id, 'secrecySign', { opinion: '不涉密。', checklist });
    if (binding) await step('legality-reviewer', undefined, id, 'legalitySign', legal());
    if ((await matterById(services.db, id))?.state === 'deliberation')
      await step('drafter', unit, id, 'deliberate', passedOn(services.time.today()));
    await step('issuer', undefined, id, 'issue', { opinion: '同意发布。' });
  };

  let number = 0;
  /** A normative document with its interpretation, signed by the whole chain and let out together. */
  const published = async (change: Partial<Content> & { readonly data: Record<string, unknown> }): Promise<string> => {
    number += 1;
    const data = { ...PLAN, ...CONSULTED, ...change.data };
    const id = await draft('normative-document', { documentNumber: `赣药监规〔2026〕${number}号`, ...change, data });
    await sign(id, true);
    const interpretation = await draft('interpretation', {
      title: `解读之${number}`,
      columnKey: 'interpretations',
      data: { form: 'text' },
      relations: [{ kind: 'interprets', documentId: id }],
      bodyHtml: '<h2>制定背景</h2><p>管理需要。</p><h2>主要内容</h2><p>分四章。</p>',
    });
    await sign(interpretation, false);
    const made = await (await browser('drafter', 'jx-finance')).post('/api/release-sets', {
      title: `文件和解读之${number}`,
      reason: '同步公开',
      documentIds: [id, interpretation],
    });
    const { id: setId } = made.json<{ id: string }>();
    const releaser = await browser('releaser');
    const { version } = (await releaser.get(`/api/release-sets/${setId}`)).json<{ version: number }>();
    const answer = await releaser.post(`/api/release-sets/${setId}/release`, { version });
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    return id;
  };

  const ledger = async (query = ''): Promise<LedgerLine[]> =>
    (await (await browser('clerk', 'jx-legal')).get(`/api/normative-documents?size=100${query}`)).json<{
      rows: LedgerLine[];
    }>().rows;
  const detail = async (id: string): Promise<LedgerDetail> =>
    (await (await browser('drafter', 'jx-finance')).get(`/api/normative-documents/${id}`)).json();

  return {
    world,
    site,
    browser,
    unitId,
    step,
    draft,
    sign,
    published,
    ledger,
    detail,
    line: async (id: string, query = '') => (await ledger(query)).find((one) => one.id === id),
    indexNumber: async (id: string) => (await detail(id)).indexNumber,
    contentOf: async (id: string): Promise<Content> =>
      (await (await browser('drafter', 'jx-finance')).get(`/api/documents/${id}`)).json<{
        current: { content: Content };
      }>().current.content,
    /** What the portal is told of a document's being in force. */
    validity: async (id: string) =>
      (
        await services.portalDb
          .selectFrom('portal.record')
          .select('body')
          .where('kind', '=', 'validity')
          .where('key', '=', id)
          .executeTakeFirst()
      )?.body as Record<string, unknown> | undefined,
    /** A page as any citizen gets it. */
    page: async (url: string) => (await site.app.inject({ url, headers: { 'accept-encoding': 'identity' } })).body,
    close: () => world.close(),
  };
}
export type LedgerOffice = Awaited<ReturnType<typeof openLedgerOffice>>;
