import { defineContentType } from '../content-type.ts';

export const news = defineContentType({
  key: 'news',
  label: '工作动态',
  about: '本机关工作的消息和要闻',
  place: 50,
  statutoryClass: 'optional',
  // Only fresh while it is news.
  stepDays: { drafting: 2, departmentReview: 1, secrecyReview: 1, issuing: 1, approved: 1 },
});
