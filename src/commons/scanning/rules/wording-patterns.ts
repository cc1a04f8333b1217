import { chineseWeekday, isLocalDate, isoWeekday, localDate } from '#kernel/dates.ts';
import type { Confidence } from '../finding.ts';

/** What no list of words can say: numbers, dates, listings. `judge` gives what is wrong, or undefined when nothing is. */
export interface Pattern {
  readonly id: string;
  readonly pattern: RegExp;
  readonly confidence: Confidence;
  readonly judge: (found: RegExpMatchArray) => { readonly why: string; readonly instead?: string } | undefined;
  readonly source?: string;
}

const GB9704 = 'GB/T 9704-2012 党政机关公文格式';
const LISTING = '新华社新闻信息报道中的禁用词和慎用词';

export const PATTERNS: readonly Pattern[] = [
  {
    id: 'D001',
    pattern: /(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日/g,
    confidence: 'certain',
    judge: ([shown, year, month, day]) =>
      isLocalDate(`${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`)
        ? undefined
        : { why: `没有${shown}这一天，请核对` },
  },
  {
    id: 'D002',
    pattern: /(?<!\d)([12]\d{3})年(\d{1,2})月(\d{1,2})日[（(，,]?(?:星期|周)([一二三四五六日天])/g,
    confidence: 'certain',
    judge: ([shown, year, month, day, weekday]) => wrongWeekday(shown, [year, month, day], weekday),
  },
  {
    id: 'D003',
    pattern: /(?<![\d年])([0-4]\d)年(\d{1,2})月(\d{1,2})日/g,
    confidence: 'likely',
    judge: ([shown]) => ({ why: `“${shown}”的年份只有两位，应写四位` }),
    source: 'GB/T 15835-2011 出版物上数字用法',
  },
  {
    id: 'D004',
    pattern: /(?<!\d)\d{4}年(?:0\d月\d{1,2}日|\d{1,2}月0\d日)/g,
    confidence: 'possible',
    judge: ([shown]) => ({ why: '公文中的月、日不编虚位', instead: shown.replace(/(年|月)0/g, '$1') }),
    source: `${GB9704} 7.3.5.4`,
  },
  {
    id: 'D005',
    pattern: /(?<![\d/.])(\d{1,2})\/(\d{1,2})\/((?:19|20)\d{2})(?![\d/])/g,
    confidence: 'likely',
    judge: ([shown]) => ({ why: `“${shown}”分不清月和日，请写成“2026年3月2日”的样子` }),
  },
  {
    id: 'D006',
    pattern:
      /[一二三四五六七八九](?:[0０○oO][一二三四五六七八九〇0０○]|[一二三四五六七八九〇][0０○oO])[一二三四五六七八九〇0０○]?年/g,
    confidence: 'certain',
    judge: ([shown]) => ({ why: '汉字数字的零写作“〇”', instead: shown.replace(/[0０○oO]/g, '〇') }),
    source: 'GB/T 15835-2011 出版物上数字用法',
  },
  {
    id: 'D007',
    pattern: /(?<=[发函办字规通令电])[[［【（(](20\d{2})[\]］】）)]\s?第?(\d+)号/g,
    confidence: 'likely',
    judge: ([, year, number]) => ({
      why: '发文字号的年份用六角括号“〔〕”括入',
      instead: `〔${year}〕${Number(number)}号`,
    }),
    source: `${GB9704} 7.2.5`,
  },
  {
    id: 'D008',
    pattern: /〔(20\d{2})〕(第0*(\d+)|0+(\d+))号/g,
    confidence: 'likely',
    judge: ([, year, , a, b]) => ({ why: '发文顺序号不加“第”字，不编虚位', instead: `〔${year}〕${a ?? b}号` }),
    source: `${GB9704} 7.2.5`,
  },
  {
    id: 'D009',
    pattern: /(?:大约|约|近)\s?\d[\d,.]*\s?(?:万|亿|千|百)?(?:元|人|人次|家|件|批次|批|个|天|年|个月|%)?左右/g,
    confidence: 'likely',
    judge: ([shown]) => ({ why: `“${shown}”里“约”和“左右”重复，留一个`, instead: shown.replace('左右', '') }),
  },
  {
    id: 'D010',
    pattern: /(?:超过|不少于|不低于|至少)\s?\d[\d,.]*\s?(?:万|亿)?(?:元|人|家|件|批次|个|%)?以上/g,
    confidence: 'likely',
    judge: ([shown]) => ({ why: `“${shown}”里表示下限的词重复，留一个`, instead: shown.replace('以上', '') }),
  },
  {
    id: 'D011',
    pattern: /(?:下降|减少|降低|缩短|压缩)(?:了|到|至|为)?\s?\d+(?:\.\d+)?\s?倍/g,
    confidence: 'likely',
    judge: ([shown]) => ({ why: `“${shown}”：减少不能用倍数，请改为百分比或几分之几` }),
    source: 'GB/T 15835-2011；现代汉语用法',
  },
  {
    id: 'D012',
    pattern: /截止(?=(?:19|20)\d{2}年|(?:今|本|去|上)[年月周日]|\d{1,2}月(?:\d{1,2}日|底|末)|(?:上|下)半年|年底|月底)/g,
    confidence: 'likely',
    judge: ({ input = '', index = 0 }) =>
      /(?:报名|申请|时间|日期|受理|提交|申报|接收|登记|办理|征求意见|投标|于)[:：]?$/.test(
        input.slice(Math.max(0, index - 12), index),
      )
        ? undefined
        : { why: '“截止”是停止，后面不带时间；到某时为止用“截至”', instead: '截至' },
  },
  {
    id: 'P101',
    pattern:
      /(?:台湾|香港|澳门)[\u4e00-\u9fa5、]{0,12}等(?:\d{1,3}个|[一二三四五六七八九十多各]{1,3}个?)?国家(?!和地区|或地区|及地区|与地区|、地区|（地区|\(地区)/g,
    confidence: 'certain',
    judge: ([shown]) => ({
      why: `“${shown.slice(-16)}”把台湾、香港或澳门列作国家，应写“国家和地区”`,
      instead: '等国家和地区',
    }),
    source: LISTING,
  },
  {
    id: 'P102',
    pattern: /中国(?:和|与|、|及)(?:台湾|香港|澳门)/g,
    confidence: 'likely',
    judge: ([shown]) => ({ why: `“${shown}”把中国与其地区并列，应写“大陆和台湾”“内地和香港、澳门”` }),
    source: LISTING,
  },
  {
    id: 'P103',
    pattern: /([，。；、：])\1+|。，|，。|、，|，、|；。/g,
    confidence: 'certain',
    judge: ([shown]) => ({ why: `标点“${shown}”重复，留一个`, instead: shown.charAt(0) }),
  },
  {
    id: 'P104',
    pattern: /(进行|通过|关于|根据|按照|开展|加强|推进|落实|以及|或者|并且|应当|必须)\1/g,
    confidence: 'certain',
    judge: ([shown, word]) => ({ why: `“${shown}”重复，留一个`, ...(word ? { instead: word } : {}) }),
  },
];

function wrongWeekday(shown: string, parts: readonly (string | undefined)[], weekday = '') {
  const date = parts.map((part = '') => part.padStart(2, '0')).join('-');
  if (!isLocalDate(date)) return undefined;
  const right = chineseWeekday(localDate(date));
  const said = '一二三四五六日'.indexOf(weekday === '天' ? '日' : weekday) + 1;
  return isoWeekday(localDate(date)) === said
    ? undefined
    : { why: `“${shown}”星期不对，这一天是${right}`, instead: right };
}
