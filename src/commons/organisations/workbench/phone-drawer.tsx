import { Drawer } from 'antd';
import { useState } from 'react';
import type { TObject } from 'typebox';
import { SchemaForm, api } from '#workbench/kit/index.ts';
import type { PersonRow } from '../contract.ts';

/** A full phone number, shown once for a reason that is written down. */
export function PhoneDrawer({
  person,
  schema,
  close,
}: {
  readonly person: PersonRow | undefined;
  readonly schema: TObject;
  readonly close: () => void;
}) {
  const [phone, setPhone] = useState<string>();
  const leave = () => {
    setPhone(undefined);
    close();
  };
  return (
    <Drawer
      title={`查看${person?.name ?? ''}的电话`}
      open={person !== undefined}
      onClose={leave}
      size={420}
      destroyOnHidden
    >
      {phone !== undefined && (
        <p role="status">
          完整号码：<strong>{phone}</strong>
        </p>
      )}
      {person && phone === undefined && (
        <SchemaForm
          schema={schema}
          submit={(fields) => api.post<{ phone: string | null }>(`/api/people/${person.id}/phone`, fields)}
          submitLabel="查看"
          onDone={(answer) => setPhone(answer.phone ?? '没有登记电话')}
          onCancel={leave}
        >
          <p className="consequence">谁在何时为何查看，会永久记录，审计管理员可以查阅。</p>
        </SchemaForm>
      )}
    </Drawer>
  );
}
