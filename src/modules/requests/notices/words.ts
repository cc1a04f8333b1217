// What is told to an applicant by mail or text message: that there is something, never what. Anybody may read over a shoulder.

export type NoticeKind = 'progress' | 'asked' | 'reminder' | 'code' | 'copy';

export interface NoticeFacts {
  readonly siteName: string;
  readonly baseUrl: string;
  readonly receipt: string;
}

const SAYS: Readonly<Record<NoticeKind, string>> = {
  progress: '有新的进展',
  asked: '有需要您办理的事项',
  reminder: '有需要您办理的事项，期限临近',
  code: '的查询码已经重新发放。不是您本人办理的，请立即与我们联系',
  copy: '有人凭编号和查询码索取了个人信息副本。不是您本人办理的，请立即与我们联系',
};
const WHAT: Readonly<Record<NoticeKind, string>> = {
  progress: '有新进展',
  asked: '需要申请人办理',
  reminder: '办理期限临近',
  code: '重新发放查询码',
  copy: '索取个人信息副本',
};

export const noticeLabel = (kind: string): string => WHAT[kind as NoticeKind] ?? kind;

/** One line, for a text message. */
export const smsText = (kind: NoticeKind, { siteName, baseUrl, receipt }: NoticeFacts): string =>
  `编号${receipt}的政府信息公开申请${SAYS[kind]}，请凭编号和查询码到${baseUrl}/requests/query查询。【${siteName}】`;

export const mailTitle = ({ siteName, receipt }: NoticeFacts): string => `政府信息公开申请${receipt} - ${siteName}`;

export const mailText = (kind: NoticeKind, { siteName, baseUrl, receipt }: NoticeFacts): string =>
  [
    `您好：编号${receipt}的政府信息公开申请${SAYS[kind]}。`,
    '',
    '请凭回执编号和查询码查询，本邮件不写具体内容：',
    `${baseUrl}/requests/query`,
    '',
    '查询码遗失的，请携带身份证件到政务公开办公室核验后重新领取。我们不会在邮件或者短信里索要查询码、证件号码。',
    '',
    siteName,
    '本邮件由系统自动发出，请勿回复。',
  ].join('\n');
