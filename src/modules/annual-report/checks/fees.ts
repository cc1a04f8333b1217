import { proactivePlace, writtenParts } from '../figures.ts';
import { type Rule, type Subject, type Trouble, placeOfText } from './rule.ts';

/** The information-processing fee: said in part six, and contained in the sum of the second table. */
export const feeRules: readonly Rule[] = [
  {
    id: 'FEE_VS_TABLE',
    sentence: '收取的信息处理费不多于表里的行政事业性收费',
    severity: 'warning',
    source: '政府信息公开信息处理费管理办法（国办函〔2020〕109号）；作为行政事业性收费管理一节未见原文，请法制机构确认',
    find: feeWithinTable,
  },
  {
    id: 'FEE_CASES',
    sentence: '收了费就有件数，有件数就有金额',
    severity: 'warning',
    source: '本系统',
    find: casesAndSum,
  },
  {
    id: 'FEE_IN_PART_SIX',
    sentence: '本年度收取了信息处理费的，在“其他需要报告的事项”里报告',
    severity: 'warning',
    source: '政府信息公开信息处理费管理办法（国办函〔2020〕109号），未见原文，请法制机构确认',
    find: saidInPartSix,
  },
];

function* feeWithinTable({ figures }: Subject): Generator<Trouble> {
  const yuan = figures.narrative.get('feeYuan');
  const amountWan = figures.proactive?.fees?.amountWan;
  if (typeof yuan !== 'number' || typeof amountWan !== 'number') return;
  // A sum in 万元 is rounded at its last decimal; a nought is no rounding.
  const decimals = /\.(\d+)$/.exec(String(amountWan))?.[1]?.length ?? 0;
  const rounding = amountWan === 0 ? 0 : 10_000 * 10 ** -decimals;
  if (yuan <= amountWan * 10_000 + rounding / 2) return;
  yield {
    place: proactivePlace('fees', 'amountWan'),
    message:
      `正文写收取信息处理费 ${yuan} 元，表里的行政事业性收费只有 ${amountWan} 万元（${Number((amountWan * 10_000).toFixed(2))} 元）。` +
      '信息处理费应计在这一格里，请核对金额和单位（万元）',
  };
}

function* casesAndSum({ figures: { narrative } }: Subject): Generator<Trouble> {
  const cases = narrative.get('feeCases');
  const yuan = narrative.get('feeYuan');
  if (typeof cases !== 'number' || typeof yuan !== 'number' || cases > 0 === yuan > 0) return;
  yield {
    place: placeOfText(cases > 0 ? 'feeYuan' : 'feeCases', '信息处理费'),
    message: `正文写收取信息处理费 ${cases} 件、${yuan} 元，件数和金额有一个是 0。请核对`,
  };
}

function* saidInPartSix({ figures: { narrative, parts } }: Subject): Generator<Trouble> {
  // Counted from the requests; what a published text says of fees is no evidence that it leaves something out.
  const yuan = narrative.get('feeCharged');
  if (typeof yuan !== 'number' || yuan === 0 || parts.other === undefined) return;
  const told = parts.other.includes('信息处理费');
  if (told && saysAmount(parts.other, yuan)) return;
  yield {
    place: { path: 'parts.other', label: writtenParts.other },
    message: `本年度收取信息处理费 ${yuan} 元，“其他需要报告的事项”里没有${told ? '写明这个金额' : '提到'}。请写明件数和金额`,
  };
}

/** In yuan or in 万元, with or without thousands apart; a figure that only begins or ends alike is another one. */
function saysAmount(words: string, yuan: number): boolean {
  const numbers = words.replace(/(\d)[,，](?=\d{3})/g, '$1').matchAll(/(\d+(?:\.\d+)?)(万)?/g);
  return [...numbers].some(([, figure, wan]) => Math.abs(Number(figure) * (wan ? 10_000 : 1) - yuan) < 0.005);
}
