import fc from 'fast-check';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { makeCalendar } from '#kernel/calendar.ts';
import { type ClockDef, readClock } from '#kernel/clock.ts';
import { localDate } from '#kernel/dates.ts';
import { errorPage } from '../error-page.tsx';
import { UNNAMED_SITE } from '../index.ts';
import { PortalPage } from '../layout.tsx';
import { htmlFindings, refusedByPolicy } from '../testing/valid-html.ts';
import { Attachments, sizeText } from './attachments.tsx';
import { BarFigure } from './chart.tsx';
import { Clock } from './clock.tsx';
import { Choices, ErrorSummary, TextArea, TextField } from './forms.tsx';
import { Pagination, shownPages } from './pagination.tsx';
import { Table } from './table.tsx';
import { TrafficLight } from './traffic-light.tsx';

const page = (element: ReactElement) =>
  `<!doctype html>${renderToStaticMarkup(
    <PortalPage site={UNNAMED_SITE} title="试页" path="/x">
      <h1>试页</h1>
      {element}
    </PortalPage>,
  )}`;

const clock: ClockDef = {
  key: 'x',
  label: '答复期限',
  basis: '演示',
  inForceFrom: '2019-01-01',
  limit: { n: 3, unit: 'working' },
  startsOn: ['open'],
  stopsOn: ['close'],
  words: { open: '收到', close: '办结' },
} as ClockDef;
const calendar = makeCalendar([], [{ year: 2026, version: 1, noticeTitle: '演示' }]);
const reading = readClock(clock, [{ name: 'open', on: localDate('2026-03-05') }], calendar, localDate('2026-03-06'));

const rows = [
  { label: '法规处', value: 3 },
  { label: '科技处 <b>', value: 5 },
];

describe('every component is valid HTML inside a page', () => {
  const cases: Readonly<Record<string, ReactElement>> = {
    table: (
      <Table
        caption="件数"
        columns={[
          { label: '单位', cell: (r: (typeof rows)[number]) => r.label, heading: true },
          { label: '件数', cell: (r) => r.value, numeric: true },
        ]}
        rows={rows}
        rowKey={(r) => r.label}
      />
    ),
    chart: <BarFigure title="各单位件数" rows={rows} unit="件" what="单位" />,
    clock: <Clock title="最迟什么时候答复" reading={reading} today={localDate('2026-03-06')} />,
    light: <TrafficLight light="yellow" text="剩余 2 个工作日" />,
    attachments: <Attachments items={[{ href: '/a/1', name: '表 "一".xlsx', size: 5 }]} />,
    pagination: <Pagination page={4} pages={9} href={(n) => `/x?page=${n}`} />,
    form: (
      <form action="/x" method="post">
        <ErrorSummary errors={{ name: '请填写姓名', kind: '请选择类别' }} />
        <TextField id="name" label="姓名" hint="两个字以上" error="请填写姓名" required maxLength={20} />
        <TextArea id="text" label="内容" value="第一行" maxLength={20} />
        <Choices id="kind" label="类别" options={{ a: '甲', b: '乙' }} error="请选择类别" />
        <button type="submit">提交</button>
      </form>
    ),
  };
  test.each(Object.entries(cases))('%s', async (_name, element) => {
    expect(await htmlFindings(page(element))).toEqual([]);
  });
});

test('nothing on a page carries a style or a script of its own: the content policy would refuse it', () => {
  const html = page(<BarFigure title="各单位件数" rows={rows} unit="件" what="单位" />);
  expect(refusedByPolicy(html)).toEqual([]);
});

test('a chart says in words what it shows and has its figures in a table', () => {
  const html = page(<BarFigure title="各单位件数" rows={rows} unit="件" what="单位" />);
  expect(html).toContain('alt="条形图：各单位件数，共 2 类、8 件，具体数字见下表"');
  expect(html).toContain('<td class="number">5</td>');
});

test('the drawing of a chart is well-formed, or browsers show nothing', () => {
  const src = /src="data:image\/svg\+xml,([^"]+)"/.exec(
    page(<BarFigure title="件数" rows={rows} unit="件" what="单位" />),
  )?.[1];
  const svg = decodeURIComponent(src ?? '');
  expect(svg).toContain('法规处');
  expect(svg.replace(/<\/?[a-zA-Z][\w:-]*(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/g, '')).not.toMatch(/[<"]/);
});

test('a clock gives the day first and marks every day of the reckoning', () => {
  const html = page(<Clock title="最迟" reading={reading} today={localDate('2026-03-06')} />);
  expect(html).toContain('2026年3月10日星期二');
  for (const on of ['2026-03-05', '2026-03-06', '2026-03-07', '2026-03-10'])
    expect(html).toContain(`<time dateTime="${on}"`);
});

test('an error leads to its field and the field names its error', () => {
  const html = page(<TextField id="name" label="姓名" error="请填写姓名" required maxLength={20} />);
  expect(html).toContain('aria-describedby="name-error"');
  expect(html).toContain('aria-invalid="true"');
  expect(page(<ErrorSummary errors={{ name: '请填写姓名' }} />)).toContain('<a href="#name">请填写姓名</a>');
});

test('no errors, no summary', () => {
  expect(page(<ErrorSummary errors={{}} />)).not.toContain('role="alert"');
});

describe('pages to choose from', () => {
  test('are in order, hold the first, the last and the current one, and never more than seven', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 499 }), (pages, offset) => {
        const current = 1 + (offset % pages);
        const shown = shownPages(current, pages);
        expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
        expect(shown).toEqual(expect.arrayContaining([1, current, pages]));
        expect(shown.length).toBeLessThanOrEqual(7);
      }),
    );
  });

  test('a single page offers none', () => {
    expect(page(<Pagination page={1} pages={1} href={String} />)).not.toContain('class="pagination"');
  });
});

test.each([
  [812, '812 字节'],
  [34_816, '34 KB'],
  [1_023_999, '1.0 MB'],
  [2_726_297, '2.6 MB'],
])('%i bytes are shown as %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

describe('error pages', () => {
  const problem = { code: 'x', reasons: ['第一条 <b>', '第二条'], fields: {}, requestId: 'abc-123' };
  test.each([400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 502, 503])(
    '%i is a valid page',
    async (status) => {
      const html = errorPage({ ...problem, status });
      expect(await htmlFindings(html)).toEqual([]);
      expect(html).toContain('<li>第一条 &lt;b&gt;</li><li>第二条</li>');
      expect(html).toContain('abc-123');
    },
  );

  test('a fault of ours says that it is not the reader’s', () => {
    expect(errorPage({ ...problem, status: 500 })).toContain('这不是您的操作造成的');
  });
});
