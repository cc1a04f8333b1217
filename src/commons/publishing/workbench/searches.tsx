import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import {
  Absent,
  Block,
  CivilDate,
  type Column,
  DataTable,
  type DrawerForm,
  FormDrawer,
  Loaded,
  Page,
  api,
  useRead,
  useRefresh,
} from '#workbench/kit/index.ts';
import { NewSearchHelp, type SearchHelpLine, type VainLine } from '../search/contract.ts';

const DAYS = 30;

const vain: readonly Column<VainLine>[] = [
  { key: 'words', title: '搜索的词', render: ({ words }) => words },
  {
    key: 'times',
    title: '次数',
    width: 100,
    align: 'right',
    render: ({ times }) => times,
    compare: (a, b) => a.times - b.times,
  },
  { key: 'days', title: '出现的天数', width: 120, align: 'right', render: ({ days }) => days },
  { key: 'last', title: '最近一次', width: 150, render: ({ lastOn }) => <CivilDate on={lastOn} /> },
];

const help: readonly Column<SearchHelpLine>[] = [
  { key: 'words', title: '搜索词', width: 200, render: ({ words }) => words },
  {
    key: 'what',
    title: '作用',
    render: ({ means, document }) => (document ? <>置顶推荐：{document.title}</> : <>也查找「{means}」</>),
  },
  { key: 'from', title: '开始', width: 130, render: ({ fromOn }) => <CivilDate on={fromOn} /> },
  {
    key: 'until',
    title: '结束',
    width: 130,
    render: ({ untilOn, endedOn }) =>
      endedOn ? (
        <>
          已停用（
          <CivilDate on={endedOn} />）
        </>
      ) : untilOn ? (
        <CivilDate on={untilOn} />
      ) : (
        <Absent words="一直有效" />
      ),
  },
  { key: 'by', title: '设置人', width: 100, render: ({ madeBy }) => madeBy },
];

/** What readers looked for in vain, and what the office does about it: words that mean the same, documents put first. */
export default function Searches() {
  const inVain = useRead<readonly VainLine[]>(`/api/searches/in-vain?days=${DAYS}`);
  const helping = useRead<readonly SearchHelpLine[]>('/api/searches/help');
  const refresh = useRefresh();
  const [form, setForm] = useState<DrawerForm>();
  const helpFor = (words: string) => (
    <Button size="small" aria-label={`为「${words}」设置`} onClick={() => setForm(formFor(words))}>
      设置
    </Button>
  );
  const end = async (id: string) => {
    await api.post(`/api/searches/help/${id}/end`, {});
    await refresh('/api/searches/help');
  };
  return (
    <Page
      title="公众搜索"
      lead="群众在门户上搜不到的词，说明缺内容或者说法不同。缺内容的请有关单位补充公开；说法不同的在这里设同义词或置顶推荐。"
      actions={<Button onClick={() => setForm(formFor(''))}>添加同义词或推荐</Button>}
    >
      <Block title={`最近 ${DAYS} 日没有结果的搜索`}>
        <p className="muted">只记录词和日期，不记录任何人的信息；像证件号码、电话、姓名的词不记录。</p>
        <Loaded query={inVain}>
          {(rows) => (
            <DataTable<VainLine>
              name="searches-in-vain"
              caption="没有结果的搜索"
              columns={[...vain, { key: 'act', title: '操作', width: 80, render: ({ words }) => helpFor(words) }]}
              rows={rows}
              rowKey={({ words }) => words}
              sort="-times"
              empty="最近没有搜不到的词"
            />
          )}
        </Loaded>
      </Block>
      <Block title="同义词和推荐">
        <Loaded query={helping}>
          {(rows) => (
            <DataTable<SearchHelpLine>
              name="search-help"
              caption="同义词和推荐"
              columns={[
                ...help,
                {
                  key: 'act',
                  title: '操作',
                  width: 80,
                  render: ({ id, endedOn, words }) =>
                    endedOn ? null : (
                      <Popconfirm
                        title="停用后立即不再起作用"
                        okText="停用"
                        cancelText="不停用"
                        onConfirm={() => end(id)}
                      >
                        <Button size="small" aria-label={`停用「${words}」的设置`}>
                          停用
                        </Button>
                      </Popconfirm>
                    ),
                },
              ]}
              rows={rows}
              rowKey={({ id }) => id}
              empty="还没有设置"
            />
          )}
        </Loaded>
      </Block>
      <p>
        <Link to="/documents">查文件的索引号请到文件台账</Link>
      </p>
      <FormDrawer form={form} close={() => setForm(undefined)} renews={['/api/searches/help']} />
    </Page>
  );
}

function formFor(words: string): DrawerForm {
  return {
    title: '添加同义词或推荐',
    schema: NewSearchHelp,
    path: '/api/searches/help',
    send: (fields) => api.post('/api/searches/help', fields),
    initial: { words },
    done: '已添加，门户搜索立即起作用',
    consequence: '填同义词：搜其中一个，另一个也查找。填索引号：搜这个词时，这份文件排在结果上面。两项只填一项。',
  };
}
