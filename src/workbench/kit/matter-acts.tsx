import type { ActOffer, CountersignLine, MatterDetail } from '#commons/casework/contract.ts';
import type { ReactNode } from 'react';
import { DueDate } from './due-date.tsx';
import { Block } from './page.tsx';
import { PeoplePicker, PersonFrom } from './pickers.tsx';
import type { InputProps } from './schema-field.tsx';
import { CivilDate, Moment, UnitTag, Verbatim } from './small-pieces.tsx';
import { StepButtons } from './step-buttons.tsx';
import { TrafficLight } from './traffic-light.tsx';

// What any matter offers beside the steps of its kind: for the page every matter has and for the screens of the kinds alike.

/** What changes when something is done to a matter. */
const REFRESH = ['/api/matters', '/api/todo', '/api/notices', '/api/supervision'];

/** Acts as buttons, with the inputs that offer the people of this matter's lead unit, and those who may see it. */
export function MatterActs({
  matterId,
  offers,
  compact = false,
}: {
  readonly matterId: string;
  readonly offers: readonly ActOffer[];
  readonly compact?: boolean;
}) {
  const widgets = {
    assignee: (props: InputProps) => <Assignee matterId={matterId} {...props} />,
    colleagues: (props: InputProps) => <Colleagues matterId={matterId} {...props} />,
  };
  return <StepButtons offers={offers} refresh={REFRESH} widgets={widgets} compact={compact} />;
}

/** 限定知悉范围, in words for the line under the title; nothing where the matter is not restricted. */
export function restrictedWords(people: MatterDetail['restrictedTo']): string | null {
  if (people === null) return null;
  const named = people.map(({ name }) => name).join('、');
  return `限定知悉：${named ? `${named}，` : ''}承办单位负责人、主管办公室和签发人；查看都有记录`;
}

/** What is owed beside the state: what the matter stands still for, whose it is and since when. Nothing where nothing is. */
export function Owed({ detail: { owed } }: { readonly detail: Pick<MatterDetail, 'owed'> }) {
  if (owed.length === 0) return null;
  return (
    <ul className="owed" aria-label="还要办">
      {owed.map(({ key, task, waitsFor, dueOn, light }) => (
        <li key={key} className={light.colour === 'red' ? 'owed-late' : ''}>
          <strong>{task}</strong>
          <span>
            等待 {waitsFor} <DueDate dueOn={dueOn} light={light} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** 批注、会签、指定承办人、催办 …: what anybody may do with any matter. */
export function OtherActs({ detail: { matter, acts } }: { readonly detail: MatterDetail }) {
  if (acts.length === 0) return null;
  return (
    <Block title="其他操作">
      <MatterActs matterId={matter.id} offers={acts} />
    </Block>
  );
}

/** Opinions asked of other units, each to be answered where it stands by whom it is asked of. Nothing where none was asked. */
export function Countersigns({ detail: { matter, countersigns } }: { readonly detail: MatterDetail }) {
  if (countersigns.length === 0) return null;
  return (
    <Block title="会签" count={countersigns.length}>
      <ul className="entries">
        {countersigns.map((line) => (
          <Countersign
            key={line.id}
            line={line}
            answer={line.answer && <MatterActs matterId={matter.id} offers={[line.answer]} />}
          />
        ))}
      </ul>
    </Block>
  );
}

function Countersign({ line, answer }: { readonly line: CountersignLine; readonly answer: ReactNode }) {
  return (
    <li>
      <p className="entry-head">
        <UnitTag name={line.unit.name} />
        {line.answeredAt ? <strong>{line.agrees ? '同意' : '不同意'}</strong> : <TrafficLight light={line.light} />}
      </p>
      <p className="muted">
        {line.askedBy.name}于 <Moment at={line.askedAt} /> 请会签，
        <CivilDate on={line.dueOn} /> 前答复
      </p>
      <p className="as-typed">{line.question}</p>
      {line.opinion && (
        <Verbatim>
          <span className="as-typed">{line.opinion}</span>
          <span className="muted">
            {' '}
            {line.answeredBy?.name} · <Moment at={line.answeredAt} />
          </span>
        </Verbatim>
      )}
      {answer}
    </li>
  );
}

/** Who may be chosen is the server's answer for this matter. */
function Assignee({ matterId, id, value, onChange, invalid, describedBy }: InputProps & { readonly matterId: string }) {
  return (
    <PersonFrom
      path={`/api/matters/${matterId}/assignees`}
      id={id}
      value={typeof value === 'string' ? value : undefined}
      onChange={onChange}
      invalid={invalid}
      describedBy={describedBy}
    />
  );
}

/** Whom a remark may address: the server's answer too. */
function Colleagues({
  matterId,
  id,
  value,
  onChange,
  invalid,
  describedBy,
}: InputProps & { readonly matterId: string }) {
  return (
    <PeoplePicker
      path={`/api/matters/${matterId}/colleagues`}
      id={id}
      value={Array.isArray(value) ? (value as readonly string[]) : []}
      onChange={onChange}
      invalid={invalid}
      describedBy={describedBy}
    />
  );
}
