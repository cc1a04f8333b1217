import type { AddressInfo } from 'node:net';
import { createAccount } from '#commons/identity/index.ts';
import { Browser } from '#commons/identity/testing/browser.ts';
import type { Actor } from '#kernel/policy.ts';
import { systemActor } from '#platform/services.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import type { MadeKey, NewPartner, RecordLine } from '../contract.ts';
import { issueKey } from '../keys.ts';
import { registerPartner } from '../partners.ts';
import { recordsLike } from '../queries.ts';
import { type ClientKey, partnerClient } from './client.ts';

const PASSWORD = 'Chun-Feng-2026';

/** A bureau that listens on a port, its people signed in, and systems of others with keys: what exchanges are tried against. */
export async function openExchange() {
  const world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  const { app } = await world.site();
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  const officer = await world.cast('openness-officer');
  const administrator = await world.cast('administrator');
  const drafter = await world.cast('drafter', 'jx-finance');
  await world.as(systemActor, (a) =>
    createAccount(a, { personId: drafter.id, username: 'finance-drafter', password: PASSWORD }),
  );

  const unit = async (key: string): Promise<string> =>
    (await world.services.db.selectFrom('unit').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id;

  const partner = async (key: string, change: Partial<NewPartner> = {}): Promise<string> =>
    world.as(officer, (a) =>
      registerPartner(a, {
        key,
        name: `协同办公系统 ${key}`,
        contact: '信息中心 0791-88150000',
        operations: ['documents.push', 'documents.read'],
        unitIds: [],
        networks: [],
        perMinute: 600,
        answerHours: 72,
        ...change,
      }),
    );

  const keyFor = (partnerId: string, overlapDays = 7): Promise<MadeKey> =>
    world.as(administrator, (a) => issueKey(a, partnerId, { validDays: 365, overlapDays }));

  const client = (key: ClientKey) => partnerClient(base, key, () => world.services.time.now());

  return {
    world,
    app,
    base,
    people: { officer, administrator, drafter },
    unit,
    partner,
    keyFor,
    client,
    /** A partner with a key, ready to call. */
    async connected(key: string, change: Partial<NewPartner> = {}) {
      const id = await partner(key, change);
      const made = await keyFor(id);
      return { id, made, client: client(made) };
    },
    /** Somebody of the staff, signed in. */
    async signedIn(actor: Actor, username: string): Promise<Browser> {
      await world.as(systemActor, (a) => createAccount(a, { personId: actor.id, username, password: PASSWORD }));
      const browser = new Browser(app);
      await browser.signIn(username, PASSWORD);
      return browser;
    },
    /** The newest first; those of one partner when it is named. */
    records: async (partner?: string): Promise<RecordLine[]> =>
      (await recordsLike(world.services, { page: 1, size: 100, ...(partner ? { partner } : {}) })).rows,
    close: () => world.close(),
  };
}
export type Exchange = Awaited<ReturnType<typeof openExchange>> & { readonly world: World };

/** A finished document as an office-automation system would send it. */
export const finished = (externalId: string, change: object = {}, attributes: object = {}) => ({
  externalId,
  type: 'announcement',
  unit: 'jx-finance',
  drafter: { account: 'finance-drafter' },
  document: {
    title: '关于开展药品经营企业信用评价的通知',
    documentNumber: '赣药监财〔2026〕8号',
    formedOn: '2026-03-02',
    columnKey: 'announcements',
    disclosure: 'active',
    opennessClass: 'management',
    statutoryClass: 13,
    ...attributes,
  },
  body: { html: '<h2>一、评价范围</h2><p>全省药品经营企业。</p>' },
  ...change,
});
