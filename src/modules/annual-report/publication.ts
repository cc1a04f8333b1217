import { type Static, type TObject, Type } from 'typebox';
import { defineContentType } from '#commons/publishing/index.ts';

const cells = Type.Record(
  Type.String({ maxLength: 60 }),
  Type.Record(Type.String({ maxLength: 40 }), Type.Union([Type.Number(), Type.Null()])),
);

/** What goes out with the page of a report: its figures, for machines. */
const ReportData = Type.Object(
  {
    reportId: Type.String({ format: 'uuid' }),
    year: Type.Integer({ minimum: 2021, maximum: 2100 }),
    edition: Type.Integer({ minimum: 1 }),
    authority: Type.String({ maxLength: 200 }),
    figuresHash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    proactive: cells,
    applications: cells,
    review: cells,
  },
  { additionalProperties: false },
);
export type ReportData = Static<typeof ReportData>;

/** 政府信息公开工作年度报告, made of an edition by a command: what is signed and hashed are its figures. */
export const annualReportType = defineContentType({
  key: 'annual-report',
  label: '政府信息公开工作年度报告',
  about: '本机关政府信息公开工作年度报告，由年度报告模块形成',
  data: ReportData as TObject,
  columns: ['annual-reports'],
  byHand: false,
  records: (content, documentId) => {
    // The engine has checked the data against the schema.
    const { reportId: _id, ...body } = content.data as ReportData;
    return [{ kind: 'annual-report', key: documentId, position: 3000 - body.year, body: { ...body, format: '2021' } }];
  },
});
