/**
 * The tables of the annual report as data: keys as in the exchange scheme, labels as printed.
 * `2021` is 国办公开办函〔2021〕30号, for report years from 2021 on; `2019` is 国办公开办函〔2019〕60号, for 2019 and 2020.
 */
export type Template = '2019' | '2021';

/** The template a report year has to use. */
export const templateOf = (year: number): Template => (year < 2021 ? '2019' : '2021');

// 二、主动公开政府信息情况

export const proactiveCells = {
  made: '本年制发件数',
  repealed: '本年废止件数',
  inForce: '现行有效件数',
  decisions: '本年处理决定数量',
  amountWan: '本年收费金额（单位：万元）',
  madeNew: '本年新制作数量',
  publishedNew: '本年新公开数量',
  publishedTotal: '对外公开总数量',
  prevItems: '上一年项目数量',
  delta: '本年增/减',
  items: '采购项目数量',
  amount: '采购总金额',
} as const;
export type ProactiveCell = keyof typeof proactiveCells;

interface ProactiveRowDef {
  /** The item of article 20 of 政府信息公开条例 under which the row is printed. */
  readonly block: string;
  readonly label: string;
  /** The cells the row has in each template; none: the template does not have the row. */
  readonly cells: Readonly<Record<Template, readonly ProactiveCell[]>>;
}
const MADE = { 2019: ['madeNew', 'publishedNew', 'publishedTotal'], 2021: ['made', 'repealed', 'inForce'] } as const;
const DECIDED = { 2019: ['prevItems', 'delta', 'decisions'], 2021: ['decisions'] } as const;

export const proactiveRows = {
  rules: { block: '第二十条第（一）项', label: '规章', cells: MADE },
  normativeDocs: { block: '第二十条第（一）项', label: '行政规范性文件', cells: MADE },
  // An extension of some provinces, in no national template.
  otherPublicDocs: { block: '第二十条第（一）项', label: '其他主动公开文件', cells: MADE },
  licences: { block: '第二十条第（五）项', label: '行政许可', cells: DECIDED },
  otherServices: { block: '第二十条第（五）项', label: '其他对外管理服务事项', cells: { ...DECIDED, 2021: [] } },
  penalties: { block: '第二十条第（六）项', label: '行政处罚', cells: DECIDED },
  compulsions: { block: '第二十条第（六）项', label: '行政强制', cells: DECIDED },
  fees: {
    block: '第二十条第（八）项',
    label: '行政事业性收费',
    cells: { 2019: ['prevItems', 'delta'], 2021: ['amountWan'] },
  },
  procurement: { block: '第二十条第（九）项', label: '政府集中采购', cells: { 2019: ['items', 'amount'], 2021: [] } },
} as const satisfies Readonly<Record<string, ProactiveRowDef>>;
export type ProactiveRow = keyof typeof proactiveRows;

// 三、收到和处理政府信息公开申请情况

export const applicantColumns = {
  naturalPerson: '自然人',
  commercial: '商业企业',
  research: '科研机构',
  publicWelfare: '社会公益组织',
  legalService: '法律服务机构',
  otherOrg: '其他',
  total: '总计',
} as const;
export type ApplicantColumn = keyof typeof applicantColumns;

/** 法人或其他组织: the five columns under one heading. */
export const organisationColumns = ['commercial', 'research', 'publicWelfare', 'legalService', 'otherOrg'] as const;

/** 三、本年度办理结果: the families of results in their order. */
export const resultFamilies = {
  granted: '（一）予以公开',
  partial: '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
  denied: '（三）不予公开',
  unable: '（四）无法提供',
  notProcessed: '（五）不予处理',
  other: '（六）其他处理',
} as const;
export type ResultFamily = keyof typeof resultFamilies;

interface ApplicationRowDef {
  readonly label: string;
  /** The row is a result of this family, and counts towards （七）总计. */
  readonly family?: ResultFamily;
  /** Printed in one template only. */
  readonly only?: Template;
}

export const applicationRows = {
  newReceived: { label: '一、本年新收政府信息公开申请数量' },
  carriedOver: { label: '二、上年结转政府信息公开申请数量' },
  granted: { family: 'granted', label: '（一）予以公开' },
  partial: { family: 'partial', label: '（二）部分公开（区分处理的，只计这一情形，不计其他情形）' },
  'denied.stateSecret': { family: 'denied', label: '1.属于国家秘密' },
  'denied.otherLaw': { family: 'denied', label: '2.其他法律行政法规禁止公开' },
  'denied.safetyStability': { family: 'denied', label: '3.危及“三安全一稳定”' },
  'denied.thirdParty': { family: 'denied', label: '4.保护第三方合法权益' },
  'denied.internalAffairs': { family: 'denied', label: '5.属于三类内部事务信息' },
  'denied.process': { family: 'denied', label: '6.属于四类过程性信息' },
  'denied.enforcementFile': { family: 'denied', label: '7.属于行政执法案卷' },
  'denied.adminQuery': { family: 'denied', label: '8.属于行政查询事项' },
  'unable.notHeld': { family: 'unable', label: '1.本机关不掌握相关政府信息' },
  'unable.needCreate': { family: 'unable', label: '2.没有现成信息需要另行制作' },
  'unable.unclear': { family: 'unable', label: '3.补正后申请内容仍不明确' },
  'notProcessed.complaint': { family: 'notProcessed', label: '1.信访举报投诉类申请' },
  'notProcessed.duplicate': { family: 'notProcessed', label: '2.重复申请' },
  'notProcessed.publication': { family: 'notProcessed', label: '3.要求提供公开出版物' },
  'notProcessed.massive': { family: 'notProcessed', label: '4.无正当理由大量反复申请' },
  'notProcessed.confirmReissue': { family: 'notProcessed', label: '5.要求行政机关确认或重新出具已获取信息' },
  'other.overdueCorrection': {
    family: 'other',
    only: '2021',
    label: '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
  },
  'other.overdueFee': {
    family: 'other',
    only: '2021',
    label: '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
  },
  'other.other': { family: 'other', only: '2021', label: '3.其他' },
  'other.all': { family: 'other', only: '2019', label: '（六）其他处理' },
  totalProcessed: { label: '（七）总计' },
  carriedForward: { label: '四、结转下年度继续办理' },
} as const satisfies Readonly<Record<string, ApplicationRowDef>>;
export type ApplicationRow = keyof typeof applicationRows;

/** The rows of a template from top to bottom. */
export const rowsOf = (template: Template): readonly ApplicationRow[] =>
  keysOf(applicationRows).filter((row) => (definition(row).only ?? template) === template);

/** The rows that add up to （七）总计, or those of one family of results. */
export const resultRows = (template: Template, family?: ResultFamily): readonly ApplicationRow[] =>
  rowsOf(template).filter((row) => {
    const own = definition(row).family;
    return family ? own === family : own !== undefined;
  });

/** What is printed for a row, with the family it stands under. */
export function rowLabel(row: ApplicationRow): string {
  const { family, label } = definition(row);
  const heading = family && resultFamilies[family];
  return heading && heading !== label ? `${heading}${label}` : label;
}

const definition = (row: ApplicationRow): ApplicationRowDef => applicationRows[row];

// 四、政府信息公开行政复议、行政诉讼情况

export const reviewBlocks = {
  reconsideration: '行政复议',
  litigationDirect: '行政诉讼（未经复议直接起诉）',
  litigationAfterReview: '行政诉讼（复议后起诉）',
} as const;
export type ReviewBlock = keyof typeof reviewBlocks;

/** The headings over the three groups as the template prints them: those of suits stand under one. */
export const reviewHeads = {
  reconsideration: '行政复议',
  litigationDirect: '未经复议直接起诉',
  litigationAfterReview: '复议后起诉',
} as const satisfies Readonly<Record<ReviewBlock, string>>;
export const suitsHead = '行政诉讼';

export const reviewOutcomes = {
  upheld: '结果维持',
  corrected: '结果纠正',
  other: '其他结果',
  pending: '尚未审结',
  total: '总计',
} as const;
export type ReviewOutcome = keyof typeof reviewOutcomes;

/** The keys of a record written out in the source, in the order they are written. */
export const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] =>
  Object.keys(record) as K[]; // a literal has no other keys
