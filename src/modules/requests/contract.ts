import { type Static, Type } from 'typebox';
import { choice } from './choice.ts';
import { type Channel, CHANNEL_RULES } from './law/receipt-days.ts';

// What is sent and received about requests. Pure data: the browser imports this file.

/** How a request may have come, in words; which day counts for each stands with it in `law/receipt-days.ts`. */
export const CHANNELS = Object.fromEntries(
  Object.entries(CHANNEL_RULES).map(([channel, { label }]) => [channel, label]),
) as Readonly<Record<Channel, string>>;
export type { Channel };

/** The columns of the statutory table: who asked (国办公开办函〔2021〕30号). */
export const APPLICANT_CLASSES = {
  naturalPerson: '自然人',
  commercial: '商业企业',
  research: '科研机构',
  publicWelfare: '社会公益组织',
  legalService: '法律服务机构',
  otherOrg: '其他组织',
} as const;
export type ApplicantClass = keyof typeof APPLICANT_CLASSES;

export const ID_KINDS = {
  'citizen-id': '居民身份证',
  passport: '护照',
  'travel-permit': '港澳台居民来往内地（大陆）通行证',
  other: '其他有效证件',
} as const;

/** 信息的获取方式 and 途径 (条例第二十九条第三项、第四十条). */
export const WANTED_FORMS = { paper: '纸面', electronic: '电子文件', inspection: '现场查阅' } as const;
export const WANTED_CHANNELS = {
  web: '网上查询下载',
  post: '邮寄',
  email: '电子邮件',
  fax: '传真',
  collect: '自行领取',
} as const;

/** How a letter addresses whoever asked. */
export const ADDRESSED = { citizen: '您', organisation: '贵单位' } as const;

/** What somebody's name is called, where it is known who asks. */
export const NAMES = { citizen: '姓名', organisation: '名称' } as const;

const text = (title: string, maxLength: number, minLength = 1) => Type.String({ title, minLength, maxLength });
const optional = (title: string, maxLength: number) => Type.Optional(Type.String({ title, maxLength }));

/** Everything an application says (条例第二十九条): who, what, how it is wanted. One shape for every channel. */
export const requestContent = Type.Object(
  {
    applicantKind: choice('申请人类型', { citizen: '公民', organisation: '法人或者其他组织' }),
    name: text('姓名或者名称', 100),
    idKind: Type.Optional(choice('证件类型', ID_KINDS)),
    idNumber: optional('证件号码', 40),
    creditCode: optional('统一社会信用代码', 18),
    organisationClass: Type.Optional(
      choice('组织类型', {
        commercial: '商业企业',
        research: '科研机构',
        publicWelfare: '社会公益组织',
        legalService: '法律服务机构',
        otherOrg: '其他组织',
      }),
    ),
    representative: optional('法定代表人或者负责人', 60),
    contactName: optional('联系人', 60),
    agentName: optional('代理人姓名', 60),
    agentIdKind: Type.Optional(choice('代理人证件类型', ID_KINDS)),
    agentIdNumber: optional('代理人证件号码', 40),
    agentPhone: optional('代理人联系电话', 30),
    phone: optional('联系电话', 30),
    email: optional('电子邮箱', 120),
    address: optional('通信地址', 200),
    postcode: optional('邮政编码', 10),
    fax: optional('传真', 30),
    description: Type.String({
      title: '所需政府信息的名称、文号或者其他特征描述',
      minLength: 4,
      maxLength: 5_000,
      'x-widget': 'textarea',
    }),
    wantedForm: choice('获取信息的方式', WANTED_FORMS),
    wantedChannel: choice('获取信息的途径', WANTED_CHANNELS),
    reliefReason: optional('申请减免费用的理由', 500),
  },
  { additionalProperties: false },
);
export type RequestContent = Static<typeof requestContent>;

/** What the office enters for a request that did not come through the site. */
export const newRequest = Type.Object(
  {
    channel: choice('收到的渠道', CHANNELS),
    arrivedOn: Type.String({ format: 'date', title: '到达日期' }),
    content: requestContent,
  },
  { additionalProperties: false },
);
export type NewRequest = Static<typeof newRequest>;

/** What a file sent along is for. */
export const UPLOAD_PURPOSES = {
  identity: '身份证明',
  authority: '授权委托书和代理人身份证明',
  attachment: '其他材料',
} as const;
export type UploadPurpose = keyof typeof UPLOAD_PURPOSES;

/** A file that came with an application, as a list shows it; its name may tell of the person and is shown with its content. */
export interface UploadLine {
  readonly id: string;
  readonly purpose: UploadPurpose;
  readonly mediaType: string;
  readonly size: number;
  readonly scan: string;
  /** False: infected, lost on the way, or taken away when its period was over. */
  readonly there: boolean;
}

/** The part of an application that says who asks. */
export type Applicant = Omit<
  RequestContent,
  'description' | 'wantedForm' | 'wantedChannel' | 'reliefReason' | 'applicantKind' | 'organisationClass'
>;

/** Answers offered before an application: how often shown, opened, said to be enough, and applied for all the same. */
export interface OfferedAnswers {
  readonly shown: number;
  readonly opened: number;
  readonly found: number;
  readonly anyway: number;
  /** Of the questions before the form: shown, looked for what is published, left to another way, gone on to the form. */
  readonly before: {
    readonly shown: number;
    readonly sought: number;
    readonly left: readonly { readonly label: string; readonly times: number }[];
    readonly goneOn: number;
  };
}
