import { defineContentType } from '../content-type.ts';

export const announcement = defineContentType({
  key: 'announcement',
  label: '通知公告',
  about: '面向社会的通知、公告、通告',
  place: 40,
  statutoryClass: 'optional',
});
