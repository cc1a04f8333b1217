export interface RoleDef {
  readonly label: string;
  /** What its holder does, in a sentence for whoever gives posts their roles. */
  readonly description: string;
  /** Sign-in by password alone is not enough for what this role may do. */
  readonly secondFactor: boolean;
}

/** The roles posts carry. A person has a role only by holding a post, or by standing in for somebody who does. */
export const ROLES = {
  administrator: {
    label: '系统管理员',
    description: '管理账号、参数和后台任务，不接触业务内容，不查审计记录',
    secondFactor: true,
  },
  'security-officer': {
    label: '安全管理员',
    description: '管理登录安全策略和权限配置的复核',
    secondFactor: true,
  },
  auditor: {
    label: '审计管理员',
    description: '查阅留痕、访问记录和日封，核对是否被改动',
    secondFactor: true,
  },
  registrar: {
    label: '机构人事管理员',
    description: '维护机构、岗位、任职和代办，管理本局及下级局',
    secondFactor: true,
  },
  drafter: { label: '起草人', description: '起草公开信息和办理材料', secondFactor: false },
  'department-head': {
    label: '处室（单位）负责人',
    description: '审核本处室、本单位的文件和办理意见',
    secondFactor: false,
  },
  'secrecy-reviewer': {
    label: '保密审查员',
    description: '公开前逐件进行保密审查，起草人不得自审',
    secondFactor: true,
  },
  'legality-reviewer': {
    label: '合法性审核员',
    description: '审核规范性文件和重大决策的合法性',
    secondFactor: false,
  },
  issuer: { label: '签发人（局领导）', description: '签发以本局名义公开的文件', secondFactor: true },
  releaser: { label: '网站发布员', description: '把已签发的内容发布到门户，不改内容', secondFactor: true },
  'openness-officer': {
    label: '政务公开办公室',
    description: '组织全局政务公开工作，分办、核验、批准延期',
    secondFactor: true,
  },
  'openness-head': {
    label: '信息公开工作机构负责人',
    description: '签发依申请公开的答复和文书，批准延长答复期限',
    secondFactor: true,
  },
  supervisor: { label: '督查员', description: '发出督办通知，跟踪超期事项', secondFactor: false },
  clerk: { label: '经办人', description: '办理本处室、本单位的具体事项', secondFactor: false },
} as const satisfies Record<string, RoleDef>;

export type RoleKey = keyof typeof ROLES;

export const ROLE_KEYS = Object.keys(ROLES) as readonly RoleKey[];

export const isRole = (key: string): key is RoleKey => Object.hasOwn(ROLES, key);

/** The words for a role; the key itself for one that is no longer known, so that old records stay readable. */
export const roleLabel = (key: string): string => (isRole(key) ? ROLES[key].label : key);

/** 三权分立 (GB/T 22239-2019, 安全管理中心): system, security and audit management are held by three different people. */
export const SEPARATED: readonly RoleKey[] = ['administrator', 'security-officer', 'auditor'];

/** Without these nobody could put things right any more: the last holder stays until another is there. */
export const INDISPENSABLE: readonly RoleKey[] = ['administrator', 'registrar'];
