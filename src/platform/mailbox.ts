import type { ConnectionOptions } from 'node:tls';
import { ImapFlow } from 'imapflow';
import { type Instant, instant } from '#kernel/dates.ts';

/** A mail that waits on the server. */
export interface WaitingMail {
  readonly uid: number;
  readonly size: number;
  /** When the server had it. */
  readonly arrivedAt: Instant;
}

/** A mailbox somebody writes to, as long as it is open. */
export interface Mailbox {
  /** What has not been taken yet, oldest first. */
  waiting(most: number): Promise<readonly WaitingMail[]>;
  /** A mail as it came, or how it begins. Does not mark it as read. */
  bytes(uid: number, most: number): Promise<Buffer>;
  /** It is safe with us: marked as read, or moved away. To be said after it was committed. */
  taken(uid: number): Promise<void>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 30_000;

/**
 * Opens a mailbox by IMAP, encrypted from the first byte and with the server's certificate checked. Throws what the connection throws; `tls` adds to what
 * is trusted.
 */
export async function openMailbox(
  { url, done }: { readonly url: string; readonly done: string | undefined },
  tls: ConnectionOptions = {},
): Promise<Mailbox> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const client = new ImapFlow({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 993),
    secure: true,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    tls: { minVersion: 'TLSv1.2', ...tls },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  // What breaks the connection is thrown by whatever was asked of it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.mailboxOpen(decodeURIComponent(pathname.slice(1)) || 'INBOX');
  } catch (error) {
    client.close();
    throw error;
  }
  const byUid = { uid: true } as const;
  return {
    async waiting(most) {
      const found = await client.search(done ? { all: true } : { seen: false }, byUid);
      const uids = (found || []).toSorted((a, b) => a - b).slice(0, most);
      if (uids.length === 0) return [];
      const mails: WaitingMail[] = [];
      for await (const { uid, size, internalDate } of client.fetch(
        uids,
        { uid: true, size: true, internalDate: true },
        byUid,
      ))
        mails.push({ uid, size: size ?? 0, arrivedAt: instant(new Date(internalDate ?? Date.now()).toISOString()) });
      return mails.toSorted((a, b) => a.uid - b.uid);
    },
    async bytes(uid, most) {
      const mail = await client.fetchOne(String(uid), { source: { maxLength: most } }, byUid);
      if (!mail || !mail.source) throw new Error('the mail is not there any more');
      return mail.source;
    },
    async taken(uid) {
      if (done) await client.messageMove([uid], done, byUid);
      else await client.messageFlagsAdd([uid], ['\\Seen'], byUid);
    },
    async close() {
      await client.logout().catch(() => client.close());
    },
  };
}
