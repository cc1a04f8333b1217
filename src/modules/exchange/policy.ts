import { definePolicy } from '#kernel/policy.ts';

/**
 * Which systems may exchange what with us is business and said by the openness office; their keys are the administrator's, who
 * does no business (ADR 9). Who guards and audits the system may look, and the security officer may take a key away.
 */
export const exchangePolicy = definePolicy({
  /** Whoever calls proves who it is by a signature, not by a session. */
  'exchange.call': { label: '对接系统的签名请求', roles: 'public' },
  'exchange.read-open-data': { label: '开放接口', roles: 'public' },
  'exchange.read': {
    label: '查看对接系统和交换记录',
    roles: ['openness-officer', 'administrator', 'security-officer', 'auditor'],
  },
  'exchange.manage-partners': { label: '登记对接系统和订阅', roles: ['openness-officer'], scope: 'bureau' },
  'exchange.issue-keys': { label: '签发接口密钥', roles: ['administrator'] },
  'exchange.revoke-keys': { label: '吊销接口密钥', roles: ['administrator', 'security-officer'] },
  'exchange.settle-deliveries': { label: '重发或放弃推送', roles: ['openness-officer', 'administrator'] },
  'exchange.read-legality': { label: '查看外部合法性审核', roles: ['legality-reviewer', 'openness-officer'] },
  'exchange.ask-legality': { label: '送外部平台合法性审核', roles: ['legality-reviewer'], scope: 'bureau' },
});
