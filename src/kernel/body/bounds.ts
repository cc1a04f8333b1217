/** So much of each one body holds: more is no text to read, and looking at it would keep everybody else waiting. The numbers are ours. */
export const BODY_BOUNDS = { links: 1_000, elements: 20_000 } as const;

/**
 * Why a body is too much of something, counted in the markup as it was written, before anything is parsed. Give it what is at most as
 * long as a content may be.
 */
export function boundDefects(html: string): string[] {
  const [links, elements] = [count(html, /<a[\s/>]/gi), count(html, /<[a-z]/gi)];
  return [
    ...(links > BODY_BOUNDS.links
      ? [`正文有 ${links} 个链接，一份文件最多 ${BODY_BOUNDS.links} 个：请分成几份文件，或把清单作为附件`]
      : []),
    ...(elements > BODY_BOUNDS.elements
      ? [
          `正文的段落、列表项、单元格等合计 ${elements} 个，一份文件最多 ${BODY_BOUNDS.elements} 个：请删去空段落，把长表格作为附件，或分成几份文件`,
        ]
      : []),
  ];
}

function count(html: string, mark: RegExp): number {
  let found = 0;
  for (const _ of html.matchAll(mark)) found += 1;
  return found;
}
