import { Type } from 'typebox';
import { feature as attachments } from '#commons/attachments/index.ts';
import { feature as casework, type MatterRow, matterById, takeStepAs } from '#commons/casework/index.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Act, Services } from '#platform/services.ts';
import { openOffice } from '../../../testing/office.ts';
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

export { BEGINS } from '../../../testing/office.ts';

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
 * The demonstration bureau with everything a document passes through, office and portal over HTTP; with more types of documents than the
 * product has, where a test brings them.
 */
export async function openNewsroom({ types = [] }: { readonly types?: readonly ContentType[] } = {}) {
  const office = await openOffice({
    features: [casework, attachments, publishing],
    kinds: [publicationKind],
    contentTypes: [...generalTypes, bulletin, ...types],
    async prepare(a) {
      await saveColumns(a, await columnsOf(a));
      await saveSiteFacts(a, { ...SAMPLE_FACTS });
    },
  });
  const { services, database, clock, unit, who, as } = office;

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
    ...office,
    people,
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
