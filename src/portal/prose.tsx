import { sanitise } from '#platform/sanitise.ts';

/**
 * The body of a document. It was cleaned when it was written and is cleaned again here, whatever the database holds.
 * The only place of the portal that puts HTML on a page as it is.
 */
export function Prose({ html }: { readonly html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: cleaned by the allow-list on this very line.
  return <div className="prose" dangerouslySetInnerHTML={{ __html: scrollableTables(sanitise(html)) }} />;
}

/** Tables of a document may be wider than a phone: each scrolls in a frame of its own that the keyboard can reach. */
function scrollableTables(html: string): string {
  return html
    .replaceAll('<table>', '<div class="scroll" role="region" aria-label="表格，可横向滚动" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>');
}
