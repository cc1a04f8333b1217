import { Type } from 'typebox';
import type { Content } from '../contract.ts';
import { choice } from '../field-contract.ts';
import { maybe } from './fields.ts';

/** Not owed while writing, but when it is sent up (`gate/consultation.ts`). */
const BEFORE_REVIEW = { 'x-need': '送审前填' } as const;

/** How comments of the public were asked for: from, to, where; and why the time was shorter than usual, if it was. */
export const consultationFields = {
  touchesMarket: maybe(
    choice(
      '是否涉及经营主体',
      { yes: '与经营主体生产经营活动密切相关', no: '不涉及' },
      { 'x-public': false, ...BEFORE_REVIEW },
    ),
  ),
  commentsFrom: maybe(Type.String({ format: 'date', title: '征求意见开始', ...BEFORE_REVIEW })),
  commentsUntil: maybe(
    Type.String({
      format: 'date',
      title: '征求意见结束',
      description: '是休息日的，顺延到其后第一个工作日',
      'x-last-day': 'commentsFrom',
      ...BEFORE_REVIEW,
    }),
  ),
  commentsAt: maybe(
    Type.String({
      maxLength: 200,
      title: '征求意见渠道',
      description: '网址、报刊或者其他公布的地方',
      ...BEFORE_REVIEW,
    }),
  ),
  commentsShortReason: maybe(
    Type.String({
      maxLength: 300,
      title: '缩短征求意见期限的理由',
      description: '因紧急等确需缩短的填写',
      'x-widget': 'textarea',
    }),
  ),
};

/** What a content says of its consultation; empty words are none. */
export function consulted({ data }: Pick<Content, 'data'>) {
  const said = (field: string) => String(data?.[field] ?? '').trim() || undefined;
  return {
    touchesMarket: said('touchesMarket'),
    from: said('commentsFrom'),
    until: said('commentsUntil'),
    at: said('commentsAt'),
    shortReason: said('commentsShortReason'),
  };
}
