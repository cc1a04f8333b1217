import { Button, Checkbox, Input } from 'antd';
import type { ComponentType } from 'react';
import type { InputProps } from '#workbench/kit/index.ts';
import { EXPERT_LIMITS, type Expert, type ExpertRequests } from '../expert-opinions/contract.ts';

const NOBODY: Partial<Expert> = {};
const FIELDS = [
  { key: 'name', title: '姓名', most: 40 },
  { key: 'institution', title: '工作单位', most: 80 },
  { key: 'phone', title: '电话（告知验证码用）', most: 30 },
  { key: 'email', title: '电子邮箱', most: 120 },
] as const;

/** One expert or several, each with what is needed to reach them. */
export function ExpertsField({ id, value, onChange, describedBy }: InputProps) {
  const experts = Array.isArray(value) && value.length > 0 ? (value as readonly Partial<Expert>[]) : [NOBODY];
  const change = (at: number, key: string, typed: string) =>
    onChange(
      experts.map((expert, n) => {
        if (n !== at) return expert;
        const { [key as keyof Expert]: _before, ...rest } = expert;
        return typed.trim() === '' ? rest : { ...rest, [key]: typed };
      }),
    );
  return (
    <div id={id} tabIndex={-1} aria-describedby={describedBy}>
      {experts.map((expert, at) => (
        <fieldset
          className="checklist expert-person"
          // Rows are only added and taken away at the end.
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing else to be known by while it is typed.
          key={at}
        >
          <legend>专家 {at + 1}</legend>
          {FIELDS.map(({ key, title, most }) => (
            <p key={key} className="expert-line">
              <label htmlFor={`${id}-${at}-${key}`}>{title}</label>
              <Input
                id={`${id}-${at}-${key}`}
                value={expert[key] ?? ''}
                maxLength={most}
                autoComplete="off"
                onChange={(event) => change(at, key, event.target.value)}
              />
            </p>
          ))}
        </fieldset>
      ))}
      <p className="entry-buttons">
        <Button
          size="small"
          disabled={experts.length >= EXPERT_LIMITS.atOnce}
          onClick={() => onChange([...experts, NOBODY])}
        >
          再加一位专家
        </Button>
        {experts.length > 1 && (
          <Button size="small" onClick={() => onChange(experts.slice(0, -1))}>
            去掉最后一位
          </Button>
        )}
      </p>
    </div>
  );
}

/** The paragraphs of this text, to be chosen from. */
export function paragraphsField(paragraphs: ExpertRequests['paragraphs']): ComponentType<InputProps> {
  return function Paragraphs({ id, value, onChange, describedBy }: InputProps) {
    const chosen = new Set(Array.isArray(value) ? (value as readonly number[]) : []);
    return (
      <fieldset id={id} className="checklist paragraphs" aria-describedby={describedBy}>
        <legend className="unseen">重点征求意见的段落</legend>
        {paragraphs.map(({ number, excerpt }) => (
          <Checkbox
            key={number}
            checked={chosen.has(number)}
            onChange={(event) =>
              onChange(
                paragraphs
                  .map((one) => one.number)
                  .filter((one) => (one === number ? event.target.checked : chosen.has(one))),
              )
            }
          >
            {number}. {excerpt}
          </Checkbox>
        ))}
      </fieldset>
    );
  };
}
