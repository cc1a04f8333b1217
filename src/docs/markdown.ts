/** A table as Markdown. Cells may hold any text: what would end a cell or a line is written otherwise. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '（无）';
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', '<br>');

export const code = (text: string) => (text === '' ? '' : `\`${text}\``);

/** A generated document: its title, where it comes from, and its parts parted by empty lines. */
export function page(title: string, from: string, parts: readonly string[]): string {
  return `${[`# ${title}`, `由 \`npm run docs\` 从${from}生成，请勿手工修改。`, ...parts].join('\n\n')}\n`;
}

/** Texts in an order that does not depend on where the machine stands. */
export const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
