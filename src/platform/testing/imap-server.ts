import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { ownCertificate } from './certificate.ts';

export interface KeptMail {
  readonly uid: number;
  readonly bytes: Buffer;
  readonly flags: Set<string>;
}

/** A mail server for tests: as much of IMAP4rev1 (RFC 3501) as reading one folder asks, over TLS, with one account. */
export async function openImapServer(account: { readonly user: string; readonly password: string }) {
  const { key, cert } = ownCertificate();
  const folders = new Map<string, KeptMail[]>([
    ['INBOX', []],
    ['Done', []],
  ]);
  const server = tls.createServer({ key, cert }, (socket) => {
    let buffer = '';
    let folder = 'INBOX';
    socket.on('error', () => undefined);
    socket.write('* OK ready\r\n');
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1');
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const [, tag = '*', words = ''] = /^(\S+) (.*)$/.exec(buffer.slice(0, end)) ?? [];
        buffer = buffer.slice(end + 2);
        if (/^SELECT /i.test(words)) folder = /"?([^"]+)"?$/.exec(words.slice(7))?.[1] ?? '';
        for (const said of answer(words, folder)) socket.write(said);
        const refused = /^LOGIN /i.test(words) && !words.includes(`"${account.password}"`);
        socket.write(`${tag} ${refused || !folders.has(folder) ? 'NO' : 'OK'} done\r\n`);
      }
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));

  function answer(words: string, name: string): readonly (string | Buffer)[] {
    const mails = folders.get(name) ?? [];
    const [verb = '', ...rest] = words.split(' ');
    switch (verb.toUpperCase()) {
      case 'CAPABILITY':
        return ['* CAPABILITY IMAP4rev1 MOVE\r\n'];
      case 'LIST':
        return [...folders.keys()].map((one) => `* LIST () "/" "${one}"\r\n`);
      case 'SELECT':
        return [
          `* ${mails.length} EXISTS\r\n`,
          '* FLAGS (\\Seen)\r\n',
          '* OK [UIDVALIDITY 1] x\r\n',
          '* OK [UIDNEXT 99] x\r\n',
        ];
      case 'LOGOUT':
        return ['* BYE\r\n'];
      case 'UID':
        return uid(rest, mails, name);
      default:
        return [];
    }
  }

  function uid([verb = '', ...rest]: readonly string[], mails: KeptMail[], name: string): readonly (string | Buffer)[] {
    const named = new Set((rest[0] ?? '').split(',').flatMap(range));
    const chosen = mails.filter((mail) => named.has(mail.uid));
    switch (verb.toUpperCase()) {
      case 'SEARCH':
        return [
          `* SEARCH ${mails.flatMap((mail) => (rest.includes('UNSEEN') && mail.flags.has('\\Seen') ? [] : [mail.uid])).join(' ')}\r\n`,
        ];
      case 'STORE':
        for (const { flags } of chosen) flags.add('\\Seen');
        return [];
      case 'MOVE':
        folders.set(
          name,
          mails.filter((mail) => !named.has(mail.uid)),
        );
        folders.get('Done')?.push(...chosen);
        return chosen.map((mail) => `* ${mails.indexOf(mail) + 1} EXPUNGE\r\n`);
      case 'FETCH':
        return chosen.flatMap((mail) => fetched(mail, mails.indexOf(mail) + 1, rest.join(' ')));
      default:
        return [];
    }
  }

  return {
    address: `imaps://${encodeURIComponent(account.user)}:${encodeURIComponent(account.password)}@127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca: cert,
    /** What lies in a folder, by uid, with its flags. */
    folder: (name: string) => folders.get(name)?.map(({ uid, flags }) => [uid, [...flags]] as const),
    deliver(bytes: Buffer): void {
      const inbox = folders.get('INBOX') ?? [];
      inbox.push({ uid: 1 + (inbox.at(-1)?.uid ?? 10), bytes, flags: new Set() });
    },
    close: () => new Promise((done) => server.close(done)),
  };
}

const range = (part: string): number[] => {
  const [from = 0, to = from] = part.split(':').map(Number);
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
};

function fetched({ uid, bytes, flags }: KeptMail, seq: number, asked: string): (string | Buffer)[] {
  const [, start = '0', most] = /BODY(?:\.PEEK)?\[\](?:<(\d+)\.(\d+)>)?/i.exec(asked) ?? [];
  const facts = `UID ${uid} RFC822.SIZE ${bytes.length} FLAGS (${[...flags].join(' ')}) INTERNALDATE "02-Mar-2026 09:30:00 +0800"`;
  if (!/BODY/i.test(asked)) return [`* ${seq} FETCH (${facts})\r\n`];
  const part = most === undefined ? bytes : bytes.subarray(Number(start), Number(start) + Number(most));
  const origin = most === undefined ? '' : `<${start}>`;
  return [`* ${seq} FETCH (${facts} BODY[]${origin} {${part.length}}\r\n`, part, ')\r\n'];
}
