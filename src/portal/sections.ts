/** One entry of the main navigation. Columns name the section they stand in by its key. */
export interface Section {
  readonly key: string;
  readonly label: string;
  readonly description: string;
  readonly href: string;
  /** Its class in the page tags, one of those of the site guide's annex. */
  readonly type: string;
  /** Pages of this section that are not columns. */
  readonly links: readonly SectionLink[];
}

export interface SectionLink {
  readonly href: string;
  readonly label: string;
  readonly about: string;
}

/** The column every administrative organ keeps under this name (国办公开办函〔2019〕61号). */
export const DISCLOSURE = '/government-information';

/** In the order people know from government sites. */
export const SECTIONS: readonly Section[] = [
  {
    key: 'openness',
    label: '政务公开',
    description: '依法主动公开的文件、规划、人事、财政信息，以及年度政务公开工作要点的落实情况。',
    href: '/sections/openness',
    type: '信息公开目录',
    links: [
      { href: DISCLOSURE, label: '政府信息公开', about: '指南、制度、法定主动公开内容、年报和依申请公开' },
      { href: '/requests', label: '依申请公开', about: '网站上查不到的，可以申请；怎样申请、多久答复' },
      { href: '/requests/query', label: '查询申请的办理情况', about: '凭回执编号和查询码查询、补正、下载答复' },
      { href: '/work-plans', label: '工作要点落实', about: '每项任务由谁牵头、进展如何、何时完成' },
      { href: '/documents', label: '全部文件', about: '按栏目、单位、年份和五公开类别查找' },
      { href: '/catalogue', label: '法定主动公开内容', about: '按《政府信息公开条例》第二十条的十五类查找' },
      {
        href: '/registers/normative-documents',
        label: '规范性文件库',
        about: '每件规范性文件是否有效、何时施行、有效期到哪一天',
      },
      { href: '/organisation', label: '机构职能', about: '职责、负责人、办公地址、办公时间和电话' },
      { href: '/seals', label: '办理日志日封', about: '每日公布办理日志的指纹，任何改动都能被发现' },
      { href: '/feeds', label: '订阅', about: '用阅读器订阅各栏目的最新内容' },
    ],
  },
  {
    key: 'supervision',
    label: '监管信息',
    description: '监督检查、监督抽检、行政处罚和行政许可结果等药品监管信息。',
    href: '/sections/supervision',
    type: '数据发布',
    links: [],
  },
  {
    key: 'interaction',
    label: '互动交流',
    description: '向我们反映网站的差错。',
    href: '/sections/interaction',
    type: '咨询投诉',
    links: [{ href: '/feedback/new', label: '我为政府网站找错', about: '发现内容错误、链接打不开，请告诉我们' }],
  },
  {
    key: 'services',
    label: '办事服务',
    description: '行政许可和公共服务事项的依据、条件、程序和结果。',
    href: '/sections/services',
    type: '办事服务',
    links: [],
  },
  {
    key: 'evaluation',
    label: '政务环境评议',
    description: '政务环境和政风行风评议的方案、过程和结果。',
    href: '/sections/evaluation',
    type: '征集调查',
    links: [],
  },
];

export const sectionOf = (key: string): Section | undefined => SECTIONS.find((section) => section.key === key);

/** Sections with pages of their own or with a document in one of their columns: what the navigation shows. An empty one keeps its address. */
export const shownSections = (filled: readonly string[]): readonly Section[] =>
  SECTIONS.filter(({ key, links }) => links.length > 0 || filled.includes(key));
