import { Select } from 'antd';
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { clearable, inputState, useRead } from '#workbench/kit/index.ts';
import { ContentField } from './content-field.tsx';
import type { FormParts } from './form-parts.ts';

/** GET /api/catalogue-choices: what the catalogue of the installation offers a drafter. */
interface Choice {
  readonly key: string;
  readonly name: string;
  readonly statutoryClass: number;
  readonly content: string;
  readonly unitName: string | null;
  readonly columnKey: string | null;
  readonly types: readonly string[];
  readonly frequencyWords: string;
}

/**
 * The item of the catalogue (主动公开基本目录) the document fills. Choosing one proposes its column, its statutory class and, where it has
 * only one, its kind; each may be changed afterwards. `?item=` in the address chooses it to begin with.
 */
export function CatalogueField({ hand, errorOf }: FormParts) {
  const { data } = useRead<readonly Choice[]>('/api/catalogue-choices');
  const asked = useSearchParams()[0].get('item');
  const { type, content } = hand.draft;
  const fitting = (data ?? []).filter(({ types }) => !type || types.length === 0 || types.includes(type));
  const chosen = data?.find(({ key }) => key === content.catalogueItem);
  const choose = (item: Choice | undefined) => {
    const [only, ...others] = item?.types ?? [];
    if (!type && only && others.length === 0) hand.change({ type: only });
    // What is empty is left out when the content is sent.
    hand.changeContent({
      catalogueItem: item?.key ?? '',
      ...(item?.columnKey && { columnKey: item.columnKey }),
      ...(item && { statutoryClass: item.statutoryClass }),
    });
  };
  const wanted = content.catalogueItem === undefined && asked ? data?.find(({ key }) => key === asked) : undefined;
  // Once, when the choices have come: what the person then does is theirs.
  const taken = useRef(false);
  useEffect(() => {
    if (!wanted || taken.current) return;
    taken.current = true;
    choose(wanted);
  });
  return (
    <ContentField
      hand={hand}
      errorOf={errorOf}
      name="catalogueItem"
      hint={
        chosen
          ? `${chosen.content}；${chosen.unitName ?? '责任单位未确定'}；${chosen.frequencyWords}`
          : '主动公开基本目录里的事项，选了会带出栏目和法定类别'
      }
      input={({ id, value, invalid, describedBy }) => (
        <Select<string>
          id={id}
          className="wide"
          placeholder="请选择"
          {...inputState({ invalid, describedBy })}
          allowClear={clearable}
          popupMatchSelectWidth={false}
          showSearch={{ optionFilterProp: 'label' }}
          value={(value || null) as string | null}
          options={fitting.map(({ key, name }) => ({ value: key, label: name }))}
          onChange={(key) => choose(data?.find((item) => item.key === key))}
        />
      )}
    />
  );
}
