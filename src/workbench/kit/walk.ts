import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useShortcut } from './shortcuts.tsx';
import { rememberList } from './table-memory.ts';

/** Walking a list by keyboard: j / k mark a row, Enter opens it. Gives the marked row's place (-1: none); the list is remembered for the screens behind it. */
export function useWalk<R>(data: readonly R[], rowLink: ((row: R) => string) | undefined): number {
  const [active, setActive] = useState(-1);
  const navigate = useNavigate();
  useEffect(() => {
    setActive(-1);
    if (rowLink) rememberList(data.map(rowLink));
  }, [data, rowLink]);
  const walks = rowLink !== undefined && data.length > 0;
  useShortcut('j ArrowDown', '列表中下一行', () => setActive((at) => Math.min(at + 1, data.length - 1)), walks);
  useShortcut('k ArrowUp', '列表中上一行', () => setActive((at) => Math.max(at - 1, 0)), walks);
  const row = data[active];
  useShortcut(
    'Enter',
    '打开选中的一行',
    () => row && rowLink && void navigate(rowLink(row)),
    walks && row !== undefined,
  );
  return active;
}
