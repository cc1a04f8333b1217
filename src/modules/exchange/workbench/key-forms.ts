import { type DrawerForm, api } from '#workbench/kit/index.ts';
import { type KeyLine, type MadeKey, NewKey, type PartnerLine, WithReason } from '../contract.ts';

/** Issues a key and shows it once. */
export function keyForm({ id, name }: PartnerLine, show: (made: MadeKey) => void): DrawerForm {
  const path = `/api/exchange/partners/${id}/keys`;
  return {
    title: `签发密钥：${name}`,
    schema: NewKey,
    path,
    send: async (fields) => show(await api.post<MadeKey>(path, fields)),
    submitLabel: '签发',
    done: '已签发',
    consequence: '新密钥立即可用，只显示一次；原有密钥在重叠期满后失效',
  };
}

export function revokeForm({ id, keyId }: KeyLine): DrawerForm {
  return {
    title: `吊销密钥 ${keyId}`,
    schema: WithReason,
    path: `/api/exchange/keys/${id}/revoke`,
    submitLabel: '吊销',
    done: '已吊销',
    consequence: '立即失效，不能恢复；对方须换用新密钥',
  };
}
