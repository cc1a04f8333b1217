import { Mark } from './mark.tsx';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { CivilDate, UnitTag, Verbatim } from '#workbench/kit/index.ts';
import { dueBases, type PreviewItem, type PreviewParty, partyRoles, partyStates } from '../import-contract.ts';
import { rhythmLabels } from '../item-contract.ts';
import { ItemForm } from './import-item-form.tsx';
import type { Correct } from './import-preview.tsx';

/** One item as it would be imported, each doubt beside what it is about; corrected in place. */
export function ItemCard({
  item,
  correct,
  editable,
}: {
  readonly item: PreviewItem;
  readonly correct: Correct;
  readonly editable: boolean;
}) {
  const [editing, setEditing] = useState(false);
  return (
    <li>
      <p className="entry-head">
        <strong>{item.number ? `${item.number}. ${item.title}` : item.title}</strong>
        {item.corrected && <Tag>已更正</Tag>}
        {item.unlisted && <Mark tone="doubt">原文以“等”结尾，单位未列全</Mark>}
      </p>
      {item.blockers.map((sentence) => (
        <p key={sentence} className="field-error">
          {sentence}
        </p>
      ))}
      {item.problems.map(({ message }) => (
        <p key={message}>
          <Mark tone="doubt">需要核对</Mark> {message}
        </p>
      ))}
      {editing ? (
        <ItemForm item={item} correct={correct} close={() => setEditing(false)} />
      ) : (
        <>
          <Parties parties={item.parties} />
          <p>
            期限：
            <CivilDate on={item.dueOn} /> <span className="muted">{dueBases[item.dueBasis]}</span>
            {item.rhythm && <Tag>{rhythmLabels[item.rhythm]}</Tag>}
          </p>
          {item.lead && (
            <p className="muted">
              承办：{item.lead.name}
              {item.leadNote && `（${item.leadNote}）`}
            </p>
          )}
          {item.verbatim.length > 0 && <Verbatim from="原文标注">{item.verbatim.join('\n')}</Verbatim>}
          <details>
            <summary>任务内容</summary>
            <p className="as-typed">{item.text || item.title}</p>
          </details>
          {editable && (
            <Button size="small" onClick={() => setEditing(true)} aria-label={`更正第 ${item.number || item.key} 项`}>
              更正
            </Button>
          )}
        </>
      )}
    </li>
  );
}

function Parties({ parties }: { readonly parties: readonly PreviewParty[] }) {
  if (parties.length === 0) return <p className="muted">没有读到责任单位</p>;
  return (
    <ul className="parties">
      {parties.map((party) => (
        <li key={`${party.role} ${party.text}`}>
          <UnitTag name={party.text} part={partyRoles[party.role]} muted={party.state !== 'settled'} />
          {party.state !== 'settled' && (
            <Mark tone={party.state === 'left-open' ? 'good' : 'doubt'}>{partyStates[party.state]}</Mark>
          )}
          {party.state === 'settled' && (party.units.length !== 1 || party.units[0]?.name !== party.text) && (
            <span className="muted"> 即 {party.units.map(({ name }) => name).join('、')}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
