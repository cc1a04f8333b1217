export interface NoticeKind {
  readonly label: string;
  /** How it is sent besides the inbox, where the person has an address and the channel is configured. */
  readonly channels: readonly ('email' | 'sms')[];
}

/** Kinds of notices. A text message is for what cannot wait until somebody reads their mail. */
export const noticeKinds: Readonly<Record<string, NoticeKind>> = {
  'to-do': { label: '待办', channels: ['email'] },
  countersign: { label: '会签', channels: ['email'] },
  part: { label: '配合任务', channels: ['email'] },
  // Followed out of interest: it waits for nobody, so that no mail is sent.
  watch: { label: '关注', channels: [] },
  mention: { label: '请您查看', channels: ['email'] },
  reminder: { label: '催办', channels: ['email', 'sms'] },
  supervision: { label: '督办', channels: ['email', 'sms'] },
  withdrawal: { label: '紧急撤回', channels: ['email', 'sms'] },
  release: { label: '定时发布', channels: ['email', 'sms'] },
  security: { label: '账号安全', channels: ['email', 'sms'] },
  system: { label: '系统', channels: ['email'] },
};

/**
 * What a mail, a text message and the administrator's list of failed deliveries say: of a matter its kind of notice and its
 * number, never its title, which may be of a document that is not public or name a citizen.
 */
export const saidOutside = ({ kind, title, number }: Told): string =>
  number === null ? title : `${noticeKind(kind).label}：${number}`;

interface Told {
  readonly kind: string;
  readonly title: string;
  /** Of the matter, where the notice is about one. */
  readonly number: string | null;
}

/** A kind not listed is a plain notice that is also mailed. */
export const noticeKind = (key: string): NoticeKind => noticeKinds[key] ?? { label: '通知', channels: ['email'] };
