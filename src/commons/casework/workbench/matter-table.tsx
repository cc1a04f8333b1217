import { Link } from 'react-router';
import type { MatterLine, ReturnedLine, ToDoItem } from '../contract.ts';
import { DueDate, NewsMark, Nothing, StepTarget, useWalk } from '#workbench/kit/index.ts';

export const matterLink = ({ path }: Pick<MatterLine, 'path'>): string => path;

/** Matters as lines to be worked through from the top: when, what, and what is to be done. */
export function MatterTable({
  caption,
  lines,
  empty,
}: {
  readonly caption: string;
  readonly lines: readonly (MatterLine | ReturnedLine | ToDoItem)[];
  readonly empty: string;
}) {
  const active = useWalk(lines, matterLink);
  if (lines.length === 0) return <Nothing words={empty} />;
  return (
    <div className="lines lines-stacked">
      <table>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">期限</th>
            <th scope="col">事项</th>
            <th scope="col">要办的事</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <tr key={keyOf(line)} className={at === active ? 'row-active' : undefined}>
              <td className="lines-due">
                <DueDate dueOn={line.dueOn} light={line.light} provisional={line.dueProvisional} />
              </td>
              <td>
                <NewsMark news={line.news} />
                <Link to={matterLink(line)}>{line.title}</Link>
                <p className="muted">
                  {line.number} · {line.leadUnit.name}
                </p>
              </td>
              <td className="lines-task">
                {line.task ?? line.stateLabel}
                <p className="muted">{why(line)}</p>
                {'returnedFor' in line && line.returnedFor && <p>退回原因：{line.returnedFor}</p>}
                {line.target && <StepTarget target={line.target} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same matter may wait for me in several ways. */
function keyOf(line: MatterLine | ReturnedLine | ToDoItem): string {
  return 'why' in line ? `${line.id} ${line.why} ${line.countersignId} ${line.forUnit?.id}` : line.id;
}

function why(line: MatterLine | ReturnedLine | ToDoItem): string {
  if (!('why' in line)) return line.waitsFor ? `等待：${line.waitsFor}` : line.stateLabel;
  return [line.whyLabel, line.forUnit?.name].filter(Boolean).join(' · ');
}
