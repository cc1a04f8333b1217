import type { ReactNode } from 'react';

/** A button that goes on with what was shown: the ticket stands for number and code. */
export function Ticketed({
  action,
  ticket,
  fields = {},
  quiet,
  children,
}: {
  readonly action: string;
  readonly ticket: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly quiet?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <form action={action} method="post" className="one-button">
      <input type="hidden" name="ticket" value={ticket} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={quiet ? 'quiet' : undefined}>
        {children}
      </button>
    </form>
  );
}
