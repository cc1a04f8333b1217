import { type TOptional, type TString, Type } from 'typebox';
import { isLocalDate } from '#kernel/dates.ts';
import type { Content } from '../contract.ts';
import { choice } from '../field-contract.ts';
import { INTERPRETATION_FORMS } from './interpretation-forms.ts';

/** How a field of the plan is told of where it is missing. */
const PLAN = {
  planForm: '解读形式',
  planChannel: '解读渠道',
  planBy: '解读人',
  planOn: '计划解读日期',
  planOutline: '解读提纲',
} as const;

const inner = { 'x-public': false, 'x-need': '签发前填' } as const;

/**
 * The plan of an interpretation, made with the document and for the office's eyes: form, channel, who, day, outline
 * (国办发〔2016〕80号：同步组织、同步审签、同步部署). The day is that of both: no exception lets the text out ahead.
 */
export const planFields = {
  planForm: Type.Optional(choice('解读方案：形式', INTERPRETATION_FORMS, inner)),
  planChannel: line('解读方案：渠道', 80, '例如门户网站政策解读栏目、新闻发布会'),
  planBy: line('解读方案：解读人', 80, '谁起草、谁解读；单位负责人是第一解读人'),
  planOn: Type.Optional(
    Type.String({ format: 'date', title: '解读方案：计划日期', description: '与文件同一天公开', ...inner }),
  ),
  planOutline: Type.Optional(
    Type.String({ maxLength: 1000, title: '解读方案：提纲', 'x-widget': 'textarea', ...inner }),
  ),
};

function line(title: string, maxLength: number, description: string): TOptional<TString> {
  return Type.Optional(Type.String({ maxLength, title, description, ...inner }));
}

/** What the plan of a document still lacks, in words; empty where it is whole. */
export function planGaps({ data }: Pick<Content, 'data'>): string[] {
  return Object.entries(PLAN).flatMap(([field, label]) => (String(data?.[field] ?? '').trim() ? [] : [label]));
}

/** What is odd about a plan as typed. */
export function planDefects({ data, formedOn }: Content): Readonly<Record<string, string>> {
  const on = String(data?.planOn ?? '');
  return isLocalDate(on) && formedOn !== undefined && on < formedOn
    ? { 'content.data.planOn': '计划解读日期不能早于成文日期' }
    : {};
}
