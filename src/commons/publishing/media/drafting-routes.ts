import { Type } from 'typebox';
import { CHART_LIMITS } from '#kernel/body/charts.ts';
import { invalid } from '#kernel/errors.ts';
import { defaultLimits } from '#platform/extraction/index.ts';
import { type App, actorOf } from '#platform/http.ts';
import type { Services } from '#platform/services.ts';
import { bodyChart } from '#portal/index.ts';
import { importText } from './import.ts';
import type { ImportedText } from '../import-contract.ts';

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

/** What the editor asks of the server: charts drawn as the portal draws them, and finished texts made ready for it. */
export function draftingRoutes(app: App, services: Services): void {
  app.post(
    '/api/drafting/import',
    { config: { action: 'publishing.draft', limit: 'upload' } },
    async (request): Promise<ImportedText> => {
      const part = request.isMultipart()
        ? await request.file({ limits: { fileSize: defaultLimits.bytes + 1 } })
        : undefined;
      if (!part) throw invalid({ file: '请选择要导入的文件' });
      const bytes: Uint8Array[] = [];
      for await (const chunk of part.file) bytes.push(chunk as Uint8Array);
      return importText(services, actorOf(request), Buffer.concat(bytes), part.filename ?? '');
    },
  );

  app.post(
    '/api/drafting/chart',
    { config: { action: 'publishing.read', limit: 'read' }, schema: { body: ChartBody } },
    (request) => bodyChart(request.body),
  );
}
