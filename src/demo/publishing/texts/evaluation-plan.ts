import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '#platform/root.ts';
import type { DemoDocument } from '../document.ts';

const TEXT = readFileSync(path.join(projectRoot(), 'src/demo/publishing/texts/evaluation-plan.txt'), 'utf8');

/** A real plan of the trade, found on a public site: words as they stand there, gaps of the copy included. */
export const evaluationPlan: DemoDocument = {
  key: 'evaluation-plan',
  type: 'planning',
  column: 'plans',
  unit: '综合和规划财务处',
  topic: 'openness',
  opennessClass: 'execution',
  statutoryClass: 15,
  when: 321,
  title: '药监系统开展政务环境评议评价工作实施方案（演示转载）',
  summary: '转载公开网站所载的一份药监系统政务环境评议评价方案，作为政务公开和作风建设的资料。',
  keywords: '政务环境;评议评价;实施方案;转载',
  source: '思而思学网（转载）',
  data: { period: '原文未载明年度' },
  answers: {
    wording: '转载原文，照录不改，篇首已说明来源和缺漏。',
    'personal-data': '原文为公开资料，其中人名处已用字母代替。',
    writing: '转载原文，保持原貌。',
  },
  text: TEXT,
};
