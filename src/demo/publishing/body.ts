/** The text of a demonstration document as the HTML of a body: paragraphs, `## ` headings, `- ` items, `|` tables, charts, footnotes. */
export function bodyOf(text: string): string {
  const html: string[] = [];
  let caption = '';
  let chart: readonly string[] = [];
  for (const block of blocksOf(text)) {
    const [first = ''] = block;
    if (first.startsWith('|') && chart.length > 0) html.push(chartOf(block, chart));
    else if (first.startsWith('|')) html.push(tableOf(block, caption));
    else if (first.startsWith('- '))
      html.push(`<ul>${block.map((line) => `<li>${escaped(line.slice(2))}</li>`).join('')}</ul>`);
    else if (first.startsWith('## ')) html.push(`<h2>${escaped(first.slice(3))}</h2>`);
    else if (first.startsWith('### ')) html.push(`<h3>${escaped(first.slice(4))}</h3>`);
    else if (!/^[表图]：/.test(first)) html.push(`<p>${escaped(first)}</p>`);
    caption = first.startsWith('表：') ? first.slice(2) : '';
    chart = first.startsWith('图：') ? first.slice(2).split('｜') : [];
  }
  return html.join('');
}

/** Lines that belong together: rows of one table, items of one list; everything else stands alone. */
function blocksOf(text: string): string[][] {
  const blocks: string[][] = [];
  let kind = '';
  for (const line of text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const now = line.startsWith('|') ? '|' : line.startsWith('- ') ? '-' : '';
    const last = blocks.at(-1);
    if (now && now === kind && last) last.push(line);
    else blocks.push([line]);
    kind = now;
  }
  return blocks;
}

function tableOf([head = '', ...rows]: readonly string[], caption: string): string {
  const cells = (row: string) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => escaped(cell.trim()));
  const heads = cells(head)
    .map((cell) => `<th scope="col">${cell}</th>`)
    .join('');
  const body = rows
    .map(
      (row) =>
        `<tr>${cells(row)
          .map((cell) => `<td>${cell}</td>`)
          .join('')}</tr>`,
    )
    .join('');
  return `<table>${caption ? `<caption>${escaped(caption)}</caption>` : ''}<thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table>`;
}

/** A chart is the table it is drawn from; before it stands `图：bar｜title｜unit`. */
function chartOf(lines: readonly string[], [kind = 'bar', title = '', unit = '']: readonly string[]): string {
  return `<figure data-kind="chart" data-chart="${kind}" data-unit="${unit}">${tableOf(lines, title)}</figure>`;
}

/** A footnote stands where it is called for: `【注：…】`. */
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/【注：([^】]+)】/g, '<span data-kind="footnote">$1</span>');
