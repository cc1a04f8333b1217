/** Of starts in rising order, the index of the last that is not behind the offset. */
export function lastAtMost(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Names the paragraph an offset falls into, of paragraphs joined by line ends: 正文第 3 段. */
export function paragraphLocator(paragraphs: readonly string[], where: string): (offset: number) => string {
  const starts: number[] = [];
  let at = 0;
  for (const paragraph of paragraphs) {
    starts.push(at);
    at += paragraph.length + 1;
  }
  return (offset) => `${where}第 ${lastAtMost(starts, offset) + 1} 段`;
}
