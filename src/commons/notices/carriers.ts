import { createHmac } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Services } from '#platform/services.ts';

export interface Message {
  /** Of the delivery: the receiver may use it to recognise a message that was sent twice. */
  readonly id: string;
  readonly address: string;
  readonly title: string;
  readonly link: string | null;
  readonly phone: Buffer | null;
  /** Of somebody outside, whose number is not kept with a person of ours. */
  readonly number?: string;
  /** For people outside, who have no workbench: the whole text in place of ours. */
  readonly text?: string;
  /** Of the mail, besides our own: how to leave a list. */
  readonly headers?: Readonly<Record<string, string>>;
}
export type Carrier = (message: Message) => Promise<void>;

/** Trying again would not help. */
export class CannotDeliver extends Error {}

const TIMEOUT_MS = 20_000;

/**
 * Mail by SMTP. A message says its line and where to read on; the matter itself stays in the workbench, because mail
 * passes through machines that are not ours.
 */
export function mailCarrier({ config }: Services): Carrier | undefined {
  const { mail, baseUrl } = config;
  if (!mail) return undefined;
  const transport = createTransport({
    url: mail.smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ id, address, title, link, text, headers }) => {
    try {
      await transport.sendMail({
        from: mail.from,
        to: address,
        subject: title,
        text: text ?? mailText(title, link && `${baseUrl}${link}`),
        messageId: `<${id}@${new URL(baseUrl).hostname}>`,
        headers: { 'auto-submitted': 'auto-generated', ...headers },
      });
    } catch (error) {
      const { responseCode } = error as { responseCode?: number };
      // 5yz is the server's final word (RFC 5321 §4.2.1), except where it is about us (530 to 538: signing in).
      const about = responseCode !== undefined && responseCode >= 550 && responseCode < 560;
      throw about
        ? new CannotDeliver(`收件地址被退回（${responseCode}）`)
        : new Error(`邮件服务器没有接受（${reasonOf(error)}）`);
    }
  };
}

function mailText(title: string, address: string | null): string {
  const lines = [
    title,
    ...(address ? ['', `请登录工作台办理：${address}`] : []),
    '',
    '本邮件由系统自动发出，请勿回复。',
  ];
  return lines.join('\n');
}

/**
 * Text messages by the documented HTTP adapter (docs/adr/0006-text-messages-by-an-http-adapter.md): POST of JSON `{id, to, text}`, signed with
 * HMAC-SHA-256 over `<timestamp>.<body>`; any 2xx answer means that the gateway has taken the message over.
 */
export function smsCarrier({ config, secrets, time }: Services): Carrier | undefined {
  const { sms } = config;
  if (!sms) return undefined;
  return async ({ id, title, phone, number, text }) => {
    const to = number ?? (phone && secrets.open(phone, 'person.phone'));
    if (!to) throw new CannotDeliver('此人已没有手机号');
    const body = JSON.stringify({ id, to, text: text ?? `${title}。请登录工作台办理。` });
    const timestamp = time.now();
    const answer = await fetch(sms.url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-sunlit-timestamp': timestamp,
        ...(sms.token && { 'x-sunlit-signature': smsSignature(sms.token, timestamp, body) }),
      },
      body,
    }).catch((error: unknown) => {
      throw new Error(`短信网关没有应答（${reasonOf(error)}）`);
    });
    if (answer.ok) return;
    const refusal = `短信网关没有接受（${answer.status}）`;
    throw answer.status === 400 || answer.status === 422 ? new CannotDeliver(refusal) : new Error(refusal);
  };
}

/** `sha256=` and the hexadecimal HMAC; the receiver computes the same and compares. */
export const smsSignature = (token: string, timestamp: string, body: string) =>
  `sha256=${createHmac('sha256', token).update(`${timestamp}.${body}`).digest('hex')}`;

/** A short technical reason without addresses. */
function reasonOf(error: unknown): string {
  const { code, responseCode, name, cause } = error as {
    code?: string;
    responseCode?: number;
    name?: string;
    cause?: { code?: string };
  };
  return String(responseCode ?? code ?? cause?.code ?? name ?? '原因不明');
}
