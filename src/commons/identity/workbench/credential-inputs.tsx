import { Input } from 'antd';
import { inputState } from '#workbench/kit/index.ts';
import type { InputProps, Widgets } from '#workbench/kit/schema-field.tsx';

/** What every input of a credential hears: its label, what is wrong, and for whom a password manager fills it. */
function heard({ id, spec, value, onChange, invalid, describedBy }: InputProps) {
  return {
    id,
    value: typeof value === 'string' ? value : '',
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
    'aria-required': spec.required,
    ...inputState({ invalid, describedBy }),
  };
}

/** Inputs that browsers and password managers recognise (WCAG 2.1, 1.3.5). */
export const credentialInputs: Widgets = {
  username: (props) => <Input {...heard(props)} autoComplete="username" autoCapitalize="none" spellCheck={false} />,
  'current-password': (props) => <Input.Password {...heard(props)} autoComplete="current-password" />,
  'new-password': (props) => <Input.Password {...heard(props)} autoComplete="new-password" />,
  'one-time-code': (props) => <Input {...heard(props)} autoComplete="one-time-code" inputMode="numeric" />,
};
