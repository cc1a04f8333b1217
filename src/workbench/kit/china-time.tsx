import { Input } from 'antd';
import { useState } from 'react';
import { chinaMoment, readClock } from './china-moment.ts';
import { DateField } from './date-field.tsx';
import { inputState } from './input-state.ts';
import type { InputProps } from './schema-field.tsx';

/** What a day stands for until somebody says otherwise: the beginning of office hours. */
const OPENING = '09:00';

/**
 * A day and a time of it in China, wherever the browser stands and whatever language it speaks; the value carries its offset.
 * The time is typed (09:30, also 9:30 or 0930); what cannot be read is gone when the field is left.
 */
export function ChinaTime({ id, spec, value, onChange, describedBy, invalid }: InputProps) {
  const [date, sent] = typeof value === 'string' ? value.split('T') : [];
  const [time, keep] = useState(sent?.slice(0, OPENING.length) ?? OPENING);
  const [typed, type] = useState<string>();
  const take = (next: string) => {
    keep(next);
    if (date) onChange(chinaMoment(date, next));
  };
  /** When typing has ended. Says whether the field held something else than what was sent so far. */
  const settle = (): boolean => {
    const next = typed === undefined ? null : readClock(typed);
    type(undefined);
    if (next) take(next);
    return typed !== undefined && typed !== next;
  };
  return (
    <span className="china-time">
      <DateField
        id={id}
        value={date}
        required={spec.required}
        invalid={invalid}
        describedBy={describedBy}
        onChange={(next) => onChange(next && chinaMoment(next, time))}
      />
      <Input
        aria-label={`${spec.title}：几时几分`}
        {...inputState({ invalid, describedBy })}
        placeholder="时:分"
        maxLength={5}
        value={typed ?? time}
        onChange={({ target }) => {
          type(target.value);
          // A whole time counts as soon as it stands there: the form may be sent without leaving the field.
          if (readClock(target.value) === target.value) take(target.value);
        }}
        onBlur={settle}
        onKeyDown={(event) => {
          // Whatever Enter would send, it must be what stands in the field.
          if (event.key !== 'Enter' || !settle()) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </span>
  );
}
