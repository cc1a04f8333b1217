import { Button, Select } from 'antd';
import { useState } from 'react';
import { useRead } from '#workbench/kit/index.ts';
import type { InputProps } from '#workbench/kit/schema-field.tsx';
import { type Content, RELATIONS } from '../contract.ts';
import type { DocumentLine } from '../document-contract.ts';

type Relation = NonNullable<Content['relations']>[number];
/** What one states of another document; being interpreted is stated by the interpretation. */
const STATED = (Object.keys(RELATIONS) as Relation['kind'][]).filter((kind) => kind !== 'interpreted-by');

/** Documents this one interprets, replaces, rests on … : chosen by title, number or index number, each with what it is to this one. */
export function RelationsField({ id, value, onChange, describedBy, invalid }: InputProps) {
  const relations = (value ?? []) as readonly Relation[];
  const [kind, setKind] = useState<Relation['kind']>('interprets');
  const [typed, setTyped] = useState('');
  const found = useRead<{ readonly rows: readonly DocumentLine[] }>(
    '/api/documents',
    { size: 20, page: 1, ...(typed ? { q: typed } : {}) },
    { keep: true },
  );
  const add = (documentId: string) => {
    if (relations.some((one) => one.kind === kind && one.documentId === documentId)) return;
    onChange([...relations, { kind, documentId }]);
  };
  return (
    <div className="relations">
      {relations.length > 0 && (
        <ul>
          {relations.map((one) => (
            <li key={`${one.kind} ${one.documentId}`}>
              {RELATIONS[one.kind]}：<RelatedTitle id={one.documentId} />
              <Button
                size="small"
                type="link"
                aria-label="去掉这一关联"
                onClick={() => onChange(relations.filter((other) => other !== one))}
              >
                去掉
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="relations-new">
        <Select<Relation['kind']>
          aria-label="关系"
          value={kind}
          onChange={setKind}
          options={STATED.map((one) => ({ value: one, label: RELATIONS[one] }))}
        />
        <Select<string>
          id={id}
          className="wide"
          aria-describedby={describedBy}
          aria-invalid={invalid}
          placeholder="输入标题、文号或索引号查找，选中即加入"
          value={null as unknown as string}
          notFoundContent="没有符合的文件"
          loading={found.isFetching}
          showSearch={{ filterOption: false, onSearch: setTyped }}
          options={(found.data?.rows ?? []).map((row) => ({
            value: row.id,
            label: `${row.title}（${row.indexNumber}，${row.stateLabel}）`,
          }))}
          onChange={add}
        />
      </div>
    </div>
  );
}

function RelatedTitle({ id }: { readonly id: string }) {
  const read = useRead<{ readonly current: { readonly content: { readonly title: string } } }>(`/api/documents/${id}`);
  return <>{read.data?.current.content.title ?? '（不能查看的文件）'}</>;
}
