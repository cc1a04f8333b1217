import { localDate } from '#kernel/dates.ts';
import type { Letter } from './letter.ts';

const ANSWER =
  '经审查，您申请公开的“2025年度药品生产企业飞行检查情况汇总表”属于本机关制作并保存的政府信息。根据《中华人民共和国政府信息公开条例》第三十六条第（二）项的规定，现将有关内容提供给您，共计12,345条、涉及企业286家，其中，停产整改35家（占12.2%），立案调查8家。';

/** A reply with every element that a letter may have; the person and the matter are made up. */
export const reply: Letter = {
  organ: '江西省药品监督管理局',
  documentNumber: '赣药监公开〔2026〕12号',
  title: '江西省药品监督管理局关于张三政府信息公开申请的答复',
  addressee: '张三',
  body: [
    { kind: 'text', text: '本机关于2026年11月3日收到您提交的政府信息公开申请，现答复如下。' },
    { kind: 'heading', level: 1, text: '关于申请事项' },
    { kind: 'text', text: ANSWER },
    { kind: 'heading', level: 2, text: '可以公开的部分' },
    {
      kind: 'table',
      columns: ['序号', '企业名称'],
      rows: [
        ['1', '江西某某制药有限公司'],
        ['2', '南昌某某药业有限公司'],
      ],
    },
    { kind: 'heading', level: 1, text: '关于救济途径' },
    { kind: 'list', items: ['可以依法申请行政复议；', '也可以依法提起行政诉讼。'] },
    { kind: 'text', text: `${ANSWER}\n${ANSWER}\n${ANSWER}` },
  ],
  attachments: [
    '2025年度药品生产企业飞行检查情况汇总表',
    '《江西省药品生产企业分级分类监督管理办法（试行）》及其说明。',
  ],
  date: localDate('2026-11-23'),
  note: '此件公开发布',
  copyTo: ['江西省人民政府办公厅', '国家药品监督管理局综合司'],
};
