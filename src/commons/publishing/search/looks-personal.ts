/**
 * May these words be about a person? Then they are not counted at all: people paste their own numbers into search boxes. Errs on the side
 * of forgetting: six digits in a row, an e-mail address, a form of address, or what may be a name.
 */
export function looksPersonal(words: string): boolean {
  const close = words.replace(/[\s-]/g, '');
  return (
    /\d{6,}/.test(close) ||
    /@|身份证|手机|电话|住址|银行卡|护照|病历|先生|女士|同志|举报人|投诉人|申请人/.test(close) ||
    MAY_BE_NAME.test(close)
  );
}

/** The hundred or so most frequent family names, followed by one or two characters and nothing else, or two-character ones. */
const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';
const MAY_BE_NAME = new RegExp(
  `^(?:[${SURNAMES}]\\p{Script=Han}{1,2}|(?:欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙)\\p{Script=Han}{1,2})$`,
  'u',
);
