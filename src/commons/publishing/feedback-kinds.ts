/** What readers may say is wrong with a page: the choices of 我为政府网站找错. */
export const FEEDBACK_KINDS = {
  wording: '错别字或表述有误',
  outdated: '内容过期',
  broken: '链接、附件打不开',
  contact: '联系方式有误',
  other: '其他问题',
} as const;
