import {
  BoldOutlined,
  LinkOutlined,
  OrderedListOutlined,
  RedoOutlined,
  TableOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { Editor } from '@tiptap/core';
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, toggleHeaderRow } from '@tiptap/pm/tables';
import { useEditorState } from '@tiptap/react';
import { Button, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';

type TableCommand = typeof deleteRow;

/** The tools of the body. Each says whether it is on; all of them can be reached by keyboard in their order. */
export function BodyToolbar({ editor }: { readonly editor: Editor }) {
  const [linking, setLinking] = useState(false);
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      h2: now.isActive('heading', { level: 2 }),
      h3: now.isActive('heading', { level: 3 }),
      bold: now.isActive('bold'),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      quote: now.isActive('blockquote'),
      link: now.isActive('link'),
      table: now.isActive('table'),
      undo: now.can().undo(),
      redo: now.can().redo(),
    }),
  });
  const run = () => editor.chain().focus();
  const inTable = (command: TableCommand) => {
    command(editor.state, editor.view.dispatch);
    editor.commands.focus();
  };
  return (
    <div className="body-tools" role="toolbar" aria-label="正文格式">
      <Tool label="一级标题" on={on.h2} press={() => run().toggleHeading({ level: 2 }).run()}>
        一级标题
      </Tool>
      <Tool label="二级标题" on={on.h3} press={() => run().toggleHeading({ level: 3 }).run()}>
        二级标题
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
      <Tool label="插入表格" on={on.table} press={() => insertTable(editor)} icon={<TableOutlined />} off={on.table} />
      {on.table && (
        <>
          <Tool label="在下方加一行" press={() => inTable(addRowAfter)}>
            加行
          </Tool>
          <Tool label="在右侧加一列" press={() => inTable(addColumnAfter)}>
            加列
          </Tool>
          <Tool label="删除本行" press={() => inTable(deleteRow)}>
            删行
          </Tool>
          <Tool label="删除本列" press={() => inTable(deleteColumn)}>
            删列
          </Tool>
          <Tool label="首行作为表头" press={() => inTable(toggleHeaderRow)}>
            表头
          </Tool>
          <Tool label="删除表格" press={() => inTable(deleteTable)}>
            删表
          </Tool>
        </>
      )}
      <span className="gap" />
      <Tool label="撤销" press={() => run().undo().run()} icon={<UndoOutlined />} off={!on.undo} />
      <Tool label="恢复" press={() => run().redo().run()} icon={<RedoOutlined />} off={!on.redo} />
      {linking && <LinkDialog editor={editor} close={() => setLinking(false)} />}
    </div>
  );
}

function Tool({
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
      {...(children === undefined && { 'aria-label': label })}
      {...(on !== undefined && { 'aria-pressed': on })}
      disabled={off}
      icon={icon}
      onClick={press}
    >
      {children}
    </Button>
  );
}

const ROWS = 3;
const COLUMNS = 3;

/** An empty table after the paragraph, with the cursor in its first cell. */
function insertTable(editor: Editor): void {
  const row = (cell: string) => ({
    type: 'tableRow',
    content: Array.from({ length: COLUMNS }, () => ({ type: cell, content: [{ type: 'paragraph' }] })),
  });
  const rows = Array.from({ length: ROWS }, (_, at) => row(at === 0 ? 'tableHeader' : 'tableCell'));
  const at = editor.state.selection.from;
  editor.chain().focus().insertContent({ type: 'table', content: rows }).run();
  const inserted = tablesIn(editor).findLast((position) => position <= at + 1) ?? at;
  editor.commands.setTextSelection(inserted + FIRST_CELL);
}

/** Into the table, its row, its cell, its paragraph. */
const FIRST_CELL = 4;

function tablesIn(editor: Editor): number[] {
  const found: number[] = [];
  editor.state.doc.descendants((node, position) => {
    if (node.type.name === 'table') found.push(position);
  });
  return found;
}

const ADDRESS = /^(?:https?:\/\/|mailto:|tel:|\/(?!\/))\S+$/i;

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
