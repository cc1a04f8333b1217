// What each state is called to whoever asked, as data: a heading that says what to do or what is so, and who does what next.

/** calm: nothing to do; asks: it is the applicant's turn; late: a last day has passed; over: it has ended. */
export type Tone = 'calm' | 'asks' | 'late' | 'over';

export interface Words {
  readonly heading: string;
  readonly tone: Tone;
  readonly now: string;
  readonly who?: string;
  readonly what?: string;
  /** The last day is that of the reply. */
  readonly byReply?: true;
}

export const OFFICE = '本机关';

export const SUBMITTED: Words = {
  heading: '等待确认收到',
  tone: 'calm',
  now: '申请已经登记，还没有与您确认收到申请之日',
  who: OFFICE,
  what: '与您联系确认，确认之日就是收到申请之日，答复期限从次日起计算；请留意来电',
};

/** Handed in or signed for: it is received on the day it came, whoever confirms it when (条例第三十一条第一项、第二项). */
export const CAME: Words = {
  heading: '等待核对收到之日',
  tone: 'calm',
  now: '申请已经登记。当面提交的以提交之日、需要签收的邮寄以签收之日为收到申请之日，答复期限从次日起计算',
  who: OFFICE,
  what: '核对收到申请之日，分给承办的处室（单位）',
};

export const HANDLING: Words = {
  heading: '正在办理',
  tone: 'calm',
  now: '申请正在办理，您不用做什么',
  who: OFFICE,
  what: '检索信息，作出答复',
  byReply: true,
};

export const SUPPLEMENT: Words = {
  heading: '请您补充申请内容',
  tone: 'asks',
  now: '申请正在办理，请您补充下面的内容；不补充的，按原来的申请办理。答复期限照常计算',
  who: OFFICE,
  what: '按现有的和您补充的内容作出答复',
  byReply: true,
};

/** What the applicant is asked for, by the letter that asks (条例第三十条、第三十五条；国办函〔2020〕109号). */
export const ASKING = {
  correction: {
    kind: 'correction',
    state: 'awaitingCorrection',
    heading: '请您补正申请内容',
    tone: 'asks',
    now: '申请还缺少办理所需的内容，补正以前不能继续办理',
    who: '您',
    what: '写清下面要求补正的内容，可以在本页提交',
    otherwise:
      '没有正当理由，过了期限仍不补正的，视为放弃申请，本机关不再处理这件申请（《政府信息公开条例》第三十条）；以后仍可以重新申请',
  },
  reasons: {
    kind: 'reasons',
    state: 'awaitingReasons',
    heading: '请您说明理由',
    tone: 'asks',
    now: '申请的数量、频次较多，需要您说明理由；答复期限照常计算',
    who: '您',
    what: '按通知说明理由，可以在本页提交',
    otherwise:
      '过了期限没有说明的，本机关按已有的情况审查处理，可能不予处理；理由不合理的，不予处理（《政府信息公开条例》第三十五条）',
  },
  fee: {
    kind: 'fee',
    state: 'awaitingPayment',
    heading: '请您缴费',
    tone: 'asks',
    now: '这件申请需要缴纳信息处理费，缴费以前不能继续办理',
    who: '您',
    what: '按下面的方式缴费，缴费以后可以在本页告知票据号',
    otherwise:
      '过了期限仍不缴费的，视为放弃申请，本机关不再处理这件申请（《政府信息公开信息处理费管理办法》）；以后仍可以重新申请',
  },
} as const;

/** Once its last day has passed; `{day}` is that day, and in what has ended the day its letter left. Until a letter that ends it has left, what the applicant does still counts (`closing/`). */
export const EXPIRED = {
  correction: {
    heading: '补正期限已过',
    tone: 'late',
    now: '补正期限已经在{day}届满，还没有收到您的补正',
    who: OFFICE,
    what: '核实情况；没有正当理由的，发出逾期不补正告知书，不再处理这件申请',
    still: '告知书发出以前仍可以提交补正，请一并写明逾期的理由；有正当理由的，继续办理（《政府信息公开条例》第三十条）',
  },
  reasons: {
    heading: '说明理由的期限已过',
    tone: 'late',
    now: '说明理由的期限已经在{day}届满，还没有收到您的说明；答复期限照常计算',
    who: OFFICE,
    what: '按已有的情况审查处理，可能不予处理',
    still: '仍可以提交，请一并写明逾期的理由；是否采用由本机关决定',
  },
  fee: {
    heading: '缴费期限已过',
    tone: 'late',
    now: '缴费期限已经在{day}届满，还没有登记您的缴费',
    who: OFFICE,
    what: '核对到账情况后发出逾期不缴费告知书，不再处理这件申请',
    still:
      '已经缴费的，请马上告知票据号，缴费以实际缴款之日为准；告知书发出以前仍可以提交，请写明逾期的理由，是否受理由本机关决定',
  },
  confirmation: {
    heading: '还没有与您确认收到申请',
    tone: 'late',
    now: '我们本来应当已经与您联系确认。确认之日就是收到申请之日，答复期限从次日起计算',
    who: OFFICE,
    what: '尽快与您联系确认；您也可以打电话与我们确认，不是必须的',
  },
  arrival: {
    heading: '还没有核对收到之日',
    tone: 'late',
    now: '我们本来应当已经核对。收到申请之日不因此推后：当面提交的以提交之日、需要签收的邮寄以签收之日为准，答复期限从次日起计算',
    who: OFFICE,
    what: '尽快核对并办理',
  },
  reply: {
    heading: '答复超过了期限',
    tone: 'late',
    now: '',
    who: OFFICE,
    what: '继续办理，尽快答复；您可以怎么办，见下面的说明',
  },
} as const satisfies Readonly<Record<string, Words & { readonly still?: string }>>;

export const STATES: Readonly<Record<string, Words>> = {
  submitted: SUBMITTED,
  accepted: {
    heading: '已经收到，正在分办',
    tone: 'calm',
    now: '申请已经收到，正在分给承办的处室（单位），您不用做什么',
    who: OFFICE,
    what: '分办并检索信息',
    byReply: true,
  },
  processing: HANDLING,
  letterReview: HANDLING,
  letterEndorsement: HANDLING,
  letterIssue: HANDLING,
  dispatch: HANDLING,
  answered: {
    heading: '已经答复',
    tone: 'over',
    now: '答复书已经在{day}发出',
    who: '您',
    what: '下载、阅读答复书，可以评价办理情况；不服答复的，按答复书写明的途径和期限办理',
  },
  lapsed: {
    heading: '逾期没有补正，不再处理',
    tone: 'over',
    now: '告知书已经在{day}发出，本机关不再处理这件申请',
    who: '您',
    what: '下载、阅读告知书；不服的，按告知书写明的途径和期限办理；仍然需要信息的，可以重新提出申请',
  },
  unpaid: {
    heading: '逾期没有缴费，不再处理',
    tone: 'over',
    now: '告知书已经在{day}发出，本机关不再处理这件申请',
    who: '您',
    what: '下载、阅读告知书；不服的，按告知书写明的途径和期限办理；仍然需要信息的，可以重新提出申请',
  },
  withdrawn: {
    heading: '您已经撤回申请',
    tone: 'over',
    now: '您已经撤回这件申请，本机关不再办理',
    who: '您',
    what: '仍然需要信息的，可以重新提出申请',
  },
  merged: {
    heading: '与您的另一件申请一并办理',
    tone: 'calm',
    now: '这件申请与您的另一件申请并案办理',
    who: OFFICE,
    what: '在另一件申请的答复里一并答复',
    byReply: true,
  },
  split: {
    heading: '已经拆分为几件申请',
    tone: 'calm',
    now: '这件申请包含几件事，已经拆分为几件申请，分别办理和答复',
    who: '您',
    what: '请用下面各件的编号和同一个查询码查询',
  },
};
