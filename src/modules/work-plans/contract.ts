import { type Static, Type } from 'typebox';
import type { MatterLine, UnitRef } from '#commons/casework/contract.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import { closed, uuid } from './field-contract.ts';
import type { DueBasis, ImportLine } from './import-contract.ts';
import type { ReportLine, EvaluationLine } from './item-contract.ts';

// Plans and their items, as listed and told of in documents. Pure data: the browser imports this file.

/** GET /api/work-plans */
export interface PlanLine {
  readonly id: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly year: number;
  readonly edition: number;
  readonly superseded: boolean;
  readonly issuedOn: LocalDate;
  readonly items: number;
  readonly completed: number;
  readonly overdue: number;
  readonly documentId: string;
  readonly releasedAt: Instant | null;
}
export interface Plans {
  readonly rows: readonly PlanLine[];
  readonly drafts: readonly ImportLine[];
  readonly mayImport: boolean;
}

export const itemSorts = ['number', 'due', '-due', 'state'] as const;
/** GET /api/work-plans/:id/items */
export const ItemsQuery = Type.Object(
  {
    section: Type.Optional(Type.Integer({ title: '部分', minimum: 0, maximum: 500 })),
    unit: Type.Optional(uuid('单位')),
    state: Type.Optional(Type.String({ title: '状态', maxLength: 40 })),
    light: Type.Optional(
      Type.Union([Type.Literal('green'), Type.Literal('yellow'), Type.Literal('red'), Type.Literal('none')], {
        title: '亮灯',
      }),
    ),
    q: Type.Optional(Type.String({ title: '标题', maxLength: 100 })),
    page: Type.Optional(Type.Integer({ title: '页码', minimum: 1, maximum: 1000 })),
    size: Type.Optional(Type.Integer({ title: '每页条数', minimum: 1, maximum: 200 })),
    sort: Type.Optional(
      Type.Union(
        itemSorts.map((sort) => Type.Literal(sort)),
        { title: '排序' },
      ),
    ),
  },
  closed,
);
export interface ItemsFilter {
  readonly section?: number;
  readonly unit?: string;
  readonly state?: string;
  readonly light?: 'green' | 'yellow' | 'red' | 'none';
  readonly q?: string;
  readonly page?: number;
  readonly size?: number;
  readonly sort?: (typeof itemSorts)[number];
}

export interface ItemLine extends MatterLine {
  readonly itemNumber: string;
  readonly section: string;
  readonly leads: readonly string[];
  readonly joint: readonly string[];
  readonly cooperating: readonly string[];
  readonly percent: number;
  readonly lastReportOn: LocalDate | null;
  readonly dueBasis: DueBasis;
  readonly openNotices: number;
  readonly extensionAsked: boolean;
  /** Parts of other units not reported done. */
  readonly openParts: number;
}
export interface ItemsPage {
  readonly rows: readonly ItemLine[];
  readonly total: number;
  readonly page: number;
  readonly size: number;
}

/** GET /api/work-plans/:id */
export interface PlanDetail extends PlanLine {
  readonly source: string | null;
  readonly previousPlanId: string | null;
  readonly nextPlanId: string | null;
  readonly sections: readonly { readonly position: number; readonly number: string; readonly title: string }[];
  readonly states: readonly { readonly key: string; readonly label: string; readonly items: number }[];
  readonly units: readonly UnitRef[];
  readonly mayCompose: boolean;
  readonly mayEvaluate: boolean;
  readonly reports: readonly ReportLine[];
  readonly evaluations: readonly EvaluationLine[];
  readonly bulletins: readonly {
    readonly id: string;
    readonly title: string;
    readonly stateLabel: string;
    readonly formedOn: LocalDate | null;
  }[];
}

/** POST /api/work-plans/:id/bulletins and …/results: drafts a document of accepted reports or of completed items. */
export const ComposeBody = Type.Object(
  {
    title: Type.String({ title: '标题', minLength: 4, maxLength: 200 }),
    itemIds: Type.Array(uuid('任务'), { title: '任务', minItems: 1, maxItems: 500, uniqueItems: true }),
    lead: Type.Optional(Type.String({ title: '导语', maxLength: 2000, 'x-widget': 'textarea' })),
  },
  closed,
);
export type ComposeInput = Static<typeof ComposeBody>;
