import { Link } from 'react-router';
import {
  Block,
  CivilDate,
  Countersigns,
  MatterActs,
  Moment,
  OtherActs,
  Owed,
  StepButtons,
  TrafficLight,
  UnitTag,
} from '#workbench/kit/index.ts';
import type { MatterDetail, MatterPart } from '../contract.ts';

/** What changes when a step is taken. */
const REFRESH = ['/api/matters', '/api/todo', '/api/notices', '/api/supervision'];

/** What may be done now, and everything said about it so far. */
export function Handling({ detail }: { readonly detail: MatterDetail }) {
  const { matter, about, units, remarks } = detail;
  return (
    <div className="beside">
      <div>
        {about.length > 0 && (
          <Block title="来件内容">
            <dl className="about">
              {about.map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd className="as-typed">{value}</dd>
                </div>
              ))}
            </dl>
          </Block>
        )}
        <Block title={matter.task ?? '可以办理'}>
          <Owed detail={detail} />
          <Steps detail={detail} />
        </Block>
        <Countersigns detail={detail} />
        <Block title="批注" count={remarks.length}>
          {remarks.length === 0 && <p className="muted">还没有批注</p>}
          <ul className="entries">
            {remarks.map(({ seq, author, at, text, to }) => (
              <li key={seq}>
                <p className="entry-head">
                  <strong>{author?.name ?? '系统'}</strong>
                  <span className="muted">
                    <Moment at={at} />
                  </span>
                </p>
                <p className="as-typed">{text}</p>
                {to && <p className="muted">请 {to} 查看</p>}
              </li>
            ))}
          </ul>
        </Block>
      </div>
      <div>
        <OtherActs detail={detail} />
        <Block title="责任单位" count={units.length}>
          <ul className="entries">
            {units.map((part) => (
              <Part key={part.unit.id} matterId={matter.id} part={part} />
            ))}
          </ul>
        </Block>
      </div>
    </div>
  );
}

/** Where a kind has a screen of its own, its steps are taken there, beside what they are about. */
function Steps({ detail: { matter, steps, detailPath } }: { readonly detail: MatterDetail }) {
  if (steps.length === 0)
    return (
      <p className="muted">
        {matter.waitsFor ? `现在等待${matter.waitsFor}办理，您没有需要办的步骤。` : '这一事项没有需要您办的步骤。'}
      </p>
    );
  if (!detailPath) return <StepButtons offers={steps} version={matter.version} refresh={REFRESH} />;
  const mine = steps.some(({ refusals }) => refusals.length === 0);
  return (
    <p>
      {mine ? '轮到您办理，请到' : '步骤和现在不能办理的原因，请看'}
      <Link to={detailPath}>{matter.kindLabel}专页</Link>
      {mine && '，内容、依据和各项操作都在那里'}。
    </p>
  );
}

function Part({ matterId, part }: { readonly matterId: string; readonly part: MatterPart }) {
  const offers = [part.report, part.release].filter((offer) => offer !== undefined);
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
      {offers.length > 0 && <MatterActs compact matterId={matterId} offers={offers} />}
    </li>
  );
}
