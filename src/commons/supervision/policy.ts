import { definePolicy } from '#kernel/policy.ts';

/** Who sees the board of their bureau. */
export const SUPERVISING = ['supervisor', 'issuer', 'openness-officer'] as const;

export const supervisionPolicy = definePolicy({
  'supervision.board': { label: '查看督查看板', roles: SUPERVISING },
  'supervision.stuck': {
    label: '查看无人可办的事项',
    roles: [...SUPERVISING, 'registrar', 'administrator'],
  },
});
