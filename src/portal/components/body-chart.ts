import type * as echarts from 'echarts/core';
import type { Chart } from '#kernel/body/charts.ts';
import { drawing, FONT } from './chart.tsx';

/** Dark enough on white, and apart from one another also without colour: lines have their own marks. */
const COLOURS = ['#2b62a8', '#b4541c', '#3d7a4a', '#7a4a9a', '#8a6d1a', '#4a5a6a'];
const MARKS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow'];
const WIDTH = 680;
const INK = '#1d2733';
const WORDS = { color: INK, fontSize: 14, fontFamily: FONT };

/** The chart of a body as a picture that holds itself, with its size in CSS pixels. */
export function bodyChart(chart: Chart): { readonly src: string; readonly width: number; readonly height: number } {
  const legend = chart.series.length > 1 || chart.kind === 'pie';
  const height = chart.kind === 'bar' && lying(chart) ? 60 + chart.labels.length * 34 * chart.series.length : 380;
  const option = {
    color: COLOURS,
    textStyle: WORDS,
    ...(legend && { legend: { top: 0, textStyle: WORDS } }),
    ...shape(chart, legend),
  };
  return { src: drawing(option, WIDTH, height), width: WIDTH, height };
}

/** Long names, or many: the bars lie down so that every name can be read. */
const lying = ({ labels }: Chart): boolean => labels.length > 8 || labels.some((label) => label.length > 5);

function shape(chart: Chart, legend: boolean): echarts.EChartsCoreOption {
  const { kind, labels, series } = chart;
  if (kind === 'pie')
    return {
      series: [
        {
          type: 'pie',
          radius: ['0%', '62%'],
          center: ['50%', '56%'],
          data: labels.map((name, at) => ({ name, value: series[0]?.values[at] ?? 0 })),
          label: { formatter: '{b}：{c}（{d}%）', ...WORDS },
        },
      ],
    };
  const flat = kind === 'bar' && lying(chart);
  const names = {
    type: 'category',
    data: labels,
    axisLabel: { ...WORDS, interval: flat || labels.length <= 12 ? 0 : 'auto' },
    axisTick: { show: false },
    ...(flat && { inverse: true }),
  };
  const amounts = { type: 'value', axisLabel: WORDS, splitLine: { lineStyle: { color: '#dde3ea' } } };
  const few = labels.length * series.length <= 24;
  return {
    grid: { left: 8, right: flat ? 60 : 20, top: legend ? 44 : 24, bottom: 8, outerBoundsMode: 'same' },
    xAxis: flat ? amounts : names,
    yAxis: flat ? names : amounts,
    series: series.map(({ name, values }, at) => ({
      type: kind,
      name,
      data: values,
      ...(kind === 'bar' ? { barMaxWidth: 34 } : { symbol: MARKS[at % MARKS.length], symbolSize: 9 }),
      label: { show: few, position: flat ? 'right' : 'top', ...WORDS },
    })),
  };
}
