import {
  BarChartOutlined,
  BoldOutlined,
  ImportOutlined,
  LinkOutlined,
  OrderedListOutlined,
  PaperClipOutlined,
  PictureOutlined,
  RedoOutlined,
  SearchOutlined,
  TableOutlined,
  UndoOutlined,
  UnorderedListOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons';
import type { Editor } from '@tiptap/core';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  mergeCells,
  splitCell,
  toggleHeaderColumn,
  toggleHeaderRow,
} from '@tiptap/pm/tables';
import { useEditorState } from '@tiptap/react';
import { Button, Input, Modal } from 'antd';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { Asked } from './body-pieces.tsx';
import { citeAll } from './body-citations.ts';
import { inTable, insertTable, type TableCommand } from './body-tables.ts';

/** What can be done to a table, in the order of its tools. */
const TABLE_TOOLS: readonly (readonly [words: string, label: string, command: TableCommand])[] = [
  ['上加行', '在上方加一行', addRowBefore],
  ['下加行', '在下方加一行', addRowAfter],
  ['左加列', '在左侧加一列', addColumnBefore],
  ['右加列', '在右侧加一列', addColumnAfter],
  ['删行', '删除本行', deleteRow],
  ['删列', '删除本列', deleteColumn],
  ['首行表头', '首行作为表头', toggleHeaderRow],
  ['首列表头', '首列作为表头', toggleHeaderColumn],
  ['合并', '合并选中的单元格', mergeCells],
  ['拆分', '拆分单元格', splitCell],
  ['删表', '删除表格', deleteTable],
];

/** The tools of the body. Each says whether it is on; arrow keys go from one to the next, Alt+F10 leads here from the text. */
export function BodyToolbar({
  editor,
  ask,
  find,
  bring,
}: {
  readonly editor: Editor;
  readonly ask: (asked: Asked) => void;
  readonly find: () => void;
  readonly bring: () => void;
}) {
  const [linking, setLinking] = useState(false);
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      h2: now.isActive('heading', { level: 2 }),
      h3: now.isActive('heading', { level: 3 }),
      h4: now.isActive('heading', { level: 4 }),
      bold: now.isActive('bold'),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      quote: now.isActive('blockquote'),
      link: now.isActive('link'),
      attachment: now.isActive('attachmentLink'),
      table: now.isActive('table'),
      undo: now.can().undo(),
      redo: now.can().redo(),
    }),
  });
  const run = () => editor.chain().focus();
  return (
    <div className="body-tools" role="toolbar" aria-label="正文格式" onKeyDown={walk}>
      <Tool label="一级标题" on={on.h2} press={() => run().toggleHeading({ level: 2 }).run()}>
        一级标题
      </Tool>
      <Tool label="二级标题" on={on.h3} press={() => run().toggleHeading({ level: 3 }).run()}>
        二级标题
      </Tool>
      <Tool label="三级标题" on={on.h4} press={() => run().toggleHeading({ level: 4 }).run()}>
        三级标题
      </Tool>
      <Tool label="加粗" on={on.bold} press={() => run().toggleBold().run()} icon={<BoldOutlined />} />
      <Tool
        label="项目列表"
        on={on.bullets}
        press={() => run().toggleBulletList().run()}
        icon={<UnorderedListOutlined />}
      />
      <Tool
        label="编号列表"
        on={on.numbers}
        press={() => run().toggleOrderedList().run()}
        icon={<OrderedListOutlined />}
      />
      <Tool label="引用" on={on.quote} press={() => run().toggleBlockquote().run()}>
        引用
      </Tool>
      <Tool label="链接" on={on.link} press={() => setLinking(true)} icon={<LinkOutlined />} />
      <Tool
        label="附件链接"
        on={on.attachment}
        press={() =>
          on.attachment
            ? run().unsetMark('attachmentLink', { extendEmptyMarkRange: true }).run()
            : ask({ kind: 'attachmentLink' })
        }
        icon={<PaperClipOutlined />}
      />
      <Tool label="插入图片" press={() => ask({ kind: 'picture' })} icon={<PictureOutlined />} />
      <Tool label="插入表格" on={on.table} press={() => insertTable(editor)} icon={<TableOutlined />} off={on.table} />
      <Tool label="插入图表" press={() => ask({ kind: 'chart' })} icon={<BarChartOutlined />} off={on.table} />
      <Tool label="插入视频" press={() => ask({ kind: 'video' })} icon={<VideoCameraOutlined />} off={on.table} />
      <Tool label="插入注释" press={() => ask({ kind: 'footnote' })}>
        注释
      </Tool>
      <Tool label="标注引用的文号和法条" press={() => citeAll(editor)}>
        标注引用
      </Tool>
      <span className="gap" />
      <Tool label="导入文稿" press={bring} icon={<ImportOutlined />}>
        导入
      </Tool>
      <Tool label="查找和替换（Ctrl+F）" press={find} icon={<SearchOutlined />} />
      <Tool label="撤销" press={() => run().undo().run()} icon={<UndoOutlined />} off={!on.undo} />
      <Tool label="恢复" press={() => run().redo().run()} icon={<RedoOutlined />} off={!on.redo} />
      {on.table && (
        <fieldset className="body-table-tools" aria-label="表格">
          <Tool label="表格的标题" press={() => ask({ kind: 'tableCaption' })}>
            表题
          </Tool>
          {TABLE_TOOLS.map(([words, label, command]) => (
            <Tool key={label} label={label} press={() => inTable(editor, command)}>
              {words}
            </Tool>
          ))}
        </fieldset>
      )}
      {linking && <LinkDialog editor={editor} close={() => setLinking(false)} />}
    </div>
  );
}

/** Left and right go from tool to tool, as toolbars do. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === 'Escape' && event.target instanceof HTMLButtonElement) {
    event.currentTarget.closest('.body-editor')?.querySelector<HTMLElement>('.body-text')?.focus();
    return;
  }
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  // The link's dialog is drawn elsewhere but bubbles through here.
  if (!step || !(event.target instanceof HTMLButtonElement) || !event.currentTarget.contains(event.target)) return;
  const tools = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
  const next = tools[(tools.indexOf(event.target) + step + tools.length) % tools.length];
  event.preventDefault();
  next?.focus();
}

export function Tool({
  label,
  on,
  off = false,
  press,
  icon,
  children,
}: {
  readonly label: string;
  readonly on?: boolean;
  readonly off?: boolean;
  readonly press: () => unknown;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <Button
      type={on ? 'primary' : 'text'}
      ghost={on === true}
      size="small"
      title={label}
      // An icon has a name of its own, in English.
      {...(icon !== undefined && { 'aria-label': label })}
      {...(on !== undefined && { 'aria-pressed': on })}
      disabled={off}
      icon={icon}
      onClick={press}
    >
      {children}
    </Button>
  );
}

const ADDRESS = /^(?:https?:\/\/|mailto:|tel:|\/(?![/\\]))\S+$/i;

function LinkDialog({ editor, close }: { readonly editor: Editor; readonly close: () => void }) {
  const [href, setHref] = useState(String(editor.getAttributes('link').href ?? ''));
  const wrong = href.trim() !== '' && !ADDRESS.test(href.trim());
  const set = () => {
    const link = editor.chain().focus().extendMarkRange('link');
    if (href.trim() === '') link.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive('link'))
      link
        .insertContent({ type: 'text', text: href.trim(), marks: [{ type: 'link', attrs: { href: href.trim() } }] })
        .run();
    else link.setLink({ href: href.trim() }).run();
    close();
  };
  return (
    <Modal
      title="链接"
      open
      okText="确定"
      cancelText="取消"
      okButtonProps={{ disabled: wrong }}
      onOk={set}
      onCancel={close}
      destroyOnHidden
    >
      <label htmlFor="link-address">地址</label>
      <Input
        id="link-address"
        value={href}
        maxLength={2000}
        autoFocus
        placeholder="https://…"
        aria-invalid={wrong}
        aria-describedby="link-advice"
        onChange={(event) => setHref(event.target.value)}
        onPressEnter={() => !wrong && set()}
      />
      <p id="link-advice" className={wrong ? 'field-error' : 'field-hint'}>
        以 https://、http://、mailto: 或 tel: 开头；本站页面以 / 开头。清空即去掉链接。
      </p>
    </Modal>
  );
}
