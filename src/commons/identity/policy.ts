import { definePolicy } from '#kernel/policy.ts';

/**
 * 三权分立: the administrator keeps accounts, the security officer sets the rules, the auditor reads what happened.
 * Nobody manages their own account beyond what every member of staff may.
 */
export const policy = definePolicy({
  'identity.sign-in': { label: '登录', roles: 'public' },
  'identity.who-am-i': { label: '查看自己的登录状态', roles: 'public' },
  'identity.set-up': { label: '空系统首次设置管理员（凭控制台上的安装密码）', roles: 'public' },
  'identity.own-account': { label: '管理自己的密码、双因素和登录会话', roles: 'staff' },
  'identity.read-accounts': { label: '查看账号', roles: ['administrator', 'security-officer', 'auditor'] },
  'identity.manage-accounts': { label: '开通、停用、解锁、重置账号（不含自己的）', roles: ['administrator', 'system'] },
  'identity.end-sessions': { label: '结束他人的登录会话', roles: ['administrator', 'security-officer'] },
  'identity.read-sign-ins': { label: '查阅登录记录', roles: ['security-officer', 'auditor'] },
  'identity.read-settings': { label: '查看登录安全设置', roles: ['administrator', 'security-officer', 'auditor'] },
  'identity.change-settings': { label: '修改登录安全设置', roles: ['security-officer', 'system'] },
});
