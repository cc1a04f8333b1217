import sanitizeHtml from 'sanitize-html';
import { attributeKept, mediaHash, RENAMED, tagKept, VOCABULARY } from '#kernel/body/vocabulary.ts';

/**
 * The HTML a document's body may hold (`#kernel/body/vocabulary.ts`): structure and meaning, no style, no script, no foreign
 * frames. Pictures and videos are files of our own: a foreign one would tell its owner who reads, and the browser would not
 * show it (img-src). Applied when a revision is written and again when a page is made.
 */
export function sanitise(html: string): string {
  // What stood between two tags may be gone: cleaned again, it reads the same to whoever reads it next.
  return cleaned(cleaned(html));
}

function cleaned(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: Object.keys(VOCABULARY),
    allowedAttributes: Object.fromEntries(Object.entries(VOCABULARY).map(([tag, names]) => [tag, [...names]])),
    allowedSchemes: ['https', 'http', 'mailto', 'tel'],
    allowedSchemesByTag: { img: [], video: [], track: [] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    enforceHtmlBoundary: true,
    transformTags: {
      ...RENAMED,
      '*': (tagName, attribs) => ({ tagName, attribs: keptAttributes(tagName, attribs) }),
    },
    exclusiveFilter: ({ tag, attribs }) => {
      // The tag as it was written, the attributes as they are kept.
      const kept = tagKept(RENAMED[tag] ?? tag, attribs);
      return kept === 'text' ? 'excludeTag' : kept === 'goes';
    },
    nestingLimit: 40,
  });
}

const keptAttributes = (tag: string, attributes: sanitizeHtml.Attributes): sanitizeHtml.Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name, value]) => attributeKept(tag, name, value)));

/** The addresses of pictures and videos a body may not hold, as they were written. */
export function foreignPictures(html: string): string[] {
  const found: string[] = [];
  sanitizeHtml(html, {
    allowedTags: [...PICTURES],
    allowedAttributes: Object.fromEntries([...PICTURES].map((tag) => [tag, ['src']])),
    allowedSchemes: ['http', 'https', 'data', 'ftp', 'blob', 'file', 'cid'],
    exclusiveFilter: ({ tag, attribs }) => {
      if (PICTURES.has(tag) && mediaHash(attribs.src ?? '') === undefined) found.push(attribs.src ?? '');
      return false;
    },
  });
  return found;
}

const PICTURES: ReadonlySet<string> = new Set(['img', 'video', 'track']);

/** The text of sanitised HTML, block by block, for search and for checks. */
export function plainText(html: string): string {
  const broken = html
    .replace(/<\/(p|h[1-6]|li|tr|caption|blockquote|figcaption)>|<br\s*\/?>/g, '\n')
    .replace(/<\/t[dh]>/g, '\t');
  return (
    sanitizeHtml(broken, { allowedTags: [], allowedAttributes: {} })
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      // Last, so that an ampersand that was written out does not begin another entity.
      .replaceAll('&amp;', '&')
      .replace(/\n{2,}/g, '\n')
      .trim()
  );
}
