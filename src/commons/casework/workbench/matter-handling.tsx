import type { ReactNode } from 'react';
import { Link } from 'react-router';
import {
  Block,
  CivilDate,
  type InputProps,
  Moment,
  Nothing,
  PersonFrom,
  StepButtons,
  TrafficLight,
  UnitTag,
  Verbatim,
} from '#workbench/kit/index.ts';
import type { ActOffer, CountersignLine, MatterDetail, MatterPart } from '../contract.ts';

/** What changes when something is done to a matter. */
const REFRESH = ['/api/matters', '/api/todo', '/api/notices', '/api/supervision'];

/** What may be done now, and everything said about it so far. */
export function Handling({ detail }: { readonly detail: MatterDetail }) {
  const { matter, acts, units, countersigns, remarks, detailPath } = detail;
  const steps = detail.steps.filter((offer) => !detailPath || !tooRich(offer));
  const elsewhere = detail.steps.filter((offer) => !steps.includes(offer) && offer.refusals.length === 0);
  const widgets = { assignee: (props: InputProps) => <Assignee matterId={matter.id} {...props} /> };
  const offered = (offers: readonly ActOffer[], compact = false) => (
    <StepButtons offers={offers} refresh={REFRESH} widgets={widgets} compact={compact} />
  );
  return (
    <div className="beside">
      <div>
        <Block title={matter.task ?? '可以办理'}>
          {steps.length > 0 || elsewhere.length > 0 ? (
            <StepButtons offers={steps} version={matter.version} refresh={REFRESH} widgets={widgets} />
          ) : (
            <p className="muted">
              {matter.waitsFor
                ? `现在等待${matter.waitsFor}办理，您没有需要办的步骤。`
                : '这一事项没有需要您办的步骤。'}
            </p>
          )}
          {detailPath && elsewhere.length > 0 && (
            <p>
              <Link to={detailPath}>{elsewhere.map(({ label }) => label).join('、')}在专页办理</Link>
            </p>
          )}
        </Block>
        {countersigns.length > 0 && (
          <Block title="会签" count={countersigns.length}>
            <ul className="entries">
              {countersigns.map((line) => (
                <Countersign key={line.id} line={line} answer={line.answer && offered([line.answer])} />
              ))}
            </ul>
          </Block>
        )}
        <Block title="批注" count={remarks.length}>
          {remarks.length === 0 && <Nothing words="还没有批注" />}
          <ul className="entries">
            {remarks.map(({ seq, author, at, text }) => (
              <li key={seq}>
                <p className="entry-head">
                  <strong>{author?.name ?? '系统'}</strong>
                  <span className="muted">
                    <Moment at={at} />
                  </span>
                </p>
                <p className="as-typed">{text}</p>
              </li>
            ))}
          </ul>
        </Block>
      </div>
      <div>
        {acts.length > 0 && <Block title="其他操作">{offered(acts)}</Block>}
        <Block title="责任单位" count={units.length}>
          <ul className="entries">
            {units.map((part) => (
              <Part
                key={part.unit.id}
                part={part}
                offers={offered(
                  [part.report, part.release].filter((offer) => offer !== undefined),
                  true,
                )}
              />
            ))}
          </ul>
        </Block>
      </div>
    </div>
  );
}

/** A form that holds a whole document is not made from a schema; the feature has a screen for it. */
const tooRich = ({ fields }: ActOffer): boolean =>
  Object.values(fields.properties ?? {}).some(({ type }) => type === 'object');

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

function Part({ part, offers }: { readonly part: MatterPart; readonly offers: ReactNode }) {
  return (
    <li>
      <p className="entry-head">
        <UnitTag name={part.unit.name} part={part.partLabel} />
        {part.doneOn ? (
          <span>
            <CivilDate on={part.doneOn} /> 完成
          </span>
        ) : (
          part.dueOn && <TrafficLight light={part.light} />
        )}
      </p>
      {part.task && <p className="as-typed">{part.task}</p>}
      {offers}
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
