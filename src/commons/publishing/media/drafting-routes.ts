import { Type } from 'typebox';
import { CHART_LIMITS } from '#kernel/body/charts.ts';
import type { App } from '#platform/http.ts';
import { bodyChart } from '#portal/index.ts';

const text = (maxLength: number) => Type.String({ maxLength });
const ChartBody = Type.Object(
  {
    kind: Type.Union([Type.Literal('bar'), Type.Literal('line'), Type.Literal('pie')], { title: '图表类型' }),
    title: Type.String({ maxLength: CHART_LIMITS.title, title: '标题' }),
    unit: text(CHART_LIMITS.unit),
    what: text(CHART_LIMITS.cell),
    labels: Type.Array(text(CHART_LIMITS.cell), { minItems: 1, maxItems: CHART_LIMITS.rows, title: '名称' }),
    series: Type.Array(
      Type.Object(
        {
          name: text(CHART_LIMITS.cell),
          values: Type.Array(Type.Number(), { maxItems: CHART_LIMITS.rows, title: '数值' }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: CHART_LIMITS.series, title: '数据' },
    ),
  },
  { additionalProperties: false },
);

/** What the editor asks of the server: charts drawn as the portal draws them. */
export function draftingRoutes(app: App): void {
  app.post(
    '/api/drafting/chart',
    { config: { action: 'publishing.read', limit: 'read' }, schema: { body: ChartBody } },
    (request) => bodyChart(request.body),
  );
}
