import type * as echarts from 'echarts/core';
import type { Chart } from '#kernel/body/charts.ts';
import { drawing, FONT } from './chart.tsx';

/** Dark enough on white, and apart from one another also without colour: lines have their own marks. */
const COLOURS = ['#2b62a8', '#b4541c', '#3d7a4a', '#7a4a9a', '#8a6d1a', '#4a5a6a'];
const MARKS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow'];
const WIDTH = 680;
/** As wide as a phone held upright leaves: drawn for it, because letters of a wide picture made small cannot be read. */
const NARROW = 340;
const INK = '#1d2733';
const WORDS = { color: INK, fontSize: 14, fontFamily: FONT };

export interface Drawn {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

/** The chart of a body as a picture that holds itself, with its size in CSS pixels; another for narrow screens. */
export const bodyChart = (chart: Chart): Drawn & { readonly narrow: Drawn } => ({
  ...drawnAt(chart, WIDTH),
  narrow: drawnAt(chart, NARROW),
});

function drawnAt(chart: Chart, width: number): Drawn {
  const legend = chart.series.length > 1 || chart.kind === 'pie';
  const flat = chart.kind === 'bar' && lying(chart, width);
  const height = flat ? 60 + chart.labels.length * 34 * chart.series.length : width === NARROW ? 300 : 380;
  const option = {
    color: COLOURS,
    textStyle: WORDS,
    ...(legend && { legend: { top: 0, textStyle: WORDS } }),
    ...shape(chart, legend, flat, width),
  };
  return { src: drawing(option, width, height), width, height };
}

/** Long names, or many for the width: the bars lie down so that every name can be read. */
const lying = ({ labels }: Chart, width: number): boolean =>
  width === NARROW
    ? labels.length > 5 || labels.some((label) => label.length > 3)
    : labels.length > 8 || labels.some((label) => label.length > 5);

function shape(chart: Chart, legend: boolean, flat: boolean, width: number): echarts.EChartsCoreOption {
  const { kind, labels, series } = chart;
  if (kind === 'pie')
    return {
      series: [
        {
          type: 'pie',
          radius: ['0%', width === NARROW ? '46%' : '62%'],
          center: ['50%', '56%'],
          data: labels.map((name, at) => ({ name, value: series[0]?.values[at] ?? 0 })),
          label: { formatter: width === NARROW ? '{b}\n{c}（{d}%）' : '{b}：{c}（{d}%）', ...WORDS },
        },
      ],
    };
  const names = {
    type: 'category',
    data: labels,
    axisLabel: { ...WORDS, interval: flat || labels.length <= (width === NARROW ? 5 : 12) ? 0 : 'auto' },
    axisTick: { show: false },
    ...(flat && { inverse: true }),
  };
  const amounts = { type: 'value', axisLabel: WORDS, splitLine: { lineStyle: { color: '#dde3ea' } } };
  const few = labels.length * series.length <= (width === NARROW && !flat ? 12 : 24);
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
