export interface XmlElement {
  readonly name: string;
  readonly children: XmlElement[];
  text: string;
}

const PIECE =
  /<\?xml [^<>]*\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i;

/** Reads the XML of feeds and maps strictly: one root, every element closed in order, no bare `&` or `<`, no control characters. Throws at the first fault. */
export function parseXml(xml: string): XmlElement {
  const top: XmlElement = { name: '', children: [], text: '' };
  const open = [top];
  PIECE.lastIndex = 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml)) throw new Error('a control character');
  while (PIECE.lastIndex < xml.length) {
    const at = PIECE.lastIndex;
    const piece = PIECE.exec(xml);
    if (!piece) throw new Error(`no XML at ${at}: ${xml.slice(at, at + 60)}`);
    const [, cdata, closed, opened, attributes = '', empty, text] = piece;
    const current = open.at(-1) ?? top;
    if (ENTITY.test(attributes) || (text && ENTITY.test(text))) throw new Error(`a bare & at ${at}`);
    if (cdata !== undefined) current.text += cdata;
    else if (text !== undefined) current.text += text;
    else if (closed !== undefined) {
      if (current.name !== closed) throw new Error(`</${closed}> closes <${current.name}>`);
      open.pop();
    } else if (opened !== undefined) {
      const element: XmlElement = { name: opened, children: [], text: '' };
      current.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [root, ...more] = top.children;
  if (open.length !== 1 || !root || more.length > 0 || top.text.trim() !== '')
    throw new Error('not one whole document');
  return root;
}
