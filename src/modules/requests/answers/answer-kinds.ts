import type { LocalDate } from '#kernel/dates.ts';
import type { StepOf } from '#kernel/workflow.ts';
import type { requestWorkflow } from '../workflow.ts';

// What an applicant may say on the query page, as data: what each asks for, when it may be said, and who acts on it.

export const isBad = (grade: number): boolean => grade >= 4;

export type AnswerOutcome = 'taken' | 'office' | 'late' | 'kept';

export interface AnswerField {
  readonly name: 'text' | 'voucher' | 'grade';
  readonly label: string;
  readonly hint?: string;
  readonly required?: true;
  readonly most: number;
}

export interface AnswerKindDef {
  /** What pressing it is called. */
  readonly label: string;
  /** What it is called once it has been said: 补正内容. */
  readonly noun: string;
  /** What it means and what follows, before anything is typed. */
  readonly means: string;
  readonly fields: readonly AnswerField[];
  /** The step the law lets the applicant's word take by itself; without one the office acts on it. */
  readonly step?: StepOf<typeof requestWorkflow>;
  /** What the office is asked to do. */
  readonly duty?: string;
  /** It cannot be taken back. */
  readonly grave?: true;
}

const words = (label: string, hint: string, required?: true, most = 5_000): AnswerField => ({
  name: 'text',
  label,
  hint,
  most,
  ...(required && { required }),
});

/** Ours: enough to put a slip right, and no way to keep the office reading. */
export const MOST_REPLACEMENTS = 3;

/** One on a day, three in all, counted by the days on which they were sent. */
export const mayReplace = (before: readonly LocalDate[], on: LocalDate): boolean =>
  before.length < MOST_REPLACEMENTS && !before.includes(on);

export const ANSWER_KINDS = {
  replacement: {
    label: '更正申请内容',
    noun: '更正后的申请内容',
    means: `在我们与您确认收到申请之前，可以用写好的全文代替原来的申请内容，每天一次，最多 ${MOST_REPLACEMENTS} 次。原来的内容和更正的时间都会保留；收到申请之日不因更正提前或者推后，仍依《政府信息公开条例》第三十一条确定。姓名、联系方式、上传的文件写错的，请在我们联系您时说明。`,
    fields: [
      words(
        '更正后的全部内容',
        '写明所需政府信息的名称、文号或者其他特征描述，完整重写一遍，不只写改动的部分。请不要写身份证号、电话。',
        true,
      ),
    ],
  },
  correction: {
    label: '提交补正',
    noun: '补正内容',
    means:
      '请按补正告知书的要求一次写清。答复期限从本机关收到补正的申请之日起重新计算（《政府信息公开条例》第三十条）；原来的申请内容不会改动，补正附在后面。',
    fields: [words('补正内容', '逐项写明告知书要求补充的内容。请不要写身份证号、银行卡号。', true)],
    step: 'correct',
    duty: '申请人提交的补正没有自动登记，请核对后办理',
  },
  supplement: {
    label: '提交补充内容',
    noun: '补充内容',
    means:
      '补正告知没有停止答复期限，期限照常计算，不因补充重新起算（《政府信息公开条例》第三十条）。写明的内容附在原来的申请后面，供办理时使用；不补充的，按原来的申请办理。',
    fields: [words('补充内容', '逐项写明告知书要求补充的内容。请不要写身份证号、银行卡号。', true)],
    step: 'supplement',
    duty: '申请人提交的补充内容没有自动登记，请核对后办理',
  },
  reasons: {
    label: '说明理由',
    noun: '理由说明',
    means:
      '申请的数量、频次明显超过合理范围的，本机关可以要求说明理由（《政府信息公开条例》第三十五条）。理由合理的继续办理，不合理的不予处理。',
    fields: [words('理由', '说明为什么需要这些信息、为什么多次申请。', true)],
    step: 'giveReasons',
    duty: '申请人说明的理由没有自动登记，请核对后办理',
  },
  payment: {
    label: '告知已经缴费',
    noun: '缴费告知',
    means:
      '工作人员核对到账后登记缴费。缴费以实际缴款之日为准，答复期限从缴费的次日起重新计算；登记以前答复期限暂停。请保留票据。',
    fields: [
      { name: 'voucher', label: '票据号', hint: '缴款书或者电子票据上的号码', required: true, most: 60 },
      words('说明', '例如缴费日期、缴费银行。不用写银行卡号。', undefined, 500),
    ],
    duty: '申请人告知已经缴费，请核对到账后登记缴费',
  },
  withdrawal: {
    label: '撤回申请',
    noun: '撤回申请',
    means: '撤回以后本机关不再办理这件申请，不能恢复；以后仍可以重新提出申请。',
    fields: [words('撤回的原因', '可以不写。', undefined, 500)],
    step: 'withdraw',
    duty: '申请人撤回申请没有自动登记，请核对后办理',
    grave: true,
  },
  proactive: {
    label: '建议主动公开',
    noun: '主动公开建议',
    means:
      '您认为得到的信息涉及公众利益调整、需要公众广泛知晓或者需要公众参与决策的，可以建议本机关主动公开；经审核属于主动公开范围的，会及时公开（《政府信息公开条例》第四十四条）。',
    fields: [words('建议公开的内容和理由', '写明哪一部分信息、为什么需要让公众知道。', true, 2_000)],
    duty: '申请人建议主动公开所得信息，请审核是否属于主动公开范围',
  },
  rating: {
    label: '评价办理情况',
    noun: '办理评价',
    means:
      '自愿评价，每次答复只能评价一次，不影响以后的办理。评价由政务公开办公室查看，用来改进工作；不满意的，我们会按您留下的联系方式回访。',
    fields: [
      { name: 'grade', label: '您对这次办理是否满意', required: true, most: 1 },
      words('意见或者建议', '可以不写。请不要写身份证号、电话。', undefined, 1_000),
    ],
  },
  ownData: {
    label: '索取我的个人信息副本',
    noun: '索取个人信息副本的请求',
    means:
      '《个人信息保护法》第四十五条：您可以查阅、复制本机关保存的您的个人信息。提交以后几分钟内制作一个压缩包，有您提交的申请和文件、发给您的文书、您在网上提交的内容，以及谁在哪一天查看过您的身份信息；证件号码只显示首尾，不含身份证明材料。做好以后列在“文书和材料”里，保留 7 天，到期清除；每天可以索取一次，每次下载都有记录。',
    fields: [],
  },
} as const satisfies Readonly<Record<string, AnswerKindDef>>;

/** What people can say; that they have fetched something is said by fetching it. */
export type SaidKind = keyof typeof ANSWER_KINDS;
export type AnswerKind = SaidKind | Fetching;

/** Said by fetching: a letter, or the copy of what is held. */
export type Fetching = 'download' | 'ownDataFetched';
export const isFetching = (kind: AnswerKind): kind is Fetching => kind === 'download' || kind === 'ownDataFetched';

export const answerKind = (key: string): AnswerKindDef | undefined =>
  Object.hasOwn(ANSWER_KINDS, key) ? ANSWER_KINDS[key as SaidKind] : undefined;
