import { useQuery } from '@tanstack/react-query';
import { Input, Radio } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import {
  type Chart,
  CHART_KINDS,
  CHART_LIMITS,
  type ChartKind,
  cellsOf,
  chartDefects,
  numberIn,
} from '#kernel/body/charts.ts';
import { PieceDialog } from './body-dialog.tsx';
import type { ChartFacts } from './body-nodes.ts';
import { drawnChart } from './prose.tsx';

/** A chart from a table pasted out of a spreadsheet, drawn while it is chosen as the portal will draw it. */
export function ChartDialog({
  facts,
  save,
  close,
}: {
  readonly facts: ChartFacts | undefined;
  readonly save: (facts: ChartFacts) => void;
  readonly close: () => void;
}) {
  const [kind, setKind] = useState<ChartKind>(facts?.kind ?? 'bar');
  const [title, setTitle] = useState(facts?.title ?? '');
  const [unit, setUnit] = useState(facts?.unit ?? '');
  const [text, setText] = useState(() => (facts?.cells ?? []).map((row) => row.join('\t')).join('\n'));
  const [tried, setTried] = useState(false);
  const cells = useMemo(() => cellsOf(text), [text]);
  const wrong = useMemo(() => chartDefects(kind, cells), [kind, cells]);
  const defects = [...(title.trim() ? [] : ['请写标题']), ...(text.trim() ? wrong : ['请粘贴数据'])];
  const finish = () => {
    setTried(true);
    if (defects.length === 0) save({ kind, title: title.trim(), unit: unit.trim(), cells });
  };
  return (
    <PieceDialog title="图表" width={760} defects={tried ? defects : []} finish={finish} close={close}>
      <Radio.Group
        aria-label="图表类型"
        optionType="button"
        value={kind}
        onChange={(event) => setKind(event.target.value as ChartKind)}
        options={Object.entries(CHART_KINDS).map(([value, label]) => ({ value, label }))}
      />
      <label htmlFor="chart-title">标题（必填）</label>
      <Input
        id="chart-title"
        value={title}
        maxLength={CHART_LIMITS.title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <label htmlFor="chart-unit">单位</label>
      <Input
        id="chart-unit"
        value={unit}
        maxLength={CHART_LIMITS.unit}
        placeholder="件、家、万元"
        onChange={(event) => setUnit(event.target.value)}
      />
      <label htmlFor="chart-data">数据（必填）</label>
      <Input.TextArea
        id="chart-data"
        value={text}
        rows={6}
        maxLength={20_000}
        aria-describedby="chart-data-hint"
        onChange={(event) => setText(event.target.value)}
      />
      <p id="chart-data-hint" className="field-hint">
        从 Excel 复制后粘贴到这里：第一行是表头，第一列是名称，其余是数字。读者可以切换查看这张表。
      </p>
      {text.trim() !== '' && wrong.length === 0 && <Drawing {...{ kind, title, unit, cells }} />}
      {text.trim() !== '' && wrong.length > 0 && !tried && <p className="field-error">{wrong[0]}</p>}
    </PieceDialog>
  );
}

function Drawing({ kind, title, unit, cells }: ChartFacts) {
  const [head = [], ...rows] = cells;
  const chart: Chart = {
    kind,
    title: title.trim(),
    unit: unit.trim(),
    what: (head[0] || '项目').slice(0, CHART_LIMITS.cell),
    labels: rows.map((row) => (row[0] ?? '').slice(0, CHART_LIMITS.cell)),
    series: head.slice(1).map((name, n) => ({
      name: name.slice(0, CHART_LIMITS.cell),
      values: rows.map((row) => numberIn(row[n + 1] ?? '') ?? 0),
    })),
  };
  const settled = useDeferredValue(JSON.stringify(chart));
  const drawn = useQuery(drawnChart(JSON.parse(settled) as Chart));
  if (drawn.isError) return <p className="field-error">暂时画不出预览，不影响保存。</p>;
  if (!drawn.data) return <p className="muted">正在画图…</p>;
  return (
    <img
      className="piece-preview"
      src={drawn.data.src}
      alt="图表预览"
      width={drawn.data.width}
      height={drawn.data.height}
    />
  );
}
