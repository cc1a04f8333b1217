import type { MatterDetail } from '#commons/casework/contract.ts';
import { type Crumb, useRead } from '#workbench/kit/index.ts';

/** The way to a screen about one request: the ledger, then the request by its number. */
export function useWayHere(id: string): readonly Crumb[] {
  const { data } = useRead<MatterDetail>(`/api/matters/${id}`);
  return [
    { label: '依申请公开', to: '/requests' },
    { label: data?.matter.number ?? '申请', to: `/requests/${id}` },
  ];
}
