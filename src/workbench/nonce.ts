/**
 * Gives every style element that is made from here on the page's nonce. Ant Design passes it on nearly everywhere, but
 * not where it measures scroll bars and holds the page still behind a dialog, nor to the (empty) styles inside some of
 * its icons; without the nonce those are refused.
 */
export function passNonce(nonce: string): void {
  const make = document.createElement.bind(document);
  const makeIn = document.createElementNS.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => marked(make(name, options), nonce);
  document.createElementNS = (space: string | null, name: string, options?: ElementCreationOptions | string) =>
    // The overloads say more of the answer than they ask of it; it is passed on as it came.
    marked(makeIn(space, name, options as ElementCreationOptions), nonce) as never;
}

function marked<E extends Element>(element: E, nonce: string): E {
  if (element instanceof HTMLStyleElement || element instanceof SVGStyleElement) element.nonce = nonce;
  return element;
}
