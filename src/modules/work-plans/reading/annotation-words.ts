/** The role of a unit as a verb or a label gives it. */
export type Role = 'lead' | 'responsible' | 'cooperating' | 'guide';

const MODIFIER =
  '(?:按照?(?:各自)?(?:职责|职能|任务|工作)(?:分工|要求)?|分工|分别|共同|各自|联合|具体|统一|全面|积极|密切|做好)';
const verbs: readonly (readonly [Role, RegExp])[] = [
  ['lead', verb('牵头(?:抓总|负责|组织|实施|落实|推进|办理|协调|制定|完成)*')],
  ['cooperating', verb('(?:配合|参与|参加|协助|协办|协同)(?:负责|落实|实施|做好|完成)?')],
  ['guide', verb('(?:业务)?(?:指导|督导)')],
  ['responsible', verb('(?:负责|落实|承办|主办|承担|(?:组织)?实施|办理)+')],
  ['responsible', /^(.+?)(?:按照?(?:各自)?(?:职责|职能)(?:分工)?)$/],
];

/** What a labelled list is: 责任单位：, 适用范围：. Persons are read past. */
export const labels: readonly (readonly [Role | 'scope' | 'when' | 'person', RegExp])[] = [
  ['lead', /^(?:牵头|主办)(?:责任)?(?:单位|部门|科室|处室|机构|股室)\s*[:：]/],
  ['responsible', /^(?:责任|负责|承办|落实|实施|责任落实)(?:单位|部门|科室|处室|机构|股室|主体)\s*[:：]/],
  ['cooperating', /^(?:配合|协办|参与|参加|协助|协同)(?:单位|部门|科室|处室|机构|股室)\s*[:：]/],
  ['guide', /^指导(?:单位|部门|科室|处室)\s*[:：]/],
  ['scope', /^适用(?:范围|地区)\s*[:：]/],
  ['when', /^(?:完成|办结|推进)?(?:时限|时间|期限)(?:要求)?\s*[:：]/],
  ['person', /^(?:责任人|责任领导|分管领导|联系人|负责人|牵头领导|联系电话)\s*[:：]/],
];

/** Words without which a bracketed passage is not about responsibility. */
export const hints =
  /牵头|负责|落实|配合|参与|参加|协助|协办|承办|指导|职责分工|职能分工|(?:单位|部门|科室|处室)\s*[:：]/;

/** Longer ones are prose; the limit keeps matching cheap whatever a stranger's table holds. */
const LONGEST_CLAUSE = 400;

/** The role a clause ends in and the names before its verb: 科技处、信息中心分别配合. */
export function roleOf(clause: string): readonly [Role, string] | undefined {
  if (clause.length > LONGEST_CLAUSE) return undefined;
  for (const [role, pattern] of verbs) {
    const match = pattern.exec(clause);
    if (match) return [role, match[1] ?? ''];
  }
  return undefined;
}

/** The lazy list in front, any modifiers, then the verb at the very end of the clause. */
function verb(pattern: string): RegExp {
  return new RegExp(`^(.*?)${MODIFIER}*(?:${pattern})$`);
}
