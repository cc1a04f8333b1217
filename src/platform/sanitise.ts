import sanitizeHtml from 'sanitize-html';

/**
 * The HTML a document's body may hold: structure and meaning, no style, no script, no foreign frames.
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
    allowedSchemesByTag: { img: ['https'] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    enforceHtmlBoundary: true,
    transformTags: { h1: 'h2', b: 'strong', i: 'em', div: 'p' },
    nestingLimit: 40,
  });
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
