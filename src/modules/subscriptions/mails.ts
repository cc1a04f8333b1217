import { documentPath } from '#commons/publishing/index.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { RHYTHMS, type Rhythm, SUBSCRIPTION_LIMITS } from './contract.ts';

export interface Mail {
  readonly title: string;
  readonly text: string;
}

/** The name of the site, and where it stands. */
export interface Sender {
  readonly siteName: string;
  readonly baseUrl: string;
}

/** One document as the portal shows it at the moment of sending. */
export interface Told {
  readonly indexNumber: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly unitName: string;
  readonly formedOn: LocalDate;
  readonly corrected: boolean;
}

const ENDING = '本邮件由系统自动发出，请勿回复。';

export function confirmMail({ siteName, baseUrl }: Sender, label: string, rhythm: Rhythm, token: string): Mail {
  return {
    title: `请确认邮件订阅 - ${siteName}`,
    text: [
      `有人用这个邮箱在${siteName}订阅了：${label}`,
      `发送方式：${RHYTHMS[rhythm]}`,
      '',
      `是您本人的，请在 ${SUBSCRIPTION_LIMITS.confirmHours} 小时内打开下面的链接，按“确认订阅”：`,
      `${baseUrl}/subscriptions/confirm/${token}`,
      '',
      '不是您本人的，不需要做任何事：不确认就不会再收到邮件，您的邮箱也会从本站删除。',
      '',
      ENDING,
    ].join('\n'),
  };
}

export function welcomeMail({ siteName, baseUrl }: Sender, label: string, rhythm: Rhythm, stop: string): Mail {
  return {
    title: `订阅已经生效 - ${siteName}`,
    text: [
      `您订阅的${label}已经生效，有新的公开内容时发到这个邮箱。`,
      `发送方式：${RHYTHMS[rhythm]}`,
      '',
      ...leaving(baseUrl, stop),
      ENDING,
    ].join('\n'),
  };
}

/** Says of each document what its page says, and where it stands; nothing else about it leaves by mail. */
export function digestMail(
  { siteName, baseUrl }: Sender,
  label: string,
  documents: readonly Told[],
  list: string,
  stop: string,
): Mail {
  const [first] = documents;
  const title = documents.length === 1 && first ? nameOf(first) : `新公开 ${documents.length} 件`;
  return {
    title: `${title} - ${siteName}`,
    text: [
      `您订阅的${label}有新的公开内容：`,
      ...documents.flatMap((document, i) => [
        '',
        `${i + 1}. ${nameOf(document)}`,
        [document.documentNumber, document.unitName, `${chineseDate(document.formedOn)}成文`]
          .filter(Boolean)
          .join('，'),
        `${baseUrl}${documentPath(document.indexNumber)}`,
      ]),
      '',
      `全部内容：${baseUrl}${list}`,
      '',
      ...leaving(baseUrl, stop),
      ENDING,
    ].join('\n'),
  };
}

/** A document that was taken off, as the portal still speaks of it; where it may not be pointed at, not even by its address. */
export interface Withdrawn {
  readonly named: { readonly title: string; readonly indexNumber: string } | null;
  readonly unitName: string;
  readonly withdrawnOn: LocalDate;
}

/** Only that it was withdrawn; why stands on the page that is left, where the public is told. */
export function withdrawalMail(
  { siteName, baseUrl }: Sender,
  label: string,
  documents: readonly Withdrawn[],
  list: string,
  stop: string,
): Mail {
  return {
    title: `您收到过的内容已撤回 - ${siteName}`,
    text: [
      `按您订阅的${label}发给您的下列内容，已由发布机构撤回：`,
      ...documents.flatMap(({ named, unitName, withdrawnOn }, i) => [
        '',
        `${i + 1}. ${named ? named.title : '一份文件'}`,
        `${unitName}，${chineseDate(withdrawnOn)}撤回`,
        ...(named ? [`${baseUrl}${documentPath(named.indexNumber)}`] : []),
      ]),
      '',
      '请不要再使用和转发此前邮件里的有关内容，以网站现在公开的为准。',
      `现在公开的内容：${baseUrl}${list}`,
      '',
      ...leaving(baseUrl, stop),
      ENDING,
    ].join('\n'),
  };
}

const nameOf = ({ title, corrected }: Told) => (corrected ? `（更正）${title}` : title);

const leaving = (baseUrl: string, stop: string) => [`不想再收到，请打开：${stopAddress(baseUrl, stop)}`, ''];

export const stopAddress = (baseUrl: string, stop: string) => `${baseUrl}/subscriptions/stop/${stop}`;

/** RFC 2369 and RFC 8058: the mail program itself offers to leave, with one press. */
export const leaveHeaders = (baseUrl: string, stop: string): Readonly<Record<string, string>> => ({
  'List-Unsubscribe': `<${stopAddress(baseUrl, stop)}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});
