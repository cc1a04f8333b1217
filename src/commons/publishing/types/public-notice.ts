import { Type } from 'typebox';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import type { Content } from '../contract.ts';
import { defineContentType } from '../content-type.ts';
import { closed } from '../field-contract.ts';
import { day, maybe, template, text } from '../type-parts/fields.ts';

// Of a notice that is out; its schema has checked it.
const dayOf = (on: unknown) => chineseDate(on as LocalDate);

/** 公示: shown for a period in which people may object. When it ends the page stays and says so. */
export const publicNotice = defineContentType({
  key: 'public-notice',
  label: '公示',
  about: '在一定期间内向社会公示、听取意见的事项',
  place: 90,
  statutoryClass: 'optional',
  data: Type.Object(
    {
      from: day('公示开始'),
      until: Type.String({
        format: 'date',
        title: '公示截止',
        description: '是休息日的，顺延到其后第一个工作日',
        'x-last-day': 'from',
      }),
      objections: text('异议受理', 200, '受理单位、电话、地址'),
      result: maybe(text('公示结果', 300, '公示结束后以更正补充')),
    },
    closed,
  ),
  template: template(['公示事项', '公示期间', '异议的提出'], []),
  displayedFrom: ({ data }) => data?.from as LocalDate | undefined,
  expiresOn: ({ data }: Content) => data?.until as LocalDate | undefined,
  // The period is for people to object in: it begins when they can read of it.
  notOn: ({ data }, today) => [
    ...(String(data?.until) < today ? ['公示截止日期已过，请重新确定公示期间'] : []),
    ...(String(data?.from) < today ? ['公示开始日期已过：公示期间应从公开之日起，请改正后再发布'] : []),
  ],
  // Whoever relies on the period that was announced has all of it; a longer one is a correction.
  sinceRelease: ({ data }, { data: out }) => ({
    ...(String(data?.until) < String(out?.until)
      ? { 'content.data.until': `已公布的公示期至${dayOf(out?.until)}，不能缩短；可以延长` }
      : {}),
    ...(String(data?.from) > String(out?.from)
      ? { 'content.data.from': `已公布自${dayOf(out?.from)}起公示，不能推迟；需要更长的，请延长截止日期` }
      : {}),
  }),
  defects: ({ data }: Content) =>
    String(data?.until ?? '') < String(data?.from ?? '')
      ? { 'content.data.until': '公示截止日期不能早于开始日期' }
      : {},
});
