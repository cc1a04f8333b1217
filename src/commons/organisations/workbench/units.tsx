import { Button, Drawer, Input, Table, Tag } from 'antd';
import type { ColumnsType } from 'antd/es/table/interface';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Loaded, Page, can, useMe, useRead } from '#workbench/kit/index.ts';
import { useNarrow } from '#workbench/kit/narrow.ts';
import { NewUnit, type UnitNode } from '../contract.ts';
import { kindLabel } from '../kinds.ts';
import { FormDrawer, type RegisterForm } from './form-drawer.tsx';
import { UnitView } from './unit-view.tsx';

interface PickableNode extends UnitNode {
  readonly aliases: readonly string[];
}

type Branch = PickableNode & { readonly children?: readonly Branch[] };

/** The register as a tree; a unit opens at the right, under an address of its own. */
export default function Units() {
  const units = useRead<{ readonly units: readonly PickableNode[] }>('/api/units');
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const [form, setForm] = useState<RegisterForm>();
  const open = search.get('unit');
  const word = search.get('q') ?? '';
  const change = (key: string, value: string) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(key, value);
        else next.delete(key);
        return next;
      },
      { replace: key === 'q' },
    );
  return (
    <Page
      title="机构"
      lead="局、处室、直属单位和下级局。点名称看职责、别名、岗位和历任。"
      actions={can(me, 'registrar') && <Button onClick={() => setForm(NEW_UNIT)}>新增机构</Button>}
    >
      <div className="ledger-head">
        <search className="filters">
          <Input.Search
            className="filter-search"
            aria-label="按名称、简称或别名查找机构"
            placeholder="名称、简称或别名"
            allowClear
            defaultValue={word}
            onSearch={(typed) => change('q', typed.trim())}
          />
        </search>
      </div>
      <Loaded query={units}>
        {({ units: all }) => <UnitTable units={all} word={word} link={(id) => linkTo(search, id)} />}
      </Loaded>
      <Drawer title="机构详情" open={open !== null} onClose={() => change('unit', '')} size={720} destroyOnHidden>
        {open && <UnitView id={open} />}
      </Drawer>
      <FormDrawer form={form} close={() => setForm(undefined)} />
    </Page>
  );
}

const NEW_UNIT: RegisterForm = {
  title: '新增机构',
  schema: NewUnit,
  path: '/api/units',
  done: '已新增机构',
  submitLabel: '新增',
};

function linkTo(search: URLSearchParams, id: string): string {
  const next = new URLSearchParams(search);
  next.set('unit', id);
  return `?${next}`;
}

function UnitTable({
  units,
  word,
  link,
}: {
  readonly units: readonly PickableNode[];
  readonly word: string;
  readonly link: (id: string) => string;
}) {
  const narrow = useNarrow();
  const found = units.filter((unit) =>
    [unit.name, unit.shortName ?? '', ...unit.aliases].some((name) => name.includes(word)),
  );
  const columns: ColumnsType<Branch> = [
    { key: 'name', title: '名称', render: (_value, unit) => <Link to={link(unit.id)}>{unit.name}</Link> },
    {
      key: 'kind',
      title: '类型',
      width: narrow ? 88 : 110,
      render: (_value, unit) => <Tag>{kindLabel(unit.kind)}</Tag>,
    },
    { key: 'short', title: '简称', width: 160, responsive: ['md'], render: (_value, unit) => unit.shortName },
    {
      key: 'aliases',
      title: '别名',
      responsive: ['md'],
      render: (_value, unit) => <span className="muted">{unit.aliases.join('、')}</span>,
    },
  ];
  return (
    <>
      <p className="muted" role="status">
        {word ? `符合「${word}」的机构 ${found.length} 个` : `共 ${units.length} 个机构`}
      </p>
      <Table<Branch>
        key={word}
        aria-label="机构"
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={word ? found : branchesOf(units)}
        pagination={false}
        {...(!narrow && { scroll: { x: 'max-content' } })}
        expandable={{ defaultExpandedRowKeys: units.filter((unit) => unit.parentId === null).map((unit) => unit.id) }}
        locale={{ emptyText: '没有符合的机构', expand: '展开下级机构', collapse: '收起下级机构' }}
      />
    </>
  );
}

/** Leaves have no children at all, so that they get no button to open. */
function branchesOf(units: readonly PickableNode[]): Branch[] {
  const known = new Set(units.map((unit) => unit.id));
  const under = Map.groupBy(units, ({ parentId }) => (parentId && known.has(parentId) ? parentId : ''));
  const branch = (unit: PickableNode): Branch => {
    const below = under.get(unit.id);
    return below ? { ...unit, children: below.map(branch) } : unit;
  };
  return (under.get('') ?? []).map(branch);
}
