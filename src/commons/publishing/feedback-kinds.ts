/** What readers may say is wrong with a page: the choices of 我为政府网站找错. */
export const FEEDBACK_KINDS = {
  wording: '错别字或表述有误',
  outdated: '内容过期',
  broken: '链接、附件打不开',
  contact: '联系方式有误',
  other: '其他问题',
} as const;

/** The words for a kind as it was sent; one nobody knows is some other problem. */
export const feedbackKindLabel = (kind: string): string =>
  Object.hasOwn(FEEDBACK_KINDS, kind) ? FEEDBACK_KINDS[kind as keyof typeof FEEDBACK_KINDS] : FEEDBACK_KINDS.other;
