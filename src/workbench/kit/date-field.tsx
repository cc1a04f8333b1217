import generatePicker from 'antd/es/date-picker/generatePicker';
import zhCN from 'antd/es/date-picker/locale/zh_CN';
import { useRef, useState } from 'react';
import { isLocalDate, type LocalDate } from '#kernel/dates.ts';
import { civilDates, readTyped } from './civil-dates.ts';
import { inputState } from './input-state.ts';

const Picker = generatePicker<LocalDate>(civilDates);

/**
 * A date, typed (2026-11-23, also 2026年11月23日) or chosen from a calendar in Chinese, whatever language the browser speaks.
 * The field always shows what will be sent: what cannot be read is gone when the field is left.
 */
export function DateField({
  id,
  value,
  onChange,
  invalid = false,
  required,
  describedBy,
}: {
  readonly id: string;
  readonly value: string | undefined;
  readonly onChange: (date: LocalDate | undefined) => void;
  readonly invalid?: boolean;
  readonly required?: boolean;
  readonly describedBy?: string | undefined;
}) {
  const date = value !== undefined && isLocalDate(value) ? value : null;
  const [open, setOpen] = useState(false);
  const typing = useRef(false);
  const take = (next: LocalDate | null) => {
    if ((next ?? undefined) !== (date ?? undefined)) onChange(next ?? undefined);
  };
  /**
   * When typing has ended: nothing is no date, single digits will do, and what is no date goes back to what was there.
   * Only after typing: a day the pointer passes over in the calendar stands in the field as well.
   */
  const settle = (input: EventTarget) => {
    if (!typing.current) return;
    const typed = readTyped(textIn(input));
    if (typed || textIn(input).trim() === '') take(typed);
  };
  return (
    <span
      onInput={() => {
        typing.current = true;
        setOpen(false);
      }}
    >
      <Picker
        id={id}
        className="date"
        locale={zhCN}
        format="YYYY-MM-DD"
        placeholder="年-月-日"
        value={date}
        allowClear={false}
        open={open}
        // Whoever types needs no calendar, which would lie over the next field and the button.
        onOpenChange={(next) => setOpen(next && !typing.current)}
        onClick={() => {
          typing.current = false;
          setOpen(true);
        }}
        {...(required !== undefined && { 'aria-required': required })}
        {...inputState({ invalid, describedBy })}
        // A whole date counts as soon as it stands there: a form may be sent without leaving the field.
        onCalendarChange={(next) => take(one(next))}
        onChange={(next) => take(one(next))}
        onBlur={({ target }) => {
          settle(target);
          typing.current = false;
        }}
        onKeyDown={(event) => {
          // What sends the form opens no calendar over what is then said of it.
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            settle(event.target);
            event.preventDefault();
            return;
          }
          // Whatever Enter would send, it must be what stands in the field.
          if (event.key !== 'Enter' || !typing.current || readTyped(textIn(event.target)) === date) return;
          settle(event.target);
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </span>
  );
}

const textIn = (target: EventTarget): string => (target instanceof HTMLInputElement ? target.value : '');

/** The picker of one date gives one; its type allows for several. */
const one = (given: LocalDate | readonly LocalDate[] | null): LocalDate | null =>
  (Array.isArray(given) ? given[0] : given) ?? null;
