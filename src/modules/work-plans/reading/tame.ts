import type { Block } from '#platform/extraction/index.ts';

/**
 * Shortens endless runs of blanks and full stops, which no document has and on which patterns that look for the end of a
 * sentence take time with the square of their length. Nothing else of a text is changed.
 */
export function tame(blocks: readonly Block[]): Block[] {
  return blocks.map((block) =>
    block.type === 'table'
      ? { ...block, rows: block.rows.map((row) => row.map(shortened)) }
      : { ...block, text: shortened(block.text) },
  );
}

const shortened = (text: string): string => text.replace(/([\s。；;]{20})[\s。；;]+/g, '$1');
