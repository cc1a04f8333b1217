// What the office finds of a third party's answer, as data: the form, the letters and the replies read it here.

/**
 * 政府信息公开条例 (国务院令第711号) art. 32: whoever opposes with reasonable grounds is not disclosed; where nothing was said in time, the organ
 * decides by the regulation. The form asks for one of these, with the reasons.
 */
export const FINDINGS = {
  reasonable: '不同意公开，有合理理由',
  unreasonable: '不同意公开，没有合理理由',
  disclose: '逾期未提出意见，决定公开',
  withhold: '逾期未提出意见，决定不公开',
} as const;
export type Finding = keyof typeof FINDINGS;

/** The two that answer silence. */
export const SILENCE_DECIDED = { disclose: '公开', withhold: '不公开' } as const;

/** On what information is disclosed against somebody's word. */
export const AGAINST_THEIR_WORD = {
  'public-interest': '有合理理由，但不公开可能对公共利益造成重大影响',
  'no-grounds': '没有合理理由',
} as const;
export type AgainstTheirWord = keyof typeof AGAINST_THEIR_WORD;
