import { defineContentType } from '../content-type.ts';

export const news = defineContentType({
  key: 'news',
  label: '工作动态',
  about: '本机关工作的消息和要闻',
  statutoryClass: 'optional',
});
