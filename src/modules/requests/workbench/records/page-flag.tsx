import { Button } from 'antd';
import { useState } from 'react';
import { Block, type DrawerForm, FormDrawer } from '#workbench/kit/index.ts';
import { flagPagesBody, type RecordDetail, type RecordPage } from '../../records/contract.ts';

/** A page, or some in a row, withheld whole or given back. */
export function PageFlag({
  path,
  record,
  page,
  renews,
}: {
  readonly path: string;
  readonly record: RecordDetail;
  readonly page: RecordPage;
  readonly renews: readonly string[];
}) {
  const [form, setForm] = useState<DrawerForm>();
  const begin = () =>
    setForm({
      title: '整页处理',
      schema: flagPagesBody,
      path: `${path}/pages`,
      initial: { from: page.page, to: page.page, flag: page.flag === 'open' ? 'withheld' : 'open' },
      fixed: { version: record.version },
      done: '已处理',
    });
  return (
    <Block
      title="整页处理"
      extra={
        <Button size="small" onClick={begin}>
          修改
        </Button>
      }
    >
      <p>{page.flag === 'withheld' ? '这一页整页不予公开。' : '这一页公开，遮盖的部分除外。'}</p>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={renews} />
    </Block>
  );
}
