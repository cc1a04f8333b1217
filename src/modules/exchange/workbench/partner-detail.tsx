import { Button, Space, Tag } from 'antd';
import { Link } from 'react-router';
import { Block, type Column, DataTable, Facts, Moment } from '#workbench/kit/index.ts';
import { type KeyLine, OPERATIONS, type PartnerLine } from '../contract.ts';

/** One partner whole: what was registered, its keys, and what may be done about both. */
export function PartnerDetail({
  partner,
  may,
  change,
  close,
  issue,
  revoke,
}: {
  readonly partner: PartnerLine | undefined;
  readonly may: { readonly manage: boolean; readonly issue: boolean; readonly revoke: boolean };
  readonly change: (partner: PartnerLine) => void;
  readonly close: (partner: PartnerLine) => void;
  readonly issue: (partner: PartnerLine) => void;
  readonly revoke: (key: KeyLine) => void;
}) {
  if (!partner) return null;
  return (
    <>
      <Facts
        facts={[
          ['系统名称', partner.name],
          ['代号', partner.key],
          ['所属局', partner.bureauName],
          ['对方联系部门', partner.contact],
          ['允许的操作', partner.operations.map((one) => OPERATIONS[one]).join('、') || '只接收推送'],
          ['可以推送的单位', partner.unitNames.join('、') || '本局全部单位'],
          ['来源网段', partner.networks.join('、') || '不限'],
          ['每分钟最多', `${partner.perMinute} 次`],
          ['合法性审核平台地址', partner.legalityUrl],
          ['非税缴款平台地址', partner.paymentsUrl],
          ['执收项目编码', partner.paymentsItem],
          [
            '最后修改',
            <span key="by">
              {partner.changedBy} <Moment at={partner.changedAt} />
            </span>,
          ],
        ]}
      />
      <Space wrap>
        {may.manage && <Button onClick={() => change(partner)}>修改登记</Button>}
        {may.manage && (
          <Button danger={!partner.closedAt} onClick={() => close(partner)}>
            {partner.closedAt ? '恢复' : '停用'}
          </Button>
        )}
        <Link to={`/exchange/records?partner=${partner.key}`}>看它的交换记录</Link>
      </Space>
      <Block
        title="密钥"
        count={partner.keys.length}
        extra={
          may.issue &&
          !partner.closedAt && (
            <Button size="small" onClick={() => issue(partner)}>
              签发密钥
            </Button>
          )
        }
      >
        <DataTable<KeyLine>
          name="exchange-keys"
          caption="密钥"
          columns={keyColumns(may.revoke, revoke)}
          rows={partner.keys}
          rowKey={({ id }) => id}
          empty="还没有密钥，由系统管理员签发"
        />
      </Block>
    </>
  );
}

const keyColumns = (mayRevoke: boolean, revoke: (key: KeyLine) => void): readonly Column<KeyLine>[] => [
  { key: 'id', title: '密钥编号', width: 150, render: ({ keyId }) => <code>{keyId}</code> },
  {
    key: 'state',
    title: '状态',
    width: 120,
    render: ({ usable, revokedAt, revokedFor }) =>
      usable ? <Tag color="success">有效</Tag> : revokedAt ? `已吊销：${revokedFor}` : '已过期',
  },
  { key: 'until', title: '有效期至', width: 150, render: ({ expiresAt }) => <Moment at={expiresAt} /> },
  { key: 'used', title: '最近使用', width: 150, render: ({ lastUsedAt }) => <Moment at={lastUsedAt} /> },
  {
    key: 'acts',
    title: '操作',
    width: 80,
    render: (key) =>
      mayRevoke &&
      !key.revokedAt && (
        <Button size="small" danger aria-label={`吊销 ${key.keyId}`} onClick={() => revoke(key)}>
          吊销
        </Button>
      ),
  },
];
