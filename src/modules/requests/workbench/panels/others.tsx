import { Link } from 'react-router';
import { Block, CivilDate, Loaded, useRead } from '#workbench/kit/index.ts';
import type { RelatedRequests } from '../../related/contract.ts';
import type { PanelProps } from '../panels.ts';

/** What else the same applicant has asked within a year: duplicates and unreasonable numbers show here (条例第三十五条、第三十六条第六项). */
export function Others({ request: { id } }: PanelProps) {
  const read = useRead<RelatedRequests>(`/api/requests/${id}/related`);
  return (
    <Loaded query={read}>
      {({ sameApplicant }) =>
        sameApplicant.length > 0 && (
          <Block title="同一申请人的其他申请" count={sameApplicant.length}>
            <ul className="news">
              {sameApplicant.map((one) => (
                <li key={one.id}>
                  <Link to={`/requests/${one.id}`}>{one.number}</Link>
                  <p className="muted">
                    {one.stateLabel} · <CivilDate on={one.arrivedOn} /> 到达
                  </p>
                </li>
              ))}
            </ul>
          </Block>
        )
      }
    </Loaded>
  );
}
