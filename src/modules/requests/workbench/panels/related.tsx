import { Link } from 'react-router';
import { Alert } from 'antd';
import { Block, CivilDate, Loaded, useRead } from '#workbench/kit/index.ts';
import type { LikeRequest, RelatedLine, RelatedRequests } from '../../related/contract.ts';
import type { PanelProps } from '../panels.ts';
import { StepsOfRow } from '../row-steps.tsx';

/** What the request has to do with others: what it is answered with, what it was split into, what is alike; 并案 begins beside the other one. */
export function Related({ request: { id }, matter }: PanelProps) {
  const read = useRead<RelatedRequests>(`/api/requests/${id}/related`);
  return (
    <Loaded query={read}>
      {(related) => {
        const { warnings, lead, merged, whole, parts, alike, hidden, sameContent } = related;
        const known = [lead, whole, ...merged, ...parts].flatMap((one) => one ?? []);
        if (warnings.length + known.length + alike.length + hidden + sameContent.length === 0) return null;
        const { near, far } = byUse(related);
        return (
          <Block title="相关的申请">
            {warnings.map((words) => (
              <Alert key={words} type="warning" showIcon title={words} />
            ))}
            <ul className="entries">
              {lead && <Line one={lead} as="主案：由它一并答复" />}
              {whole && <Line one={whole} as="原申请：本件由它拆分" />}
              {merged.map((one) => (
                <Line key={one.id} one={one} as="并入本件，一并答复" />
              ))}
              {parts.map((one) => (
                <Line key={one.id} one={one} as="由本件拆分" />
              ))}
              {near.map((one) => (
                <Like key={one.id} one={one} matter={matter} related={related} />
              ))}
            </ul>
            {far.length > 0 && (
              <details>
                <summary>另有{far.length}件相近的申请</summary>
                <ul className="entries">
                  {far.map((one) => (
                    <Like key={one.id} one={one} matter={matter} related={related} />
                  ))}
                </ul>
              </details>
            )}
            {hidden > 0 && <p className="muted">另有{hidden}件相近的申请由其他处室（单位）办理，您不能查看。</p>}
          </Block>
        );
      }}
    </Loaded>
  );
}

/** Ours: so many stand open; whoever wants to see more unfolds them. */
const NEAR = 3;

/** The nearest ones, and all that may be answered together with this one; the others lie folded below. */
function byUse(related: RelatedRequests) {
  const { sameContent, alike } = related;
  const all = [...sameContent.filter((same) => !alike.some((one) => one.id === same.id)), ...alike];
  const { near = [], far = [] } = Object.groupBy(all, (one) =>
    all.indexOf(one) < NEAR || mergeable(one, related) ? 'near' : 'far',
  );
  return { near, far };
}

function Like({
  one,
  matter,
  related,
}: {
  readonly one: RelatedLine | LikeRequest;
  readonly matter: PanelProps['matter'];
  readonly related: RelatedRequests;
}) {
  return (
    <Line one={one} as={likeness(one)}>
      {mergeable(one, related) && (
        <StepsOfRow
          matter={matter}
          of={['merge']}
          row={one.id}
          named={`并入${one.number}`}
          known={{ intoId: one.id }}
        />
      )}
    </Line>
  );
}

function Line({
  one: { id, number, stateLabel, arrivedOn, dueOn, description },
  as,
  children,
}: {
  readonly one: RelatedLine;
  readonly as: string;
  readonly children?: React.ReactNode;
}) {
  return (
    <li>
      <p className="entry-head">
        <Link to={`/requests/${id}`}>{number}</Link>
        <span>{as}</span>
      </p>
      <p className="muted">
        {stateLabel} · <CivilDate on={arrivedOn} /> 到达
        {dueOn && (
          <>
            ，<CivilDate on={dueOn} /> 到期
          </>
        )}
      </p>
      {description && <p className="as-typed">{description}</p>}
      {children}
    </li>
  );
}

function likeness(one: RelatedLine | LikeRequest): string {
  if (!('percent' in one)) return '逐字相同';
  const who = one.sameApplicant ? '同一申请人' : '其他申请人';
  const answered = one.reply ? `，已答复：${one.reply.kindLabel}（${one.reply.number}）` : '';
  return `${who}，相近${one.percent}%${answered}`;
}

/** Only of the same applicant, and only into one that is still being handled; the step says everything else. */
export const mergeable = (one: RelatedLine | LikeRequest, { sameApplicant }: RelatedRequests): boolean =>
  sameApplicant.some(({ id }) => id === one.id) && ['accepted', 'processing'].includes(one.state);

/** Whether it stands among the related, with what may be done about it there. */
export const standsRelated = ({ id }: RelatedLine, { sameContent, alike }: RelatedRequests): boolean =>
  [...sameContent, ...alike].some((one) => one.id === id);
