import type { SecretBox } from '#platform/secret-box.ts';

/** Who wrote, and what about. */
export interface MailHead {
  readonly name: string;
  readonly address: string;
  readonly subject: string;
}

const place = (id: string, part: 'head' | 'raw' | 'reason') => `request-mail:${id}:${part}`;

export const sealHead = (secrets: SecretBox, id: string, head: MailHead): Buffer =>
  secrets.seal(JSON.stringify(head), place(id, 'head'));

/** Empty once it was cleared. */
export const openHead = (secrets: SecretBox, id: string, sealed: Buffer | null): MailHead =>
  sealed ? (JSON.parse(secrets.open(sealed, place(id, 'head'))) as MailHead) : { name: '', address: '', subject: '' };

export const sealRaw = (secrets: SecretBox, id: string, bytes: Buffer): Buffer =>
  secrets.sealBytes(bytes, place(id, 'raw'));

export const openRaw = (secrets: SecretBox, id: string, sealed: Buffer): Buffer =>
  secrets.openBytes(sealed, place(id, 'raw'));

export const sealReason = (secrets: SecretBox, id: string, reason: string): Buffer =>
  secrets.seal(reason, place(id, 'reason'));

/** `z***@example.com`. */
export const shownSender = ({ address }: MailHead): string => {
  const [, first = '', host = ''] = /^(.)[^@]*@(.+)$/u.exec(address) ?? [];
  return host ? `${first}***@${host}` : address ? '***' : '（没有发件人）';
};

/** Numbers of people stand in subjects; so do their names, which nothing finds for certain: the beginning alone is shown. */
export const shownSubject = ({ subject }: MailHead): string => {
  const words = [...subject.replaceAll(/[0-9A-Za-z]{5,}/g, '****')];
  return words.length > SHOWN ? `${words.slice(0, SHOWN).join('')}…` : words.join('') || '（没有主题）';
};
const SHOWN = 12;
