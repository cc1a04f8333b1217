import { plainText } from '#platform/sanitise.ts';
import type { Content } from '../contract.ts';

/** Words of a content that a reader gets, with the field they stand in and where a person finds them. */
export interface PublicWords {
  readonly field: string;
  readonly where: string;
  readonly text: string;
}

const FOOTNOTE = /<span data-kind="footnote">([\s\S]*?)<\/span>/g;
/** Attributes people read or programs hand on: words of pictures, titles, addresses of mail and telephone, units of charts. */
const ATTRIBUTE = /\s(alt|title|label|datetime|data-unit|href)="([^"]*)"/g;
const HASHED = /^(?:#attachment-|\/media\/)[0-9a-f]{64}$/;

/**
 * Every word of a content that becomes public, wherever it stands: fields, structured values, names of files, attributes within the
 * text, footnotes by themselves (and the text as if they were not there, so that a number cut by one is found).
 */
export function publicWords(content: Content): {
  readonly body: readonly string[];
  readonly rest: readonly PublicWords[];
} {
  const rest: (PublicWords | undefined)[] = [
    words('content.title', '标题', content.title),
    words('content.documentNumber', '文号', content.documentNumber),
    words('content.summary', '内容概述', content.summary),
    words('content.keywords', '关键词', content.keywords),
    words('content.source', '信息来源', content.source),
    words('content.jointOrgans', '联合发文机关', content.jointOrgans?.join('\n')),
    words(
      'content.leadPublication',
      '牵头机关的公开地址',
      content.leadPublication && readable(content.leadPublication),
    ),
    ...Object.entries(content.data ?? {}).map(([name, value]) => words(`content.data.${name}`, '要素', spoken(value))),
    ...(content.attachments ?? []).map(({ name }) => words('content.attachments', `附件名称「${name}」`, name)),
    ...[...content.bodyHtml.matchAll(FOOTNOTE)].map(([, note], at) =>
      words('content.bodyHtml', `脚注 ${at + 1}`, plainText(note ?? '')),
    ),
    ...[...content.bodyHtml.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) =>
      HASHED.test(value)
        ? undefined
        : words('content.bodyHtml', ATTRIBUTE_WORDS[name] ?? '正文的链接', readable(value)),
    ),
  ];
  const body = plainText(content.bodyHtml.replaceAll(FOOTNOTE, '')).split('\n');
  return { body, rest: rest.filter((one) => one !== undefined) };
}

const ATTRIBUTE_WORDS: Readonly<Record<string, string>> = {
  alt: '图片的文字说明',
  title: '正文里的提示文字',
  label: '字幕的名称',
  datetime: '正文里的时间',
  'data-unit': '图表的单位',
};

const words = (field: string, where: string, text: string | undefined): PublicWords | undefined =>
  text?.trim() ? { field, where, text } : undefined;

/** The words of a structured value, whatever its shape. */
function spoken(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(spoken).join('\n');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(spoken).join('\n');
  return typeof value === 'number' ? String(value) : '';
}

/** An attribute as it reads: entities and percent signs taken back, the scheme of an address set apart. */
function readable(value: string): string {
  const plain = (/[&<]/.test(value) ? plainText(value) : value.trim()).replace(/^(mailto|tel):/i, '$1 ');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
