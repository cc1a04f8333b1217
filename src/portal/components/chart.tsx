import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { Table } from './table.tsx';

echarts.use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, SVGRenderer]);

export interface ChartRow {
  readonly label: string;
  readonly value: number;
}

/**
 * Amounts as bars, with the same figures as a table below for those who do not see the picture. Drawn on the server;
 * it goes out as a picture in the page, so that the strict content policy needs no exception for styles inside the drawing.
 */
export function BarFigure({
  title,
  rows,
  unit,
  what,
}: {
  readonly title: string;
  readonly rows: readonly ChartRow[];
  /** 项, 件, 次. */
  readonly unit: string;
  /** What the rows are: 单位, 月份. */
  readonly what: string;
}) {
  const total = rows.reduce((sum, { value }) => sum + value, 0);
  const height = 24 + rows.length * 36;
  return (
    <figure className="chart">
      <figcaption>
        {title}（单位：{unit}）
      </figcaption>
      <img
        src={drawing(barOption(rows), 640, height)}
        width="640"
        height={height}
        alt={`条形图：${title}，共 ${rows.length} 类、${total} ${unit}，具体数字见下表`}
      />
      <details>
        <summary>用表格查看</summary>
        <Table
          caption={title}
          columns={[
            { label: what, cell: (row) => row.label, heading: true },
            { label: `数量（${unit}）`, cell: (row) => row.value, numeric: true },
          ]}
          rows={rows}
          rowKey={(row) => row.label}
        />
      </details>
    </figure>
  );
}

// Without quotation marks: ECharts writes this into an attribute as it is.
export const FONT = 'PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif';

function barOption(rows: readonly ChartRow[]): echarts.EChartsCoreOption {
  return {
    textStyle: { fontFamily: FONT, fontSize: 15, color: '#1d2733' },
    grid: { left: 4, right: 52, top: 4, bottom: 4, outerBoundsMode: 'same' },
    xAxis: { type: 'value', show: false, minInterval: 1 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ label }) => label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: '#1d2733', fontSize: 15, fontFamily: FONT },
    },
    series: [
      {
        type: 'bar',
        barWidth: 16,
        data: rows.map(({ value }) => value),
        itemStyle: { color: '#2b62a8', borderRadius: 2 },
        label: { show: true, position: 'right', color: '#1d2733', fontSize: 15, fontFamily: FONT },
      },
    ],
  };
}

/** An ECharts drawing as an address that holds the picture itself. Sizes in CSS pixels. */
export function drawing(option: echarts.EChartsCoreOption, width: number, height: number): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ animation: false, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  // Its styles are for the pointer over a part; in a picture nothing is ever under the pointer.
  return `data:image/svg+xml,${encodeURIComponent(svg.replace(/<style[\s\S]*?<\/style>/g, ''))}`;
}
