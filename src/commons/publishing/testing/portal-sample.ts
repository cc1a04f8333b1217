import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { type Instant, instant, type LocalDate, localDate } from '#kernel/dates.ts';
import { type App, buildHttp } from '#platform/http.ts';
import { makeLog } from '#platform/log.ts';
import { makePortalSite, type PortalSite } from '#platform/portal-site.ts';
import { plainText } from '#platform/sanitise.ts';
import { makeSecretBox } from '#platform/secret-box.ts';
import { makeCalendar } from '#kernel/calendar.ts';
import type { Services } from '#platform/services.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { errorPage, type SiteFacts } from '#portal/index.ts';
import { generalTypes } from '../types.gen.ts';
import { publishingPolicy } from '../policy.ts';
import { portalRoutes } from '../portal-routes.ts';
import { dropEntry, writeEntry } from '../search/write-entry.ts';

// Rows as the door writes them. The portal reads nothing else, so its pages can be tested without the whole house.

export const SAMPLE_FACTS: SiteFacts = {
  name: '某某省药品监督管理局',
  domain: 'mpa.example.invalid',
  idCode: '0000000000',
  host: '某某省药品监督管理局（演示）',
  operator: '信息中心（演示）',
  icp: '演示，未备案',
  police: '演示，未备案',
  contact: '某某市演示路 1 号　000-00000000',
  demo: true,
  filled: [],
};

export const SAMPLE_TODAY = localDate('2026-11-22');

export interface PortalSample {
  readonly app: App;
  readonly site: PortalSite;
  readonly database: TestDatabase;
  /** Puts a document where the door would; gives its index number. */
  release(document: Partial<SampleDocument>): Promise<string>;
  withdraw(indexNumber: string, reason: string): Promise<void>;
  close(): Promise<void>;
}

export interface SampleDocument {
  readonly indexNumber: string;
  readonly type: string;
  readonly column: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly unit: keyof typeof UNITS;
  readonly formedOn: LocalDate;
  readonly openness: string;
  readonly statutory: number;
  readonly summary: string | null;
  readonly bodyHtml: string;
  readonly attachments: readonly { name: string; hash: string; size: number; mediaType: string }[];
  readonly relations: readonly { kind: string; documentId: string }[];
  readonly corrections: readonly { at: Instant; reason: string }[];
  readonly releasedAt: Instant;
}

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const UNITS = {
  bureau: { id: id(1), kind: 'bureau', name: '某某省药品监督管理局', parent: null },
  finance: { id: id(2), kind: 'department', name: '综合和规划财务处', parent: id(1) },
  law: { id: id(3), kind: 'department', name: '法规处', parent: id(1) },
  personnel: { id: id(4), kind: 'department', name: '人事处', parent: id(1) },
  science: { id: id(5), kind: 'department', name: '科技处', parent: id(1) },
  information: { id: id(6), kind: 'affiliated', name: '信息中心', parent: id(1) },
  service: { id: id(7), kind: 'affiliated', name: '行政受理与投诉举报中心', parent: id(1) },
  openness: { id: id(8), kind: 'leading-group', name: '政务公开领导小组', parent: id(1) },
} as const;

export const COLUMNS = {
  policies: ['政策文件', '本机关制定的规范性文件和其他政策文件', '政策文件', 'openness', 'law'],
  interpretations: ['政策解读', '政策文件的背景、要点和办理方法', '政策解读', 'openness', 'law'],
  plans: ['规划计划', '年度工作要点、专项规划和计划', '其他', 'openness', 'finance'],
  personnel: ['人事信息', '机构职能、人事任免和公务员招录', '其他', 'openness', 'personnel'],
  announcements: ['通知公告', '面向社会的通知和公告', '其他', 'openness', 'finance'],
  sampling: ['监督抽检', '药品、医疗器械、化妆品监督抽检结果', '数据发布', 'supervision', 'science'],
  news: ['工作动态', '药品监管工作的最新情况', '工作动态', 'supervision', 'information'],
} as const satisfies Record<string, readonly [string, string, string, string, keyof typeof UNITS]>;

/** An application that serves the public pages over a private database holding units, columns and a seal, and no document yet. */
export async function makePortalSample(): Promise<PortalSample> {
  const database = await freshDatabase();
  const { ownerDb } = database;
  await furnish(database);
  let released = 0;
  const services = servicesOf(database);
  const app = await buildHttp({
    log: services.log,
    policy: publishingPolicy,
    authenticate: async () => null,
    errorPage,
    tokenKey: 'sample',
    trustProxy: false,
    https: false,
    limitFactor: 1000,
  });
  const site = makePortalSite(services, () => undefined);
  portalRoutes(app, site);
  await app.ready();
  return {
    app,
    site,
    database,
    async release(given) {
      released += 1;
      const document = { ...usual(released), ...given };
      await insert(database, id(1000 + released), document);
      await makeFindable(database, id(1000 + released), document);
      site.newEdition();
      return document.indexNumber;
    },
    async withdraw(indexNumber, reason) {
      await sql`update portal.document set withdrawn_at = '2026-11-21T08:00:00Z', withdrawn_reason = ${reason}, body_html = '' where index_number = ${indexNumber}`.execute(
        ownerDb,
      );
      const { id: gone } = await ownerDb
        .selectFrom('portal.document')
        .select('id')
        .where('index_number', '=', indexNumber)
        .executeTakeFirstOrThrow();
      await ownerDb.transaction().execute((tx) => dropEntry(tx, gone));
      site.newEdition();
    },
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

/** The id of the n-th document released, from 1. */
export const sampleId = (n: number): string => id(1000 + n);

function usual(n: number): SampleDocument {
  return {
    indexNumber: `JX000-2026-${String(n).padStart(5, '0')}`,
    type: 'policy',
    column: 'policies',
    title: `第 ${n} 份文件`,
    documentNumber: null,
    unit: 'law',
    formedOn: localDate('2026-11-02'),
    openness: 'management',
    statutory: 1,
    summary: null,
    bodyHtml: '<p>正文。</p>',
    attachments: [],
    relations: [],
    corrections: [],
    releasedAt: instant('2026-11-03T01:30:00Z'),
  };
}

async function insert({ ownerDb }: TestDatabase, documentId: string, d: SampleDocument): Promise<void> {
  await ownerDb
    .insertInto('portal.document')
    .values({
      id: documentId,
      index_number: d.indexNumber,
      type: d.type,
      column_key: d.column,
      title: d.title,
      document_number: d.documentNumber,
      unit_id: UNITS[d.unit].id,
      unit_name: UNITS[d.unit].name,
      formed_on: d.formedOn,
      openness_class: d.openness,
      statutory_class: d.statutory,
      summary: d.summary,
      body_html: d.bodyHtml,
      data: '{}',
      attachments: JSON.stringify(d.attachments),
      relations: JSON.stringify(d.relations),
      corrections: JSON.stringify(d.corrections),
      content_hash: 'sample',
      first_released_at: d.releasedAt,
      released_at: d.releasedAt,
    })
    .execute();
}

async function makeFindable({ ownerDb }: TestDatabase, documentId: string, d: SampleDocument): Promise<void> {
  await ownerDb.transaction().execute((tx) =>
    writeEntry(tx, documentId, {
      indexNumber: d.indexNumber,
      title: d.title,
      documentNumber: d.documentNumber,
      summary: d.summary,
      text: plainText(d.bodyHtml),
      attachments: d.attachments.map(({ name }, i) => ({ n: i + 1, name, text: '' })),
      columnKey: d.column,
      unitId: UNITS[d.unit].id,
      type: d.type,
      opennessClass: d.openness,
      statutoryClass: d.statutory,
      firstReleasedAt: d.releasedAt,
    }),
  );
}

async function furnish({ ownerDb }: TestDatabase): Promise<void> {
  await ownerDb
    .insertInto('portal.site')
    .values({ facts: JSON.stringify(SAMPLE_FACTS) })
    .execute();
  await ownerDb
    .insertInto('portal.unit')
    .values(
      Object.entries(UNITS).map(([key, unit], position) => ({
        id: unit.id,
        key,
        kind: unit.kind,
        name: unit.name,
        parent_id: unit.parent,
        functions: `负责${unit.name}职责范围内的工作。\n承办上级交办的其他事项。`,
        address: '某某市演示路 1 号',
        office_hours: '周一至周五 9:00-12:00、13:30-17:00',
        phone: `000-0000${String(position).padStart(4, '0')}`,
        leaders: JSON.stringify([{ title: '主要负责人', name: '甲某某' }]),
        position,
      })),
    )
    .execute();
  await ownerDb
    .insertInto('portal.publication_column')
    .values(
      Object.entries(COLUMNS).map(([key, [name, description, type, section, unit]], position) => ({
        key,
        name,
        description,
        keywords: `${name},药品监管`,
        type,
        section,
        unit_id: UNITS[unit].id,
        unit_name: UNITS[unit].name,
        position,
        updated_at: instant('2026-11-20T02:00:00Z'),
      })),
    )
    .execute();
  await ownerDb
    .insertInto('portal.seal')
    .values({
      day: localDate('2026-11-21'),
      entries: 1203,
      algorithm: 'sm3',
      root: '5f8c7d2e0b91a64c3e77f1d20a6b94c85e13d7a2f06b8c49d1e35a7092cb64f8',
      previous_root: '0'.repeat(64),
      sealed_at: instant('2026-11-21T16:05:00Z'),
    })
    .execute();
}

const NO_HOLIDAYS = makeCalendar([], []);

function servicesOf(database: TestDatabase): Services {
  // Only what public pages use; anything else they reached for would fail at once.
  return {
    config: { baseUrl: 'http://portal.example.invalid' },
    log: makeLog('error'),
    portalDb: database.portalDb,
    secrets: makeSecretBox('a key that is long enough for tests'),
    catalogue: { contentTypes: new Map(generalTypes.map((type) => [type.key, type])), kinds: new Map() },
    time: { now: () => instant('2026-11-22T02:00:00Z'), today: () => SAMPLE_TODAY },
    calendar: () => NO_HOLIDAYS,
    files: { open: async () => Readable.from(['hello']) },
  } as unknown as Services;
}
