import { Select } from 'antd';
import { useState } from 'react';
import { type AttachmentLine, type Attachments, attachmentPurposes, ClearBody } from '#commons/attachments/contract.ts';
import {
  type Column,
  DataTable,
  FileField,
  fileSize,
  Loaded,
  Moment,
  StepButtons,
  useRead,
  useRefresh,
} from '#workbench/kit/index.ts';
import type { ActOffer } from '../contract.ts';

const columns: readonly Column<AttachmentLine>[] = [
  {
    key: 'name',
    title: '文件',
    render: ({ name, href }) => (
      <a href={href} download>
        {name}
      </a>
    ),
  },
  { key: 'purpose', title: '用途', width: 110, render: ({ purposeLabel }) => purposeLabel },
  { key: 'size', title: '大小', width: 90, align: 'right', render: ({ size }) => fileSize(size) },
  {
    key: 'by',
    title: '上传',
    width: 230,
    render: ({ addedBy, addedAt }) => (
      <>
        {addedBy?.name ?? '系统'} · <Moment at={addedAt} />
      </>
    ),
  },
  { key: 'scan', title: '病毒扫描', width: 160, render: ({ scanLabel }) => <span className="muted">{scanLabel}</span> },
  {
    key: 'remove',
    title: '操作',
    width: 150,
    render: (line) => {
      const offers = [...(line.removable ? [removal(line)] : []), ...(line.clearable ? [clearing(line)] : [])];
      return offers.length > 0 ? <StepButtons compact offers={offers} refresh={['/api/matters']} /> : null;
    },
  },
];

/** Not downloaded any more. */
const removedColumns = columns.map((column) =>
  column.key === 'name' ? { ...column, render: ({ name }: AttachmentLine) => name } : column,
);

/** The files of a matter. A file that is removed stays in the journal; it is no longer offered. */
export function Materials({ matterId }: { readonly matterId: string }) {
  const path = `/api/matters/${matterId}/attachments`;
  const attachments = useRead<Attachments>(path);
  const renew = useRefresh();
  return (
    <Loaded query={attachments}>
      {({ rows, removed, refusals, missing, fixed }) => (
        <>
          {refusals.length > 0 && (
            <ul className="consequence" aria-label="现在不能上传材料的原因">
              {refusals.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          )}
          {refusals.length === 0 && fixed && <p className="consequence">{fixed.because}</p>}
          <DataTable
            name="attachments"
            caption="材料"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            empty="还没有材料"
            tools={
              refusals.length === 0 && (
                <Upload matterId={matterId} missing={missing} fixed={fixed} onDone={() => void renew(path)} />
              )
            }
          />
          {removed.length > 0 && (
            <>
              <p className="consequence">下列材料已从事项移除，内容仍然存着；发现涉密的，请在这里清除。</p>
              <DataTable
                name="removed-attachments"
                caption="已移除的材料"
                columns={removedColumns}
                rows={removed}
                rowKey={({ id }) => id}
                empty="没有移除过材料"
              />
            </>
          )}
        </>
      )}
    </Loaded>
  );
}

/** What is missing next is offered next; what is fixed is not offered. */
function Upload({
  matterId,
  missing,
  fixed,
  onDone,
}: Pick<Attachments, 'missing' | 'fixed'> & { readonly matterId: string; readonly onDone: () => void }) {
  const [chosen, setChosen] = useState<string>();
  const owed = missing.filter((one) => !fixed?.purposes.includes(one));
  const purpose = chosen ?? owed[0] ?? 'evidence';
  return (
    <div className="tool-row">
      <Select
        aria-label="上传文件的用途"
        value={purpose}
        onChange={setChosen}
        options={Object.entries(attachmentPurposes)
          .filter(([value]) => !fixed?.purposes.includes(value))
          .map(([value, label]) => ({ value, label }))}
      />
      <FileField
        id="material"
        label="上传材料"
        matterId={matterId}
        purpose={purpose}
        value={[]}
        onChange={() => {
          setChosen(undefined);
          onDone();
        }}
      />
      {owed.length > 0 && <span className="muted">还缺：{owed.map((one) => attachmentPurposes[one]).join('、')}</span>}
    </div>
  );
}

const clearing = ({ id, name }: AttachmentLine): ActOffer => ({
  key: `clear ${id}`,
  label: '清除涉密',
  consequence: `用于「${name}」涉密、不得存入本系统的：内容立即删除，任何人不能恢复；清除的人、时间和理由留在办理记录里，并告知签发人、处室负责人和上传人。`,
  grave: true,
  refusals: [],
  path: `/api/attachments/${id}/clear`,
  // As a form reads it: plain JSON.
  fields: JSON.parse(JSON.stringify(ClearBody)) as ActOffer['fields'],
});

const removal = ({ id, name }: AttachmentLine): ActOffer => ({
  key: id,
  label: '移除',
  consequence: `「${name}」将不再列出；文件和操作记录仍会保留。`,
  refusals: [],
  path: `/api/attachments/${id}/remove`,
  fields: {
    type: 'object',
    required: ['reason'],
    properties: {
      reason: { type: 'string', title: '移除的理由', minLength: 2, maxLength: 500, 'x-widget': 'textarea' },
    },
  },
});
