import type { FiguresFile } from '../contract.ts';
import { type PrintedCell, type PrintedTable, printed } from './printed.ts';

/** The report as the body of its page. */
export function reportHtml(figures: FiguresFile): string {
  return printed(figures)
    .flatMap(({ title, paragraphs, tables }) => [
      `<h2>${escaped(title)}</h2>`,
      ...paragraphs.map((words) => `<p>${escaped(words)}</p>`),
      ...tables.map(tableHtml),
    ])
    .join('\n');
}

function tableHtml({ caption, rows }: PrintedTable): string {
  const headRows = rows.findIndex((row) => row.some(({ head }) => !head));
  const line = (cells: readonly PrintedCell[], scope: string) =>
    `<tr>${cells.map((cell) => cellHtml(cell, scope)).join('')}</tr>`;
  return `<table><caption>${escaped(caption)}</caption><thead>${rows
    .slice(0, headRows)
    .map((row) => line(row, 'col'))
    .join('')}</thead><tbody>${rows
    .slice(headRows)
    .map((row) => line(row, 'row'))
    .join('')}</tbody></table>`;
}

function cellHtml({ words, head, across, down }: PrintedCell, scope: string): string {
  const spans = `${across ? ` colspan="${across}"` : ''}${down ? ` rowspan="${down}"` : ''}`;
  return head ? `<th scope="${scope}"${spans}>${escaped(words)}</th>` : `<td${spans}>${escaped(words)}</td>`;
}

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
