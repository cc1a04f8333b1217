import { DownloadOutlined, SettingOutlined, StarOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Input, Popover } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { type ColumnChoice, type SavedView, moved, useKept } from './table-memory.ts';

/** Views the person has saved for this table: names for sets of filters, kept in this browser. */
export function SavedViews({ name }: { readonly name: string }) {
  const [views, setViews] = useKept<readonly SavedView[]>(`views.${name}`, []);
  const [search] = useSearchParams();
  const [title, setTitle] = useState('');
  const { message } = App.useApp();
  const save = () => {
    const given = title.trim();
    if (!given) return;
    const kept = new URLSearchParams(search);
    kept.delete('page');
    setViews([...views.filter((view) => view.name !== given), { name: given, search: kept.toString() }]);
    setTitle('');
    void message.success(`已保存视图「${given}」`);
  };
  const list = (
    <div className="tool">
      {views.length === 0 && <p className="muted">还没有保存的视图。设好筛选后在下面起个名字保存。</p>}
      <ul>
        {views.map((view) => (
          <li key={view.name}>
            <Link to={{ search: view.search }}>{view.name}</Link>
            <Button
              type="text"
              size="small"
              aria-label={`删除视图${view.name}`}
              onClick={() => setViews(views.filter((one) => one !== view))}
            >
              删除
            </Button>
          </li>
        ))}
      </ul>
      <div className="tool-row">
        <Input
          aria-label="视图名称"
          placeholder="视图名称"
          maxLength={20}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          onPressEnter={save}
        />
        <Button onClick={save} disabled={!title.trim()}>
          保存当前筛选
        </Button>
      </div>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={list} title="我的视图">
      <Button icon={<StarOutlined aria-hidden="true" />}>视图</Button>
    </Popover>
  );
}

/** Which columns are shown and in what order; kept in this browser. */
export function ColumnTool({
  columns,
  cards,
  choice,
  choose,
}: {
  /** Rows stand as cards, which have no columns to a reader. */
  readonly cards: boolean;
  /** All columns, in the order now shown. */
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly choice: ColumnChoice;
  readonly choose: (choice: ColumnChoice) => void;
}) {
  const keys = columns.map(({ key }) => key);
  const list = (
    <div className="tool">
      <ul>
        {columns.map(({ key, title }, at) => (
          <li key={key}>
            <Checkbox
              checked={!choice.hidden.includes(key)}
              onChange={(event) =>
                choose({
                  order: keys,
                  hidden: event.target.checked ? choice.hidden.filter((one) => one !== key) : [...choice.hidden, key],
                })
              }
            >
              {title}
            </Checkbox>
            <span>
              <Button
                type="text"
                size="small"
                disabled={at === 0}
                aria-label={`${title}前移`}
                onClick={() => choose({ ...choice, order: moved(keys, key, -1) })}
              >
                ↑
              </Button>
              <Button
                type="text"
                size="small"
                disabled={at === keys.length - 1}
                aria-label={`${title}后移`}
                onClick={() => choose({ ...choice, order: moved(keys, key, 1) })}
              >
                ↓
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <Button size="small" onClick={() => choose({ order: [], hidden: [] })}>
        恢复默认
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={list} title={cards ? '卡片上显示什么' : '显示哪些列'}>
      <Button icon={<SettingOutlined aria-hidden="true" />}>{cards ? '显示项' : '列'}</Button>
    </Popover>
  );
}

/** Downloads exactly what is shown: same filters, same order, all pages. */
export function ExportButton({ href }: { readonly href: string }) {
  return (
    <Button href={href} download icon={<DownloadOutlined aria-hidden="true" />}>
      导出
    </Button>
  );
}
