// What people come to the form for that has a way of its own, as data; and what is counted of the page that asks before the form.

/** A thing that is not asked for by an application, and why. Where its own way begins is a setting. */
export interface WayDef {
  /** As a citizen would say it. */
  readonly label: string;
  readonly instead: string;
  /** By what an application for it is answered otherwise. Left out: no article speaks of it. */
  readonly basis?: string;
}

export const WAYS = {
  consult: {
    label: '问政策、问一件事怎么办',
    instead: '咨询可以直接得到解答，不用申请',
  },
  complaint: {
    label: '投诉、举报药品、医疗器械、化妆品的问题',
    instead: '请通过投诉举报渠道提出，有专门的受理、核查和回复期限',
    basis: '《政府信息公开条例》第三十九条第一款',
  },
  petition: {
    label: '反映情况、提意见要求（信访）',
    instead: '请通过信访渠道提出',
    basis: '《政府信息公开条例》第三十九条第一款',
  },
  licence: {
    label: '查自己申报的许可、备案办到哪一步',
    instead: '用受理编号在办事系统里就能查到',
  },
  registry: {
    label: '查企业登记、不动产登记的档案资料',
    instead: '按登记资料的专门规定，向登记机关查询',
    basis: '《政府信息公开条例》第三十六条第七项',
  },
  gazette: {
    label: '要政府公报、报刊、书籍',
    instead: '公开出版物可以在图书馆、档案馆等处查阅',
    basis: '《政府信息公开条例》第三十九条第二款',
  },
} as const satisfies Readonly<Record<string, WayDef>>;
export type Way = keyof typeof WAYS;

/** Shown; gone on to the form; looked for what is published; left to another way. */
export type BeforeEvent = 'before-shown' | 'before-on' | 'before-search' | `before-${Way}`;
