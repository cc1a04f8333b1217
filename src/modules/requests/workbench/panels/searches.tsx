import { Block, CivilDate } from '#workbench/kit/index.ts';
import type { PanelProps } from '../panels.ts';

/** Where it was looked for: what 不掌握 rests on. */
export function Searches({ request: { searches } }: PanelProps) {
  if (searches.length === 0) return null;
  return (
    <Block title="检索记录" count={searches.length}>
      <ul className="entries">
        {searches.map(({ on, systems, words, people, result, found }) => (
          <li key={`${on} ${words} ${result}`}>
            <p className="entry-head">
              <strong>{found ? '找到' : '没有找到'}</strong>
              <span className="muted">
                <CivilDate on={on} /> · {people}
              </span>
            </p>
            <p className="as-typed">{result}</p>
            <p className="muted">
              检索范围：{systems}；检索词：{words}
            </p>
          </li>
        ))}
      </ul>
    </Block>
  );
}
