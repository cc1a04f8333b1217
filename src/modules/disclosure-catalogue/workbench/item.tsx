import { useParams } from 'react-router';
import { STATUTORY_CLASSES } from '#commons/publishing/statutory-kinds.ts';
import {
  Block,
  CivilDate,
  type Column,
  DataTable,
  Facts,
  Loaded,
  Moment,
  Nothing,
  Page,
  useRead,
} from '#workbench/kit/index.ts';
import type { Catalogue, EditionLine } from '../contract.ts';

const columns: readonly Column<EditionLine>[] = [
  { key: 'number', title: '次', width: 50, render: ({ number }) => number },
  { key: 'from', title: '自何日起', width: 120, render: ({ inForceFrom }) => <CivilDate on={inForceFrom} /> },
  {
    key: 'what',
    title: '说了什么',
    width: 320,
    render: ({ dropped, name, content, frequencyWords, unitName, columnName }) =>
      dropped ? (
        '移出目录'
      ) : (
        <>
          <strong>{name}</strong>：{content}
          <div className="muted">
            {[unitName ?? '责任单位未确定', frequencyWords, columnName].filter(Boolean).join('；')}
          </div>
        </>
      ),
  },
  { key: 'basis', title: '依据', width: 200, render: ({ basis }) => basis },
  { key: 'reason', title: '原因', width: 180, render: ({ reason }) => reason },
  {
    key: 'by',
    title: '记录',
    width: 140,
    render: ({ changedBy, changedAt }) => (
      <>
        {changedBy ?? '随系统交付'}
        <div className="muted">
          <Moment at={changedAt} />
        </div>
      </>
    ),
  },
];

/** One item with everything it has ever said. */
export default function CatalogueItem() {
  const { key = '' } = useParams();
  const items = useRead<Catalogue>('/api/catalogue-items');
  const editions = useRead<readonly EditionLine[]>(`/api/catalogue-items/${encodeURIComponent(key)}/editions`);
  const item = items.data?.rows.find((line) => line.key === key);
  const name = item?.name ?? editions.data?.find(({ dropped }) => !dropped)?.name ?? '目录事项';
  return (
    <Page title={name} crumbs={[{ label: '主动公开目录', to: '/catalogue' }]}>
      {item && (
        <Block title="现在">
          <Facts
            facts={[
              ['法定类别', `${item.statutoryClass}. ${STATUTORY_CLASSES[item.statutoryClass]}`],
              ['公开内容', item.content],
              ['公开依据', item.basis],
              ['责任单位', item.unitName ?? '未确定'],
              ['频次和期限', item.frequencyWords],
              ['公开渠道', item.channel],
              ['公开时限', item.timeLimit],
              ['公开对象', item.audience],
              ['公开栏目', item.columnName ?? '没有'],
              ['已公开', `${item.documents} 件`],
            ]}
          />
        </Block>
      )}
      <Block title="历次修改">
        <Loaded query={editions}>
          {(rows) =>
            rows.length === 0 ? (
              <Nothing words="没有这个事项" />
            ) : (
              <DataTable<EditionLine>
                name="catalogue-editions"
                caption="历次修改"
                columns={columns}
                rows={rows}
                rowKey={({ number }) => String(number)}
              />
            )
          }
        </Loaded>
      </Block>
    </Page>
  );
}
