import iconv from 'iconv-lite';
import PostalMime, { type Email } from 'postal-mime';
import { defaultLimits, unusable } from './blocks.ts';
import { blocksOfHtml } from './html.ts';

/** A mail taken apart: words as plain text, nothing rendered, nothing fetched. */
export interface ReadMail {
  readonly messageId: string | null;
  /** Message-IDs it answers. */
  readonly answers: readonly string[];
  readonly from: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly MailAttachment[];
  /** What a mail server says became of a mail of ours (RFC 3464); null where it is none. */
  readonly failure: MailFailure | null;
}

export interface MailAttachment {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface MailFailure {
  readonly messageId: string | null;
  /** RFC 3463: 5.1.1. */
  readonly status: string;
}

const LIMITS = { depth: 30, headerBytes: 256 * 1024, characters: 100_000, attachments: 30, line: 500 };

/** Reads a mail. Refuses what is nested too deep, whose head is too long, or that is none. To be called in a confined process. */
export async function readMail(bytes: Uint8Array): Promise<ReadMail> {
  const first = await parsed(bytes);
  const mail = garbled(bytes, first) ? await withChinese(bytes, first) : first;
  const failure = failureIn(mail);
  return {
    messageId: idsIn(mail.messageId)[0] ?? null,
    answers: [...new Set([...idsIn(mail.inReplyTo), ...idsIn(mail.references)])].slice(0, 50),
    from: { name: line(mail.from?.name), address: line(mail.from?.address) },
    subject: line(mail.subject),
    text: textOf(mail),
    attachments: mail.attachments
      .filter(({ mimeType }) => !failure || !mimeType.startsWith('message/'))
      .slice(0, LIMITS.attachments)
      .map(({ filename, content }, at) => ({ name: line(filename ?? '') || `附件${at + 1}`, bytes: bytesOf(content) })),
    failure,
  };
}

async function parsed(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, {
      attachmentEncoding: 'arraybuffer',
      maxNestingDepth: LIMITS.depth,
      maxHeadersSize: LIMITS.headerBytes,
      forceRfc822Attachments: true,
    });
  } catch {
    throw unusable('邮件的结构异常，不能读取');
  }
}

/** Words that came out as replacement characters, or in a charset nobody knows: programs that write Chinese without saying in which. */
const garbled = (bytes: Uint8Array, { subject, text = '', html = '' }: Email): boolean =>
  [subject, text, html].some((words) => words?.includes('\ufffd')) || !charsetsIn(bytes).every(isKnown);

const charsetsIn = (bytes: Uint8Array) =>
  [...latin(bytes).matchAll(/charset\s*=\s*"?([\w.:-]+)/gi)].map(([, name = '']) => name);

function isKnown(charset: string): boolean {
  try {
    return new TextDecoder(charset) !== undefined;
  } catch {
    return false;
  }
}

/** The same mail read as GB18030 throughout; as it was where that does not read better. */
async function withChinese(bytes: Uint8Array, first: Email): Promise<Email> {
  const text = latin(bytes);
  const end = text.search(/\r?\n\r?\n/);
  const head = text
    .slice(0, end)
    .replace(/^(subject|from):(.*[\x80-\xff].*)$/gim, (_all, name: string, value: string) => inWords(name, value));
  const relabelled = `${head}${text.slice(end)}`
    .replace(/charset\s*=\s*"?[\w.:-]+"?/gi, 'charset=gb18030')
    .replace(/^(content-type:[ \t]*text\/(?:plain|html))[ \t]*\r?$/gim, '$1; charset=gb18030');
  const second = await parsed(Buffer.from(relabelled, 'latin1'));
  return `${second.subject}${second.text}${second.html}`.includes('\ufffd') ? first : second;
}

/** A header of raw bytes as an encoded word; of a sender the name alone. */
function inWords(name: string, value: string): string {
  // By hand: a pattern that takes blanks apart takes half a minute over a head of nothing else.
  const whole = value.trim();
  const at = whole.endsWith('>') ? whole.lastIndexOf('<') : -1;
  const [words, address] = at < 0 ? [whole, ''] : [whole.slice(0, at).trim(), whole.slice(at)];
  return `${name}: =?gb18030?B?${Buffer.from(words.replaceAll('"', ''), 'latin1').toString('base64')}?= ${address}`;
}

const latin = (bytes: Uint8Array): string => iconv.decode(Buffer.from(bytes), 'latin1');

const line = (words = ''): string =>
  words
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, LIMITS.line);

const idsIn = (header = ''): string[] => [...header.matchAll(/<([^<>\s]{1,250})>/g)].map(([, id = '']) => id);

function textOf({ text, html }: Email): string {
  const words = text?.trim() ? text : html ? plain(html) : '';
  return words
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]|\p{Cf}/gu, '')
    .trim()
    .slice(0, LIMITS.characters);
}

const plain = (html: string): string =>
  blocksOfHtml(html, defaultLimits)
    .map((block) => (block.type === 'table' ? block.rows.map((row) => row.join('\t')).join('\n') : block.text))
    .join('\n');

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}

/** RFC 3464: the report of a mail server, with the head of the mail it is about. Only what failed for good is told. */
function failureIn({ attachments, headers }: Email): MailFailure | null {
  const type = headers.find(({ key }) => key === 'content-type')?.value ?? '';
  if (!/^multipart\/report\b/i.test(type)) return null;
  const part = (kind: RegExp) => {
    const found = attachments.find(({ mimeType }) => kind.test(mimeType));
    return found && Buffer.from(bytesOf(found.content)).toString('utf8').slice(0, 64_000);
  };
  const report = part(/^message\/(?:global-)?delivery-status$/i);
  if (!report || !/^action:[ \t]*failed/im.test(report)) return null;
  const original = part(/^(?:message\/(?:rfc822|global)|text\/rfc822-headers|message\/rfc822-headers)$/i);
  return {
    messageId: idsIn(/^message-id:[ \t]*(\S.*)$/im.exec(original ?? '')?.[1])[0] ?? null,
    status: /^status:[ \t]*([245]\.\d{1,3}\.\d{1,3})/im.exec(report)?.[1] ?? '5.0.0',
  };
}
