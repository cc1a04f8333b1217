import { addHours, type Instant } from '#kernel/dates.ts';
import { takeMail } from '#modules/requests/index.ts';
import type { Services } from '#platform/services.ts';

interface DemoMail {
  readonly id: string;
  readonly hoursAgo: number;
  readonly name: string;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
  readonly attached?: { readonly name: string; readonly text: string };
}

const MAILS: readonly DemoMail[] = [
  {
    id: 'application',
    hoursAgo: 5,
    name: '黎演示',
    address: 'li.yanshi@mail.example.invalid',
    subject: '（演示）申请公开医疗器械抽检不合格产品名单',
    text: '江西省药品监督管理局（演示）：\n\n本人申请公开2026年上半年全省医疗器械监督抽检不合格产品名单及处置结果，请以电子邮件提供电子版。\n\n申请人：黎演示，电话 13800000000（演示）。身份证复印件随后补寄。',
  },
  {
    id: 'question',
    hoursAgo: 2,
    name: '某某药店（演示）',
    address: 'yaodian@mail.example.invalid',
    subject: '（演示）咨询药店换证需要什么材料',
    text: '您好，我店的药品经营许可证年底到期，想咨询换证需要准备哪些材料、在哪里办理。（演示）',
    attached: { name: 'question.txt', text: '演示附件' },
  },
];

/** Two mails in the holding pen, as the job takes them out of a mailbox: one is an application, one is not. */
export async function mailsWaiting(services: Services, now: Instant): Promise<void> {
  for (const mail of MAILS)
    await takeMail(services, { bytes: bytesOf(mail), arrivedAt: addHours(now, -mail.hoursAgo) });
}

const word = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
const part = (type: string, text: string) =>
  `--B\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString('base64')}\r\n`;

const bytesOf = ({ id, name, address, subject, text, attached }: DemoMail): Buffer =>
  Buffer.from(
    [
      `From: ${word(name)} <${address}>\r\nMessage-ID: <${id}@mail.example.invalid>\r\nSubject: ${word(subject)}\r\n`,
      'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n',
      part('text/plain; charset=utf-8', text),
      attached
        ? part(`text/plain; charset=utf-8; name="${attached.name}"`, attached.text).replace(
            '\r\n\r\n',
            `\r\nContent-Disposition: attachment; filename="${attached.name}"\r\n\r\n`,
          )
        : '',
      '--B--\r\n',
    ].join(''),
  );
