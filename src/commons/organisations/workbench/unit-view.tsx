import { Button, Dropdown, Space, Tag } from 'antd';
import { useState } from 'react';
import { Block, CivilDate, Facts, Loaded, useRead } from '#workbench/kit/index.ts';
import { CloseUnit, MoveUnit, NewPost, RenameUnit, UnitAliases, type UnitDetail, UnitFacts } from '../contract.ts';
import { kindLabel } from '../kinds.ts';
import { AliasesInput } from './aliases-input.tsx';
import { FormDrawer, type RegisterForm } from './form-drawer.tsx';
import { PostsView } from './posts-view.tsx';

/** One unit: its facts, the words it is known by, its posts with everybody who has held them. */
export function UnitView({ id }: { readonly id: string }) {
  const unit = useRead<UnitDetail>(`/api/units/${id}`);
  const [form, setForm] = useState<RegisterForm>();
  return (
    <Loaded query={unit}>
      {(detail) => (
        <Space orientation="vertical" size="middle" className="wide">
          <h2>
            {detail.name} <Tag>{kindLabel(detail.kind)}</Tag>
            {detail.closedOn && <Tag color="error">已撤销</Tag>}
          </h2>
          {detail.mayChange && !detail.closedOn && <UnitActions unit={detail} open={setForm} />}
          <UnitFactList unit={detail} />
          <Block title="别名" count={detail.aliases.length}>
            {detail.aliases.length === 0 ? (
              <p className="muted">没有别名</p>
            ) : (
              <ul className="lines">
                {detail.aliases.map(({ alias, note }) => (
                  <li key={alias}>
                    {alias} {note && <span className="muted">{note}</span>}
                  </li>
                ))}
              </ul>
            )}
          </Block>
          <PostsView unit={detail} open={setForm} />
          <FormDrawer
            form={form && { ...form, fixed: { ...form.fixed, version: detail.version } }}
            close={() => setForm(undefined)}
            widgets={{ aliases: AliasesInput }}
          />
        </Space>
      )}
    </Loaded>
  );
}

function UnitFactList({ unit }: { readonly unit: UnitDetail }) {
  return (
    <Facts
      facts={[
        ['简称', unit.shortName],
        ['机构代码', <code key="key">{unit.key}</code>],
        ['上级机构', unit.parentName],
        ['办公室设在', unit.officeUnitName],
        ['行政区划代码', unit.regionCode],
        ['主要职责', unit.functions],
        ['办公地址', unit.address],
        ['办公时间', unit.officeHours],
        ['联系电话', unit.phone],
        ['电子邮箱', unit.email],
        ['成立日期', unit.foundedOn && <CivilDate on={unit.foundedOn} />],
        ['撤销日期', unit.closedOn && <CivilDate on={unit.closedOn} />],
      ]}
    />
  );
}

function UnitActions({ unit, open }: { readonly unit: UnitDetail; readonly open: (form: RegisterForm) => void }) {
  const forms = formsFor(unit);
  return (
    <Space wrap>
      <Button onClick={() => open(forms.facts)}>修改信息</Button>
      <Button onClick={() => open(forms.aliases)}>别名</Button>
      <Button onClick={() => open(forms.post)}>新增岗位</Button>
      <Dropdown
        menu={{
          items: [
            { key: 'rename', label: '更名', onClick: () => open(forms.rename) },
            { key: 'move', label: '划转', onClick: () => open(forms.move) },
            { key: 'close', label: '撤销', danger: true, onClick: () => open(forms.close) },
          ],
        }}
      >
        <Button aria-haspopup="menu">更多</Button>
      </Dropdown>
    </Space>
  );
}

function formsFor(unit: UnitDetail) {
  const path = `/api/units/${unit.id}`;
  const fixed = { version: unit.version };
  const { functions, address, officeHours, phone, email, regionCode, officeUnitId, position, name, shortName } = unit;
  return {
    facts: {
      title: `修改${name}的信息`,
      schema: UnitFacts,
      path: `${path}/facts`,
      initial: present({ functions, address, officeHours, phone, email, regionCode, officeUnitId, position }),
      fixed,
      done: '已保存',
      consequence: '保存后，下次更新门户的机构页时公开。',
    },
    aliases: {
      title: `${name}的别名`,
      schema: UnitAliases,
      path: `${path}/aliases`,
      initial: { aliases: unit.aliases },
      fixed,
      done: '已保存别名',
      consequence: '文件里出现这些写法时，都认作本机构。',
    },
    post: {
      title: `在${name}新增岗位`,
      schema: NewPost,
      path: `${path}/posts`,
      fixed,
      done: '已新增岗位',
      submitLabel: '新增',
    },
    rename: {
      title: `${name}更名`,
      schema: RenameUnit,
      path: `${path}/rename`,
      initial: present({ name, shortName }),
      fixed,
      done: '已更名',
      consequence: '原名自动列为别名，以前的文件仍能认出。',
    },
    move: {
      title: `划转${name}`,
      schema: MoveUnit,
      path: `${path}/move`,
      initial: present({ parentId: unit.parentId }),
      fixed,
      done: '已划转',
      consequence: '下面的机构一并划转。',
    },
    close: {
      title: `撤销${name}`,
      schema: CloseUnit,
      path: `${path}/close`,
      fixed,
      done: '已撤销',
      submitLabel: '撤销',
      consequence: '撤销后不能恢复，也不能再修改；以前的事项和文件不变。',
    },
  } satisfies Record<string, RegisterForm>;
}

/** What is null in the register is an empty field in the form. */
export function present(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}
