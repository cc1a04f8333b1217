/**
 * Gives every style element that is made from here on the page's nonce. Ant Design passes it on nearly everywhere, but
 * not where it measures scroll bars and holds the page still behind a dialog; without it those styles are refused.
 */
export function passNonce(nonce: string): void {
  const make = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = make(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
