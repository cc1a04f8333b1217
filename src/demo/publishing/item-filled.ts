import { addDays, type LocalDate } from '#kernel/dates.ts';
import type { DemoDocument } from './document.ts';

const YEAR_AND_SOME = 380;

/** Documents formed from this day on say which item of the catalogue they fill; it came into force a little earlier. */
export const catalogueSince = (today: LocalDate): LocalDate => addDays(today, -YEAR_AND_SOME);

/** The item of the standard catalogue a document fills: by words of its title, else by where it stands. */
const BY_TITLE: readonly (readonly [words: RegExp, type: string, item: string])[] = [
  [/许可证|注册情况|备案情况/, 'announcement', 'licence-results'],
  [/召回/, 'announcement', 'recalls'],
  [/使用提示|用药提示/, 'announcement', 'risk-notices'],
  [/文件清理结果/, 'announcement', 'document-cleaning'],
  [/典型案例/, 'announcement', 'case-examples'],
  [/信用等级/, 'announcement', 'credit'],
  [/应急预案/, 'policy', 'emergency-plans'],
  [/裁量/, 'normative-document', 'discretion'],
  [/抽检计划/, 'planning', 'sampling-plan'],
  [/检查计划/, 'planning', 'inspection-plan'],
  [/部门预算/, 'finance', 'budget'],
  [/决算|三公/, 'finance', 'final-accounts'],
  [/绩效|预算执行/, 'finance', 'performance'],
  [/收费/, 'finance', 'fees'],
  [/采购/, 'finance', 'procurement'],
  [/招聘|录用/, 'personnel', 'recruitment'],
  [/任职|任免|职务/, 'personnel', 'appointments'],
];

const BY_PLACE: Readonly<Record<string, string>> = {
  'announcement sampling': 'sampling-notices',
  'announcement inspection': 'inspection-results',
  'policy policies': 'policies',
  'normative-document policies': 'normative-documents',
  'planning plans': 'plans',
};

export function itemFilled({ type, column, title }: DemoDocument): { readonly catalogueItem?: string } {
  const named = BY_TITLE.find(([words, of]) => of === type && words.test(title))?.[2];
  const item = named ?? BY_PLACE[`${type} ${column}`];
  return item ? { catalogueItem: item } : {};
}
