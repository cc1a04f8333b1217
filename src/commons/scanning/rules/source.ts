/** A text made flat, and what heads the column of a table at a place ('' in prose). */
export interface Source {
  readonly text: string;
  readonly label: (index: number) => string;
}

/** What is said just before a place, within the sentence, and the head of the column. */
export function leadIn({ text, label }: Source, at: number, length: number): string {
  const before = text.slice(Math.max(0, at - length), at);
  return `${label(at)} ${before.slice(Math.max(before.lastIndexOf('。'), before.lastIndexOf(';')) + 1)}`;
}

/** What says that a number is that of a thing. */
export const NUMBER_OF_SOMETHING =
  /(?:注册号|批号|单号|编号|编码|代码|条码|追溯码|本位码|序列号|流水号|备案号|备案凭证|许可证|执照|文号|证书号|登记号|税号|学号|工号|合同号|订单|受理号|标准号|ISBN|DOI|账号|帐号|卡号|字第?|准字|备字|注[准进许]|械备)[^,，、。]{0,6}$/i;
