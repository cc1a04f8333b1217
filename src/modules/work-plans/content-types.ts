import { type Static, type TObject, Type } from 'typebox';
import {
  type Content,
  type ContentType,
  defineContentType,
  formedOnOf,
  type PortalRecord,
} from '#commons/publishing/index.ts';

// What of a work plan goes through the door. The public pages read these shapes back from portal.record.

const closed = { additionalProperties: false } as const;
const text = (maxLength: number) => Type.String({ maxLength });
const names = Type.Array(text(80), { maxItems: 100 });
const uuid = Type.String({ format: 'uuid' });
const day = Type.String({ format: 'date' });
const orNull = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(type: T) =>
  Type.Union([type, Type.Null()]);

const PublicItem = Type.Object(
  {
    itemId: uuid,
    /** `number` within the plan, unique: for the address. */
    no: text(20),
    number: text(20),
    section: Type.Integer({ minimum: 0 }),
    title: text(300),
    text: text(20_000),
    /** As printed. */
    leads: names,
    joint: names,
    cooperating: names,
    guides: names,
    /** The units meant, by their names in the register, for finding an item by its unit. */
    units: names,
    dueOn: orNull(day),
    due: text(60),
    rhythm: orNull(text(20)),
  },
  closed,
);

export const PlanData = Type.Object(
  {
    planId: uuid,
    year: Type.Integer(),
    edition: Type.Integer({ minimum: 1 }),
    previousPlanId: orNull(uuid),
    sections: Type.Array(Type.Object({ number: text(20), title: text(300) }, closed), { maxItems: 200 }),
    items: Type.Array(PublicItem, { maxItems: 1000 }),
  },
  closed,
);
export type PlanData = Static<typeof PlanData>;

export const ProgressData = Type.Object(
  {
    planId: uuid,
    entries: Type.Array(
      Type.Object(
        {
          itemId: uuid,
          state: text(40),
          stateLabel: text(20),
          percent: Type.Integer({ minimum: 0, maximum: 100 }),
          summary: text(2000),
          /** Where single measures stand, as the accepted report says. */
          measures: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  text: text(500),
                  state: Type.Union([Type.Literal('underway'), Type.Literal('done')]),
                  line: orNull(text(200)),
                },
                closed,
              ),
              { maxItems: 50 },
            ),
          ),
          reportedOn: day,
          /** The due date as it now stands, and the one before where it was put off. */
          dueOn: orNull(day),
          extendedFrom: orNull(day),
          completedOn: orNull(day),
        },
        closed,
      ),
      { minItems: 1, maxItems: 1000 },
    ),
  },
  closed,
);
export type ProgressData = Static<typeof ProgressData>;

export const ResultData = Type.Object(
  {
    planId: uuid,
    entries: Type.Array(
      Type.Object({ itemId: uuid, summary: text(2000), opinion: text(1000), completedOn: day }, closed),
      { minItems: 1, maxItems: 1000 },
    ),
  },
  closed,
);
export type ResultData = Static<typeof ResultData>;

export const EvaluationData = Type.Object(
  {
    planId: uuid,
    evaluations: Type.Array(
      Type.Object(
        {
          evaluationId: uuid,
          itemId: orNull(uuid),
          method: text(1000),
          conclusion: text(5000),
          adjustment: orNull(text(5000)),
          madeOn: day,
          opinions: Type.Array(
            Type.Object({ speaker: text(100), channel: text(100), heardOn: day, verbatim: text(2000) }, closed),
            { maxItems: 200 },
          ),
        },
        closed,
      ),
      { minItems: 1, maxItems: 200 },
    ),
  },
  closed,
);
export type EvaluationData = Static<typeof EvaluationData>;

const COLUMN = 'progress';
/** The engine has checked the data against the type's schema before it asks for records. */
const dataOf = <T>(content: { readonly data?: unknown }) => content.data as T;

export const workPlanTypes: readonly ContentType[] = [
  defineContentType({
    key: 'work-plan',
    label: '工作要点',
    data: PlanData as TObject,
    columns: ['plans'],
    byHand: false,
    // The board answers to the document's id as well as to the plan's.
    path: (documentId) => `/work-plans/${documentId}`,
    records: (content) => planRecords(content, dataOf<PlanData>(content)),
  }),
  defineContentType({
    key: 'work-progress',
    label: '工作进展通报',
    data: ProgressData as TObject,
    columns: [COLUMN],
    byHand: false,
    records: (content, documentId) => {
      const { planId, entries } = dataOf<ProgressData>(content);
      return entries.map((entry, position) => ({
        kind: 'work-progress',
        key: `${documentId}:${entry.itemId}`,
        parentKey: entry.itemId,
        position,
        body: { ...entry, planId },
      }));
    },
  }),
  defineContentType({
    key: 'work-result',
    label: '工作成果',
    data: ResultData as TObject,
    columns: [COLUMN],
    byHand: false,
    records: (content, documentId) => {
      const { planId, entries } = dataOf<ResultData>(content);
      return entries.map((entry, position) => ({
        kind: 'work-result',
        key: `${documentId}:${entry.itemId}`,
        parentKey: entry.itemId,
        position,
        body: { ...entry, planId },
      }));
    },
  }),
  defineContentType({
    key: 'work-evaluation',
    label: '执行效果评估报告',
    data: EvaluationData as TObject,
    columns: [COLUMN],
    byHand: false,
    records: (content) => {
      const { planId, evaluations } = dataOf<EvaluationData>(content);
      return evaluations.map((evaluation, position) => ({
        kind: 'work-evaluation',
        key: evaluation.evaluationId,
        parentKey: evaluation.itemId ?? planId,
        position,
        body: { ...evaluation, planId },
      }));
    },
  }),
];

function planRecords(
  content: Content,
  { planId, year, edition, previousPlanId, sections, items }: PlanData,
): PortalRecord[] {
  const plan: PortalRecord = {
    kind: 'work-plan',
    key: planId,
    position: 3000 - year,
    body: {
      title: content.title,
      documentNumber: content.documentNumber ?? null,
      formedOn: formedOnOf(content),
      source: content.source ?? null,
      year,
      edition,
      previousPlanId,
      sections,
      items: items.length,
    },
  };
  return [
    plan,
    ...items.map(({ itemId, ...body }, position) => ({
      kind: 'work-item',
      key: itemId,
      parentKey: planId,
      position,
      body: {
        ...body,
        sectionTitle: sections[body.section]?.title ?? '',
        sectionNumber: sections[body.section]?.number ?? '',
      },
    })),
  ];
}
