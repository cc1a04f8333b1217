import { HISTORY, type Term } from './wording-term.ts';

/** Titles that no law bears. */
const misquoted = (id: string, title: string, right: string): Term => ({
  id,
  find: `《${title}》`,
  instead: `《${right}》`,
  why: `没有《${title}》，应为《${right}》`,
  confidence: 'likely',
  source: right,
});

/** Repealed: right where the text tells of the time before, or of the repeal itself. */
const repealed = (id: string, title: string, now: string, since: string): Term => ({
  id,
  find: `《${title}》`,
  instead: `《${now}》`,
  why: `《${title}》${since}废止，现行的是《${now}》`,
  confidence: 'likely',
  unlessBefore: /原$/,
  unlessNear: new RegExp(`${HISTORY.source}|废止|失效|同时|当时|20(?:19|20)年`),
  source: now,
});

const CIVIL = '中华人民共和国民法典';

export const LAWS: readonly Term[] = [
  misquoted('L001', '中华人民共和国药品法', '中华人民共和国药品管理法'),
  misquoted('L002', '药品法', '药品管理法'),
  misquoted('L003', '药品监督管理法', '药品管理法'),
  misquoted('L004', '医疗器械管理条例', '医疗器械监督管理条例'),
  misquoted('L005', '化妆品管理条例', '化妆品监督管理条例'),
  misquoted('L006', '政府信息公开法', '中华人民共和国政府信息公开条例'),
  misquoted('L007', '政务信息公开条例', '中华人民共和国政府信息公开条例'),
  misquoted('L008', '政务公开条例', '中华人民共和国政府信息公开条例'),
  misquoted('L009', '个人信息法', '中华人民共和国个人信息保护法'),
  misquoted('L010', '疫苗法', '中华人民共和国疫苗管理法'),
  misquoted('L011', '中华人民共和国保密法', '中华人民共和国保守国家秘密法'),
  misquoted('L012', '行政许可条例', '中华人民共和国行政许可法'),
  misquoted('L013', '行政处罚条例', '中华人民共和国行政处罚法'),
  misquoted('L014', '优化营商环境管理条例', '优化营商环境条例'),
  misquoted('L015', '药品注册条例', '药品注册管理办法'),
  misquoted('L016', '药品生产管理办法', '药品生产监督管理办法'),
  misquoted('L017', '药品经营质量管理条例', '药品经营质量管理规范'),
  misquoted('L018', '药品生产质量管理条例', '药品生产质量管理规范'),
  misquoted('L019', '重大行政决策条例', '重大行政决策程序暂行条例'),
  misquoted('L020', '政府督查条例', '政府督查工作条例'),
  misquoted('L021', '党政机关公文处理条例', '党政机关公文处理工作条例'),
  misquoted('L022', '中药法', '中华人民共和国中医药法'),
  misquoted('L023', '信访条例工作条例', '信访工作条例'),
  misquoted('L024', '无障碍建设法', '中华人民共和国无障碍环境建设法'),
  repealed('L101', '中华人民共和国合同法', CIVIL, '自2021年1月1日起'),
  repealed('L102', '合同法', CIVIL, '自2021年1月1日起'),
  repealed('L103', '中华人民共和国侵权责任法', CIVIL, '自2021年1月1日起'),
  repealed('L104', '侵权责任法', CIVIL, '自2021年1月1日起'),
  repealed('L105', '民法通则', CIVIL, '自2021年1月1日起'),
  repealed('L106', '民法总则', CIVIL, '自2021年1月1日起'),
  repealed('L107', '物权法', CIVIL, '自2021年1月1日起'),
  repealed('L108', '行政监察法', '中华人民共和国监察法', '自2018年3月20日起'),
  repealed('L109', '化妆品卫生监督条例', '化妆品监督管理条例', '自2021年1月1日起'),
  repealed('L110', '国家行政机关公文处理办法', '党政机关公文处理工作条例', '自2012年7月1日起'),
  repealed('L111', '医疗器械注册管理办法', '医疗器械注册与备案管理办法', '自2021年10月1日起'),
  repealed('L112', '信访条例', '信访工作条例', '自2022年5月1日起'),
];
