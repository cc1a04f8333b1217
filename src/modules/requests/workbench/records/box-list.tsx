import { Button, Select } from 'antd';
import { useState } from 'react';
import { Type } from 'typebox';
import type { ReasonCode } from '#commons/redaction/contract.ts';
import { Block, type DrawerForm, FormDrawer } from '#workbench/kit/index.ts';
import { BOX_ORIGINS, type Box, type RecordPage } from '../../records/contract.ts';
import { type Change, REASON_OPTIONS } from './change.ts';

/** The covers of the page that is shown, to be read out and changed without a mouse. */
export function BoxList({
  boxes,
  page,
  open,
  change,
  reason,
}: {
  readonly boxes: readonly Box[];
  readonly page: RecordPage;
  readonly open: boolean;
  readonly change: (what: Change) => void;
  readonly reason: ReasonCode;
}) {
  const [form, setForm] = useState<DrawerForm>();
  const add = () =>
    setForm({
      title: `在第 ${page.page} 页按位置添加遮盖`,
      schema: places(page),
      path: '',
      submitLabel: '添加',
      done: '已添加',
      consequence: `位置从页面左上角量起，单位是磅（1/72 英寸）；这一页宽 ${Math.round(page.width)}、高 ${Math.round(page.height)}。`,
      send: async (fields) =>
        change({
          add: [
            { ...(fields as { x: number; y: number; w: number; h: number }), page: page.page, reason, origin: 'drawn' },
          ],
          change: [],
          remove: [],
        }),
    });
  return (
    <Block
      title={`第 ${page.page} 页的遮盖`}
      count={boxes.length}
      extra={
        open && (
          <Button size="small" onClick={add}>
            按位置添加
          </Button>
        )
      }
    >
      <ol className="entries">
        {boxes.map(({ id, drawnBy, origin, reason: why, page: on, x, y, w, h }, i) => (
          <li key={id}>
            <div className="cover-line">
              <Select
                aria-label={`第 ${i + 1} 处的理由`}
                value={why}
                disabled={!open}
                options={REASON_OPTIONS}
                popupMatchSelectWidth={false}
                className="cover-reason"
                onChange={(changed) =>
                  change({ add: [], change: [{ id, page: on, x, y, w, h, reason: changed }], remove: [] })
                }
              />
              {open && (
                <Button
                  size="small"
                  aria-label={`去掉第 ${i + 1} 处`}
                  onClick={() => change({ add: [], change: [], remove: [id] })}
                >
                  去掉
                </Button>
              )}
            </div>
            <div className="muted">
              {BOX_ORIGINS[origin]}，{drawnBy}；左 {Math.round(x)}、上 {Math.round(y)}、宽 {Math.round(w)}、高{' '}
              {Math.round(h)}
            </div>
          </li>
        ))}
      </ol>
      {boxes.length === 0 && <p className="muted">这一页没有遮盖。</p>}
      <FormDrawer form={form} close={() => setForm(undefined)} renews={[]} />
    </Block>
  );
}

const places = ({ width, height }: RecordPage) =>
  Type.Object({
    x: Type.Integer({ title: '左', minimum: 0, maximum: Math.floor(width) - 3 }),
    y: Type.Integer({ title: '上', minimum: 0, maximum: Math.floor(height) - 3 }),
    w: Type.Integer({ title: '宽', minimum: 3, maximum: Math.ceil(width) }),
    h: Type.Integer({ title: '高', minimum: 3, maximum: Math.ceil(height) }),
  });
