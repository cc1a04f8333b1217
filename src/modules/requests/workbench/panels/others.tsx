import { Link } from 'react-router';
import { Block, CivilDate } from '#workbench/kit/index.ts';
import type { PanelProps } from '../panels.ts';

/** What else the same applicant has asked: duplicates and unreasonable numbers show here (条例第三十五条、第三十六条第六项). */
export function Others({ request: { others } }: PanelProps) {
  if (others.length === 0) return null;
  return (
    <Block title="同一申请人的其他申请" count={others.length}>
      <ul className="news">
        {others.map(({ id, number, arrivedOn }) => (
          <li key={id}>
            <Link to={`/requests/${id}`}>{number}</Link>
            <p className="muted">
              <CivilDate on={arrivedOn} /> 到达
            </p>
          </li>
        ))}
      </ul>
    </Block>
  );
}
