import sanitizeHtml from 'sanitize-html';

/**
 * The HTML a document's body may hold: structure and meaning, no style, no script, no foreign frames.
 * Pictures are our own files: a foreign one would tell its owner who reads, and the browser would not show it (img-src).
 * Applied when a revision is written and again when a page is made.
 */
export function sanitise(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [
      'p',
      'br',
      'hr',
      'h2',
      'h3',
      'h4',
      'ol',
      'ul',
      'li',
      'strong',
      'em',
      'u',
      's',
      'sub',
      'sup',
      'blockquote',
      'table',
      'caption',
      'thead',
      'tbody',
      'tfoot',
      'tr',
      'th',
      'td',
      'a',
      'img',
      'figure',
      'figcaption',
      'time',
      'abbr',
    ],
    allowedAttributes: {
      a: ['href', 'title'],
      img: ['src', 'alt', 'width', 'height'],
      th: ['scope', 'colspan', 'rowspan'],
      td: ['colspan', 'rowspan'],
      ol: ['start', 'type'],
      time: ['datetime'],
      abbr: ['title'],
    },
    allowedSchemes: ['https', 'http', 'mailto', 'tel'],
    allowedSchemesByTag: { img: [] },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !ownPicture(attribs.src ?? ''),
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    enforceHtmlBoundary: true,
    transformTags: { h1: 'h2', b: 'strong', i: 'em', div: 'p' },
    nestingLimit: 40,
  });
}

/** An address on this site, as a browser reads it: `//host` and `/\\host` lead elsewhere. */
const ownPicture = (src: string) => /^\/[\w.~%-]+(?:\/[\w.~%-]+)*$/.test(src);

/** The addresses of pictures a body may not hold, as they were written. */
export function foreignPictures(html: string): string[] {
  const found: string[] = [];
  sanitizeHtml(html, {
    allowedTags: ['img'],
    allowedAttributes: { img: ['src'] },
    allowedSchemes: ['http', 'https', 'data', 'ftp', 'blob', 'file', 'cid'],
    exclusiveFilter: ({ tag, attribs }) => {
      if (tag === 'img' && !ownPicture(attribs.src ?? '')) found.push(attribs.src ?? '');
      return false;
    },
  });
  return found;
}

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
