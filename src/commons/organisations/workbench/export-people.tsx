import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { SchemaForm, address } from '#workbench/kit/index.ts';
import { ViewPhone } from '../contract.ts';

/** People with their full phones: only for a reason, and every number counts as looked at. */
export function ExportPeople() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>人员任职（含电话）</Button>
      <Drawer title="导出含电话的人员表" open={open} onClose={() => setOpen(false)} size={420} destroyOnHidden>
        <SchemaForm
          schema={ViewPhone}
          submit={({ reason }) => {
            window.location.assign(address('/api/organisations/exports/people', { reason: String(reason) }));
            return Promise.resolve();
          }}
          submitLabel="导出"
          onDone={() => setOpen(false)}
          onCancel={() => setOpen(false)}
        >
          <p className="consequence">表里每个人的电话都会记为被您查看，连同理由。</p>
        </SchemaForm>
      </Drawer>
    </>
  );
}
