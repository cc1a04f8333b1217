import { describe, expect, it } from 'vitest';
import { compareBodies } from './compare-bodies.ts';
import type { BodyElement, BodyNode } from '#kernel/body/html.ts';

const el = (tag: string, ...children: BodyNode[]): BodyElement => ({ tag, attributes: {}, children });
const p = (...children: BodyNode[]) => el('p', ...children);
const row = (...cells: string[]) => el('tr', ...cells.map((text) => el('td', text)));
const kinds = (before: BodyNode[], after: BodyNode[]) => compareBodies(before, after).map(({ kind }) => kind);

const ONE = '各药品批发企业应当于三月底前报送年度报告。';
const TWO = '报送方式为网上办事大厅，不接收纸质材料。';

describe('how one body differs from another', () => {
  it('a paragraph put elsewhere is told as moved, not as lost', () => {
    expect(kinds([p(ONE), p(TWO), p('三')], [p(TWO), p('三'), p(ONE)])).toEqual([
      'moved-away',
      'same',
      'same',
      'moved-here',
    ]);
  });

  it('a paragraph whose emphasis alone changed says so', () => {
    expect(compareBodies([p(ONE)], [p(el('strong', ONE))])[0]).toMatchObject({ kind: 'changed', onlyForm: true });
  });

  it('a table is compared by rows and cells', () => {
    const [table] = compareBodies(
      [el('table', row('名称', '期限'), row('年报', '三月'))],
      [el('table', el('tbody', row('名称', '期限'), row('年报', '四月'), row('季报', '每季')))],
    );
    expect(table?.parts?.map(({ kind, sort }) => [kind, sort])).toEqual([
      ['same', '表格行'],
      ['changed', '表格行'],
      ['added', '表格行'],
    ]);
    expect(table?.parts?.[1]?.cells).toEqual([
      [{ kind: 'same', text: '年报' }],
      [
        { kind: 'removed', text: '三' },
        { kind: 'added', text: '四' },
        { kind: 'same', text: '月' },
      ],
    ]);
  });

  it('a list is compared by its items', () => {
    const list = (...items: string[]) => el('ol', ...items.map((text) => el('li', p(text))));
    expect(compareBodies([list(ONE, TWO)], [list(ONE)])[0]?.parts?.map(({ kind }) => kind)).toEqual([
      'same',
      'removed',
    ]);
  });

  it('a picture exchanged for another is a change, though its description stayed', () => {
    const picture = (src: string) => p({ tag: 'img', attributes: { src, alt: '流程图' }, children: [] });
    expect(compareBodies([picture('/media/a')], [picture('/media/b')])[0]).toMatchObject({
      kind: 'changed',
      onlyForm: true,
    });
  });
});
