import { Button } from 'antd';
import { useState } from 'react';
import { Block, type DrawerForm, FormDrawer } from '#workbench/kit/index.ts';
import { flagPagesBody, PAGE_FLAGS, type RecordDetail, type RecordPage } from '../../records/contract.ts';

/** A page, or some in a row: withheld whole, left out, waiting for a third party, or given back. */
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
      consequence:
        '不予公开的要选理由，它决定适用的条款。与申请内容无关只看申请写了什么，不是不予公开的理由。待征求意见的，有结果以前不能生成公开件。',
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
      <p>这一页：{PAGE_FLAGS[page.flag]}。</p>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={renews} />
    </Block>
  );
}
