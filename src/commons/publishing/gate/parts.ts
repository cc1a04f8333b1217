import { plainText } from '#platform/sanitise.ts';
import { finding } from './finding.ts';
import type { GateCheck } from './looked-at.ts';

const HEADING = /<h[2-4][^>]*>([\s\S]*?)<\/h[2-4]>/g;

/** Each part a type requires must stand under a heading that names it. */
export const partsCheck: GateCheck = {
  key: 'parts',
  run: async ({ type, content }) => {
    const headings = [...content.bodyHtml.matchAll(HEADING)].map(([, words]) => plainText(words ?? ''));
    return (type.template?.requiredParts ?? [])
      .filter((part) => !headings.some((heading) => heading.includes(part)))
      .map((part) =>
        finding({
          check: 'parts',
          severity: 'block',
          field: 'content.bodyHtml',
          where: '正文',
          excerpt: part,
          sentence: `${type.label}应有「${part}」一部分：请写上标题里带有「${part}」的一节`,
        }),
      );
  },
};
