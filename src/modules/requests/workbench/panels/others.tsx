import { Link } from 'react-router';
import { Block, CivilDate, Loaded, useRead } from '#workbench/kit/index.ts';
import type { RelatedRequests } from '../../related/contract.ts';
import type { PanelProps } from '../panels.ts';
import { StepsOfRow } from '../row-steps.tsx';
import { mergeable, standsRelated } from './related.tsx';

/**
 * What else the same applicant has asked within a year: duplicates and unreasonable numbers show here (条例第三十五条、第三十六条第六项). One in other words
 * is answered together with this from here; what is alike stands among the related.
 */
export function Others({ request: { id }, matter }: PanelProps) {
  const read = useRead<RelatedRequests>(`/api/requests/${id}/related`);
  return (
    <Loaded query={read}>
      {(related) =>
        related.sameApplicant.length > 0 && (
          <Block title="同一申请人的其他申请" count={related.sameApplicant.length}>
            <ul className="news">
              {related.sameApplicant.map((one) => (
                <li key={one.id}>
                  <Link to={`/requests/${one.id}`}>{one.number}</Link>
                  <p className="muted">
                    {one.stateLabel} · <CivilDate on={one.arrivedOn} /> 到达
                  </p>
                  {mergeable(one, related) && !standsRelated(one, related) && (
                    <StepsOfRow
                      matter={matter}
                      of={['merge']}
                      row={one.id}
                      named={`并入${one.number}`}
                      known={{ intoId: one.id }}
                    />
                  )}
                </li>
              ))}
            </ul>
          </Block>
        )
      }
    </Loaded>
  );
}
