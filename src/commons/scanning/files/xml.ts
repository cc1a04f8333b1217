import { unusable } from '#platform/extraction/blocks.ts';

export interface Tag {
  /** Without the prefix: `w:t` is `t`. */
  readonly name: string;
  /** Attribute by its name, with the prefix or without; undefined when it is not there. */
  readonly attribute: (name: string) => string | undefined;
}

export interface XmlReader {
  readonly open?: (tag: Tag, path: readonly string[]) => void;
  readonly text?: (text: string, path: readonly string[]) => void;
  readonly close?: (name: string, path: readonly string[]) => void;
}

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([^\s/>"'=<]+)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+)/y;
const MAX_DEPTH = 500;

/**
 * Reads the XML of an office package as a stream of tags and texts. Entities are the five of XML and characters by number; a
 * document type declaration is refused, so that nothing can be expanded or fetched. Refuses what is not well-formed.
 */
export function readXml(xml: string, { open, text, close }: XmlReader): void {
  const path: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < xml.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(xml);
    if (!token || token[3]?.startsWith('!')) throw unusable('文件内部的结构无法识别，不能检查');
    const [, data, slash, fullName, attributes = '', characters] = token;
    if (characters !== undefined || data !== undefined) text?.(data ?? decoded(characters ?? ''), path);
    if (fullName === undefined) continue;
    const name = localName(fullName);
    if (slash) {
      path.pop();
      close?.(name, path);
      continue;
    }
    if (path.length > MAX_DEPTH) throw unusable('文件内部的层次过深，不能检查');
    open?.({ name, attribute: (key) => attributeOf(attributes, key) }, path);
    if (attributes.endsWith('/')) close?.(name, path);
    else path.push(name);
  }
}

/** A part of a package as text; UTF-16 is told by its mark. */
export function xmlText(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** All texts of the elements named, in order; a paragraph element that closes ends a line. */
export function textsOf(xml: string, elements: readonly string[], paragraph = 'p'): string[] {
  const lines: string[] = [];
  let line = '';
  readXml(xml, {
    text: (text, path) => {
      if (elements.includes(path.at(-1) ?? '')) line += text;
    },
    close: (name) => {
      if (name !== paragraph) return;
      if (line.trim() !== '') lines.push(line);
      line = '';
    },
  });
  return line.trim() === '' ? lines : [...lines, line];
}

/** Every text and every attribute that could be one: for parts nobody knows the meaning of. */
export function anyText(xml: string): string[] {
  const lines: string[] = [];
  readXml(xml, { text: (text) => void (text.trim() !== '' && lines.push(text)) });
  return lines;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

function attributeOf(attributes: string, key: string): string | undefined {
  if (!attributes.includes(key)) return undefined;
  for (const [, name = '', double, single] of attributes.matchAll(/([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (name === key || localName(name) === key) return decoded(double ?? single ?? '');
  }
  return undefined;
}

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[String(name).toLowerCase()] ?? whole;
    const code = Number.parseInt(hex ?? decimal, hex ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
