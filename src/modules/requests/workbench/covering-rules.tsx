import { Button } from 'antd';
import { useState } from 'react';
import { REASONS, RULE_KINDS } from '#commons/redaction/contract.ts';
import {
  Block,
  type Column,
  DataTable,
  type DrawerForm,
  FormDrawer,
  Loaded,
  Moment,
  Nothing,
  Page,
  useRead,
} from '#workbench/kit/index.ts';
import { newRuleBody, ruleBody, type RuleLine } from '../covering-rules/contract.ts';

const PATH = '/api/covering-rules';

/** 遮盖规则: what is looked for on every record of the bureau that is to go out. */
export default function CoveringRules() {
  const read = useRead<readonly RuleLine[]>(PATH);
  const [form, setForm] = useState<DrawerForm>();
  const add = () =>
    setForm({
      title: '新增遮盖规则',
      schema: newRuleBody,
      path: PATH,
      submitLabel: '新增',
      done: '已新增，本机关的材料上会给出提示',
      consequence: '规则只给出提示，由经办人逐处或者全部确认后才遮盖。词表只在选“词表”时填写。',
    });
  return (
    <Loaded query={read} title="遮盖规则">
      {(rules) => (
        <Page
          title="遮盖规则"
          lead="拟公开的材料上经常要遮盖的号码和词。启用的规则对本机关每一份材料给出提示，附有遮盖的理由；没有文字层的页靠文字识别，可能有遗漏。"
        >
          <Block
            title="规则"
            count={rules.length}
            extra={
              <Button type="primary" onClick={add}>
                新增规则
              </Button>
            }
          >
            {rules.length === 0 ? (
              <Nothing words="还没有遮盖规则" />
            ) : (
              <DataTable
                name="covering-rules"
                caption="遮盖规则"
                columns={columns((rule) => setForm(changing(rule)))}
                rows={rules}
                rowKey={({ id }) => id}
              />
            )}
            <FormDrawer form={form} close={() => setForm(undefined)} renews={[PATH]} />
          </Block>
        </Page>
      )}
    </Loaded>
  );
}

const changing = ({ id, name, kind, words, reason, active }: RuleLine): DrawerForm => ({
  title: `修改遮盖规则：${name}`,
  schema: ruleBody,
  path: `${PATH}/${id}`,
  initial: { name, reason, active, ...(kind === 'words' && { words: words.join('\n') }) },
  // Numbers of a kind have no list.
  ...(kind !== 'words' && { fixed: { words: undefined } }),
  done: '已修改',
  consequence: '已经遮盖的不变；停用的规则不再给出提示。',
});

const columns = (change: (rule: RuleLine) => void): readonly Column<RuleLine>[] => [
  { key: 'name', title: '名称', width: 180, render: ({ name }) => name },
  {
    key: 'kind',
    title: '查找什么',
    width: 240,
    render: ({ kind, words }) =>
      kind === 'words'
        ? `${words.slice(0, 5).join('、')}${words.length > 5 ? ` 等 ${words.length} 个词` : ''}`
        : RULE_KINDS[kind],
  },
  {
    key: 'reason',
    title: '理由',
    width: 240,
    render: ({ reason }) => `${REASONS[reason].label}（${REASONS[reason].article}）`,
  },
  { key: 'active', title: '状态', width: 90, render: ({ active }) => (active ? '启用' : '停用') },
  {
    key: 'by',
    title: '最后修改',
    width: 200,
    render: ({ by, at }) => (
      <>
        {by}，<Moment at={at} />
      </>
    ),
  },
  {
    key: 'acts',
    title: '操作',
    width: 90,
    render: (rule) => (
      <Button size="small" aria-label={`修改${rule.name}`} onClick={() => change(rule)}>
        修改
      </Button>
    ),
  },
];
