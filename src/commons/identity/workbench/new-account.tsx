import { Select } from 'antd';
import { useState } from 'react';
import { SchemaForm, api, inputState, useRead } from '#workbench/kit/index.ts';
import type { InputProps } from '#workbench/kit/schema-field.tsx';
import type { OneTimePassword } from '../contract.ts';

interface Free {
  readonly id: string;
  readonly name: string;
  readonly staffNumber: string | null;
}

const asks = {
  type: 'object',
  required: ['personId', 'username'],
  properties: {
    personId: { type: 'string', title: '人员', description: '只列出在职且还没有账号的人员', 'x-widget': 'free-person' },
    username: {
      type: 'string',
      title: '用户名',
      description: '3 至 30 个小写字母、数字、点、下划线或短横',
      minLength: 3,
      maxLength: 30,
    },
  },
};

/** An account for somebody of the register; the password is made by the system and shown once. */
export function NewAccountForm({
  onDone,
  onCancel,
}: {
  readonly onDone: (made: OneTimePassword) => void | Promise<void>;
  readonly onCancel: () => void;
}) {
  return (
    <SchemaForm<OneTimePassword>
      schema={asks}
      widgets={{ 'free-person': FreePerson }}
      submitLabel="开通"
      submit={(fields) => api.post('/api/identity/accounts', fields)}
      onDone={onDone}
      onCancel={onCancel}
    />
  );
}

function FreePerson({ id, value, onChange, describedBy, invalid }: InputProps) {
  const [q, setQ] = useState('');
  const { data = [], isFetching } = useRead<readonly Free[]>('/api/identity/people-without-account', { q });
  return (
    <Select<string>
      id={id}
      {...inputState({ invalid, describedBy })}
      value={typeof value === 'string' ? value : null}
      onChange={onChange}
      loading={isFetching}
      placeholder="输入姓名或工号查找"
      showSearch={{ filterOption: false, onSearch: setQ }}
      options={data.map(({ id: person, name, staffNumber }) => ({
        value: person,
        label: staffNumber ? `${name}（${staffNumber}）` : name,
      }))}
    />
  );
}
