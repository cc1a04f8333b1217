import { Mark } from './mark.tsx';
import { Tag } from 'antd';
import { Block, ChangedText } from '#workbench/kit/index.ts';
import type { ImportDetail, ShownDifference } from '../import-contract.ts';

const TONES = { added: 'good', removed: 'bad', changed: 'doubt' } as const;
const KINDS = { added: '新增', removed: '不再列入', changed: '有改动' } as const;

/** What a changed edition of a plan we have would change, before anyone confirms it. */
export function Differences({ edition }: { readonly edition: NonNullable<ImportDetail['edition']> }) {
  return (
    <Block title={`与现有第 ${edition.edition} 版的差异`} count={edition.differences.length}>
      <p className="consequence">
        本局已有《{edition.title}》。没有变化的 {edition.unchanged}{' '}
        项任务照旧办理；有改动的按新版办理；不再列入的将终止。
      </p>
      <ul className="entries">
        {edition.differences.map((one) => (
          <li key={`${one.kind} ${one.section} ${one.number} ${one.title}`}>
            <p className="entry-head">
              <Mark tone={TONES[one.kind]}>{KINDS[one.kind]}</Mark>
              <strong>{one.number ? `${one.number}. ${one.title}` : one.title}</strong>
              {one.units && <Tag>责任单位有变化</Tag>}
              {one.deadlines && <Tag>期限有变化</Tag>}
              {one.moved && <Tag>位置有变化</Tag>}
            </p>
            {one.text.length > 0 && <Changed text={one.text} />}
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Changed({ text }: { readonly text: ShownDifference['text'] }) {
  return (
    <p className="as-typed">
      <ChangedText segments={text} />
    </p>
  );
}
