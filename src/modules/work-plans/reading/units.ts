import { splitOutside, unique } from './text.ts';

export interface UnitList {
  /** As printed, in order, each once. */
  readonly units: readonly string[];
  /** 等, 有关部门: others take part without being named. */
  readonly open: boolean;
  /** Sentences about names that may not be what they seem. */
  readonly doubts: readonly string[];
}

/**
 * Names listed with 、 . Never splits at 和, 与 or 及, which belong to names (工业和信息化部, 行政受理与投诉举报中心), except
 * before 各: 等和各有关省级人民政府. An unnamed rest (等, 等有关部门, 有关部门) is a flag, never a unit; a class (各科室,
 * 各有关部门和单位) stays one name.
 */
export function splitUnits(list: string): UnitList {
  const pieces = withDivisions(splitOutside(list, /、|\n|以及|[和及与](?=各)/y)).flatMap(atBlanks);
  let open = false;
  const units: string[] = [];
  for (const piece of pieces) {
    const { name, tail } = withoutTail(piece.trim().replace(/^由(?=.)/, ''));
    open ||= tail;
    if (name !== '') units.push(name);
  }
  const doubts = units.flatMap(doubtsAbout);
  return { units: unique(units), open, doubts };
}

/** 各省、自治区、直辖市人民政府 and 各市、县（区） are each one class in spite of their 、. */
function withDivisions(pieces: readonly string[]): string[] {
  const joined: string[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && bareDivisions.test(last) && division.test(piece))
      joined.push(`${joined.pop()}、${piece}`);
    else joined.push(piece);
  }
  return joined;
}

const division = /^(?:省|自治区|直辖市|设区市|市|县|区|州|盟|旗|乡|镇|街道)/;
const bareDivisions = /^各(?:省|自治区|直辖市|设区市|市|县|区|州|盟|旗|乡|镇|、|[（(〔][^）)〕]*[）)〕])+$/;

/** 法规处 科技处: blanks separate only when every part is a name. */
function atBlanks(piece: string): string[] {
  const parts = piece.trim().split(/\s+/);
  return parts.length > 1 && parts.every(looksLikeUnit) ? parts : [piece];
}

/** 各科室, 各有关部门和单位, 直属各单位: names a class whose members differ, not one unit. */
export const isCollective = (name: string) => /各|全体|所有|^(有关|相关)/.test(name);

const unitEndings =
  /(部|委|局|厅|司|处|科|股|室|办|署|会|院|所|站|队|社|行|校|关|组|中心|中央|单位|部门|政府|机构|机关|企业|公司|集团|街道|支部|党委|纪委|团委|工会|党组|窗口|地|地方|地区|镇|乡|区|县|市|州|省)[）)〕\]】0-9]*$/;
const notUnits =
  /^(鼓励|支持|引导|推动|督促|要求|加强|确保|含|包括|不含|除|见|详见|按|并|将|把|如|若|凡)|的|，|。|[:：“”"《》]/;

/** Reads like the name of a unit or a class; used to keep prose that happens to end in 参与 or 落实 from becoming one. */
export const looksLikeUnit = (name: string) => name.length <= 40 && unitEndings.test(name) && !notUnits.test(name);

const openTail =
  /等(?:(?:有关|相关|其他)?(?:部门|单位|处室|科室|机构|地区|地方)(?:[和及、](?:单位|部门|地区|地方))?)?$/;
const unnamed =
  /^(?:其他|其它)?(?:有关|相关|其他|其它)(?:部门|单位|处室|科室|机构|方面|地区|地方)(?:[和及](?:单位|部门|地区|地方))?$/;

function withoutTail(piece: string): { name: string; tail: boolean } {
  const name = piece.replace(openTail, '');
  if (unnamed.test(name)) return { name: '', tail: true };
  return { name: name.trim(), tail: name !== piece };
}

const joined = /^(?!.*各)(.*(?:部|委|局|厅|司|处|科|室|办|署|中心|院|所|站|政府|银行))[和与及](.+)$/;

function doubtsAbout(name: string): string[] {
  const parts = joined.exec(name);
  if (!parts || !unitEndings.test(parts[2] ?? '')) return [];
  return [`“${name}”可能是两个单位，请核对；如是两个单位请分开填写`];
}
