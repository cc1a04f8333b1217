import { type AddressInfo, createServer } from 'node:net';

/** A mail server for tests. */
export interface MailServer {
  readonly port: number;
  readonly received: { to: string; text: string }[];
  /** What is said when a recipient is named. */
  answer: string;
  close(): Promise<unknown>;
}

/** Just enough SMTP (RFC 5321) to take a message or refuse a recipient. */
export async function mailServer(): Promise<MailServer> {
  const received: MailServer['received'] = [];
  const state = { answer: '250 ok' };
  const server = createServer((socket) => {
    let to = '';
    let reading = '';
    let data = false;
    socket.on('error', () => socket.destroy());
    socket.write('220 test\r\n');
    socket.on('data', (chunk: Buffer) => {
      reading += chunk.toString('utf8');
      for (;;) {
        const end = reading.indexOf(data ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const line = reading.slice(0, end);
        reading = reading.slice(end + (data ? 5 : 2));
        if (data) {
          received.push({ to, text: decoded(line) });
          data = false;
          socket.write('250 taken\r\n');
        } else if (/^rcpt/i.test(line)) {
          to = /<(.*)>/.exec(line)?.[1] ?? '';
          socket.write(`${state.answer}\r\n`);
        } else if (/^data/i.test(line)) {
          data = true;
          socket.write('354 go on\r\n');
        } else if (/^quit/i.test(line)) {
          socket.end('221 bye\r\n');
        } else socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    received,
    get answer() {
      return state.answer;
    },
    set answer(words) {
      state.answer = words;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** A message's words, whichever way they were wrapped for the journey (RFC 2045: base64 or quoted-printable). */
function decoded(message: string): string {
  const [head = '', ...rest] = message.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/base64/i.test(head)) return head + Buffer.from(body, 'base64').toString('utf8');
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, '%$1');
  return `${head}\r\n\r\n${/quoted-printable/i.test(head) ? decodeURIComponent(bytes) : body}`;
}
