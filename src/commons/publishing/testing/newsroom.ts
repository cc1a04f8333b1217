import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Type } from 'typebox';
import { feature as attachments } from '#commons/attachments/index.ts';
import { loadCalendar, loadReferenceCalendar } from '#commons/calendars/index.ts';
import { feature as casework, type MatterRow, matterById, takeStepAs } from '#commons/casework/index.ts';
import { grantsOf, holdersOf, loadReference, peopleByIds } from '#commons/organisations/index.ts';
import { type Instant, instant } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { readConfig } from '#platform/config.ts';
import { makeFileStore } from '#platform/files.ts';
import { type App, buildHttp, formToken } from '#platform/http.ts';
import { makeLog } from '#platform/log.ts';
import { makePortalSite } from '#platform/portal-site.ts';
import { projectRoot } from '#platform/root.ts';
import { makeSecretBox } from '#platform/secret-box.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import { freshDatabase } from '#platform/testing/database.ts';
import { movableClock } from '#platform/time.ts';
import { errorPage } from '#portal/index.ts';
import { findingsOf } from '../gate/gate.ts';
import { typeOf } from '../releases.ts';
import { currentRevision } from '../revisions.ts';
import { type ContentType, defineContentType } from '../content-type.ts';
import { generalTypes } from '../types.gen.ts';
import type { Content } from '../contract.ts';
import { SECRECY_CHECKLIST } from '../signature-contract.ts';
import {
  createDocument,
  feature as publishing,
  OUTSIDE_ARTICLE_20,
  publicationKind,
  saveColumns,
  saveSiteFacts,
} from '../index.ts';
import { handInMaterials } from './materials.ts';
import { legal, passedOn } from './normative.ts';
import { SAMPLE_FACTS } from './portal-sample.ts';

const TOKEN_KEY = 'a token key for tests';
/** A Monday, with no holiday in the three weeks that follow. */
export const BEGINS = instant('2026-03-02T09:00:00+08:00');

/** A type whose facts stand on the portal by themselves; told to, it breaks down while they are being written. */
const bulletin = defineContentType({
  key: 'bulletin',
  label: '抽检公告',
  columns: ['announcements'],
  data: Type.Object({
    facts: Type.Array(Type.String({ maxLength: 40 }), { title: '不合格产品' }),
    breaks: Type.Optional(Type.Boolean()),
  }),
  records: ({ data }) => {
    const { facts, breaks } = data as { facts: string[]; breaks?: boolean };
    return facts.map((text) => ({
      kind: 'bulletin',
      key: breaks ? (null as unknown as string) : text,
      body: { text },
    }));
  },
});

export const CHECKLIST = Object.keys(SECRECY_CHECKLIST);

/**
 * The demonstration bureau with everything a document passes through, office and portal over HTTP, and a clock moved by hand; with more
 * types of documents than the product has, where a test brings them.
 */
export async function openNewsroom({ types = [] }: { readonly types?: readonly ContentType[] } = {}) {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'sunlit-publishing-'));
  const clock = movableClock(BEGINS);
  const config = readConfig({ SUNLIT_DATA_DIR: dataDir, SUNLIT_LOG_LEVEL: 'silent', PORT: '0' });
  const woken: { readonly job: string; readonly at: string | undefined }[] = [];
  let calendar = await loadCalendar(database.db);
  let portalChanged: () => void = () => undefined;
  const services: Services = {
    config,
    log: makeLog('silent'),
    db: database.db,
    portalDb: database.portalDb,
    jobs: {
      enqueue: async (_, job, _data, options) => {
        woken.push({ job: job.name, at: options?.startAfter });
      },
    },
    files: makeFileStore(config),
    secrets: makeSecretBox('a master key for tests, long enough'),
    // What publishing looks up; the other features' entries are not asked for here.
    catalogue: {
      kinds: new Map([[publicationKind.key, publicationKind]]),
      contentTypes: new Map([...generalTypes, bulletin, ...types].map((type) => [type.key, type])),
    } as unknown as Services['catalogue'],
    time: clock,
    calendar: () => calendar,
    reloadCalendar: async () => {
      calendar = await loadCalendar(database.db);
    },
    portalChanged: () => portalChanged(),
  };
  await act(services, systemActor, async (a) => {
    await loadReferenceCalendar(a);
    await loadReference(a, path.join(projectRoot(), 'db/reference/organisations/jiangxi'));
    await saveColumns(a, await columnsOf(a));
    await saveSiteFacts(a, { ...SAMPLE_FACTS });
  });
  await services.reloadCalendar();
  const { app, newEdition } = await httpFor(services);
  portalChanged = newEdition;

  const unit = async (key: string): Promise<string> =>
    (await database.db.selectFrom('unit').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id;

  const actorById = async (id: string): Promise<Actor> => {
    const [person] = await peopleByIds(database.db, [id]);
    return { id, name: person?.name ?? '', grants: await grantsOf(database.db, id, clock.today()), secondFactor: true };
  };

  const who = async (role: string, unitKey: string, place = 0): Promise<Actor> => {
    const holders = await holdersOf(database.db, { role, on: clock.today(), unitId: await unit(unitKey) });
    const id = holders[place];
    if (!id) throw new Error(`nobody is ${role} in ${unitKey}`);
    return actorById(id);
  };

  const as = <T>(actor: Actor, verb: (a: Act) => Promise<T>): Promise<T> => act(services, actor, verb);

  const content = async (change: Partial<Content> = {}): Promise<Content> => ({
    title: '关于加强药品网络销售监督检查的通知',
    issuingUnitId: await unit('jx-mpa'),
    formedOn: '2026-03-02',
    columnKey: 'announcements',
    disclosure: 'active',
    opennessClass: 'management',
    // What is kept from the public is none of article 20's classes, unless a test says so.
    statutoryClass: (change.disclosure ?? 'active') === 'active' ? 13 : OUTSIDE_ARTICLE_20,
    bodyHtml: '<p>为规范药品网络销售，现就有关事项通知如下。</p>',
    ...change,
  });

  const people = {
    drafter: await who('drafter', 'jx-finance', 0),
    otherDrafter: await who('drafter', 'jx-finance', 1),
    head: await who('department-head', 'jx-finance'),
    reviewer: await who('secrecy-reviewer', 'jx-finance', 0),
    otherReviewer: await who('secrecy-reviewer', 'jx-finance', 1),
    legality: await who('legality-reviewer', 'jx-legal', 0),
    office: await who('openness-officer', 'jx-finance', 0),
    issuer: await who('issuer', 'jx-mpa', 0),
    otherIssuer: await who('issuer', 'jx-mpa', 1),
    releaser: await who('releaser', 'jx-information', 0),
    otherReleaser: await who('releaser', 'jx-information', 1),
  };

  const take = (actor: Actor, { id }: { readonly id: string }, step: string, fields: Record<string, unknown> = {}) =>
    as(actor, (a) => takeStepAs(a, id, step, fields));

  const draft = async (
    change: Partial<Content> = {},
    type = 'announcement',
    by = people.drafter,
  ): Promise<MatterRow> => {
    const given = { type, leadUnitId: await unit('jx-finance'), content: await content(change) };
    return as(by, (a) => createDocument(a, given));
  };

  /** What a document that binds people is sent for review with. */
  const handIn = async ({ id }: { readonly id: string }): Promise<void> => {
    const { type } = await database.db
      .selectFrom('document')
      .select('type')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (type === 'normative-document') await handInMaterials(services, people.drafter, id);
  };

  /** The hands of the chain in order; `sign(matter, 'secrecySign')` is everything up to and with that step. */
  const chain = [
    { step: 'submit', by: people.drafter, fields: {} },
    { step: 'headSign', by: people.head, fields: { opinion: '同意。' } },
    { step: 'secrecySign', by: people.reviewer, fields: { opinion: '不涉密。', checklist: CHECKLIST } },
    { step: 'issue', by: people.issuer, fields: { opinion: '同意发布。' } },
  ];
  const sign = async (matter: { readonly id: string }, upTo = 'issue'): Promise<void> => {
    const last = chain.findIndex(({ step }) => step === upTo);
    for (const { step, by, fields } of chain.slice(0, last + 1)) {
      if (step === 'submit') await handIn(matter);
      const at = (await matterById(database.db, matter.id))?.state;
      if (at === 'legalityReview') {
        await take(people.legality, matter, 'legalitySign', legal());
        if ((await matterById(database.db, matter.id))?.state === 'deliberation')
          await take(people.drafter, matter, 'deliberate', passedOn(clock.today()));
      }
      const answers = step === 'secrecySign' ? await picturesOf(services, matter.id) : [];
      await take(by, matter, step, answers.length > 0 ? { ...fields, confirmations: answers } : fields);
    }
  };

  return {
    services,
    database,
    clock,
    app,
    woken,
    people,
    unit,
    who,
    actorById,
    as,
    content,
    draft,
    take,
    sign,
    handIn,
    /** Drafted, signed by the whole chain and let out. */
    async released(change: Partial<Content> = {}, type?: string): Promise<MatterRow> {
      const matter = await draft(change, type);
      await sign(matter);
      return take(people.releaser, matter, 'release');
    },
    async stateOf({ id }: { readonly id: string }): Promise<string> {
      return (await matterById(database.db, id))?.state ?? 'nowhere';
    },
    async indexNumberOf({ id }: { readonly id: string }): Promise<string> {
      const row = await database.db
        .selectFrom('document')
        .select('index_number')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.index_number ?? '';
    },
    moveTo: (at: Instant) => clock.moveTo(at),
    browse: (actor: Actor) => browserOf(app, actor),
    /** A page as any citizen gets it. */
    visit: (url: string) => app.inject({ method: 'GET', url }),
    async close() {
      await app.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
export type Newsroom = Awaited<ReturnType<typeof openNewsroom>>;

/** What the reviewer says of each picture of a text; of nothing else. */
async function picturesOf(services: Services, id: string) {
  const { db } = services;
  const { type } = await db.selectFrom('document').select('type').where('id', '=', id).executeTakeFirstOrThrow();
  const { content } = await currentRevision(db, id);
  const findings = await findingsOf({ db, services }, typeOf(services, type), id, content);
  return findings
    .filter(({ check }) => check === 'pictures')
    .map(({ key }) => ({ finding: key, reason: '看过图片，没有不宜公开的内容。' }));
}

async function columnsOf({ tx }: Act) {
  const { id } = await tx.selectFrom('unit').select('id').where('key', '=', 'jx-finance').executeTakeFirstOrThrow();
  const column = {
    type: '工作动态',
    section: 'openness',
    unit_id: id,
    description: '',
    keywords: '',
    inspected_as: 'other' as const,
  };
  return [
    { ...column, key: 'announcements', name: '通知公告', position: 10, fresh_days: 30 },
    { ...column, key: 'news', name: '工作动态', position: 15, fresh_days: 14 },
    { ...column, key: 'policies', name: '政策文件', position: 20, fresh_days: null },
    { ...column, key: 'interpretations', name: '政策解读', position: 25, fresh_days: null },
  ];
}

/** The routes with everything around them but signing in: the header says who asks. */
async function httpFor(services: Services): Promise<{ app: App; newEdition: () => void }> {
  const features = [casework, attachments, publishing];
  const app = await buildHttp({
    log: services.log,
    policy: Object.assign({}, ...features.map(({ policy }) => policy)),
    authenticate: async ({ headers }) => {
      const id = headers['x-test-person'];
      if (typeof id !== 'string') return null;
      const [person] = await peopleByIds(services.db, [id]);
      const grants = await grantsOf(services.db, id, services.time.today());
      return { id, actor: { id, name: person?.name ?? '', grants, secondFactor: true } };
    },
    errorPage,
    tokenKey: TOKEN_KEY,
    trustProxy: false,
    https: false,
    limitFactor: 1000,
  });
  const site = makePortalSite(services, () => undefined);
  for (const feature of features) {
    feature.office?.(app, services);
    feature.portal?.(app, site);
  }
  await app.ready();
  return { app, newEdition: () => site.newEdition() };
}

function browserOf(app: App, actor: Actor) {
  const headers = { 'x-test-person': actor.id, 'x-form-token': formToken(actor.id, TOKEN_KEY) };
  return {
    get: (url: string) => app.inject({ method: 'GET', url, headers }),
    post: (url: string, body: object = {}) => app.inject({ method: 'POST', url, headers, payload: body }),
    put: (url: string, body: object) => app.inject({ method: 'PUT', url, headers, payload: body }),
    del: (url: string) => app.inject({ method: 'DELETE', url, headers }),
    upload(url: string, name: string, bytes: Uint8Array) {
      const boundary = 'sunlit-test-boundary';
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
      return app.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
        payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
      });
    },
  };
}
