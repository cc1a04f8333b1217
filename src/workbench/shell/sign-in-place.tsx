import { api } from '../kit/api.ts';
import { SESSION } from '../kit/session.ts';
import { SchemaForm } from '../kit/schema-form.tsx';

const asks = {
  type: 'object',
  required: ['username', 'password'],
  properties: {
    username: { type: 'string', title: '用户名', maxLength: 100 },
    password: { type: 'string', title: '口令', 'x-widget': 'password' },
  },
};

/** Where somebody signs in, on the page of its own and on top of another. */
export function SignInPlace({ onSignedIn }: { readonly onSignedIn: () => void }) {
  return (
    <SchemaForm schema={asks} submitLabel="登录" submit={(fields) => api.post(SESSION, fields)} onDone={onSignedIn} />
  );
}
