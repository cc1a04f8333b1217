import type { Editor } from '@tiptap/core';
import { Button, Checkbox, Input, type InputRef } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { look, replaceFound } from './body-finding.ts';

/** Find and replace, above the text. Enter goes on, Shift+Enter goes back, Escape closes and returns to the text. */
export function FindPanel({ editor, close }: { readonly editor: Editor; readonly close: () => void }) {
  const first = useRef<InputRef>(null);
  const [words, setWords] = useState('');
  const [other, setOther] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  const [current, setCurrent] = useState(0);
  const [count, setCount] = useState(0);
  const [told, setTold] = useState('');
  useEffect(() => first.current?.focus(), []);
  useEffect(() => () => void (editor.isDestroyed || look(editor.view, {})), [editor]);
  const search = (next: { words?: string; matchCase?: boolean; current?: number }) => {
    const asked = { words, matchCase, current: 0, ...next };
    setCurrent(asked.current);
    setCount(look(editor.view, asked));
    setTold('');
  };
  const go = (step: 1 | -1) => count > 0 && search({ current: (current + step + count) % count });
  const replace = (which: number | 'all') => {
    const done = replaceFound(editor.view, other, which);
    const left = look(editor.view, { words, matchCase, current: which === 'all' ? 0 : current });
    setCount(left);
    setCurrent(which === 'all' || current >= left ? 0 : current);
    setTold(`替换了 ${done} 处`);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
      editor.commands.focus();
    }
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    }
  };
  return (
    <search className="body-find" aria-label="查找和替换" onKeyDown={keys}>
      <Input
        ref={first}
        size="small"
        aria-label="查找"
        placeholder="查找"
        value={words}
        maxLength={200}
        onChange={(event) => {
          setWords(event.target.value);
          search({ words: event.target.value });
        }}
      />
      <Input
        size="small"
        aria-label="替换为"
        placeholder="替换为"
        value={other}
        maxLength={200}
        onChange={(event) => setOther(event.target.value)}
      />
      <Button size="small" disabled={count === 0} onClick={() => go(-1)}>
        上一处
      </Button>
      <Button size="small" disabled={count === 0} onClick={() => go(1)}>
        下一处
      </Button>
      <Button size="small" disabled={count === 0} onClick={() => replace(current)}>
        替换
      </Button>
      <Button size="small" disabled={count === 0} onClick={() => replace('all')}>
        全部替换
      </Button>
      <Checkbox
        checked={matchCase}
        onChange={(event) => {
          setMatchCase(event.target.checked);
          search({ matchCase: event.target.checked });
        }}
      >
        区分大小写
      </Checkbox>
      <output className="muted">
        {told || (words === '' ? '' : count === 0 ? '没有找到' : `第 ${current + 1} 处，共 ${count} 处`)}
      </output>
      <Button size="small" type="text" onClick={close}>
        关闭
      </Button>
    </search>
  );
}
