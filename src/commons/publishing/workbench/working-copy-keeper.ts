import { api } from '#workbench/kit/index.ts';
import type { WorkingCopyDetail, WorkingCopyLine, WorkingCopySaved } from '../working-copy-contract.ts';
import type { CopyHandle, CopyKeeper } from './auto-saver.ts';
import type { Draft } from './draft.ts';

/** How a window keeps its working copy on the server, under an id it has chosen itself. */
export interface WindowKeeper extends CopyKeeper<Draft> {
  readonly id: string;
  /** Saves while the window closes, without an answer. What is too long for that stays in the window. */
  part(copy: CopyHandle | undefined, draft: Draft): void;
}

const ALL = '/api/working-copies';

/** The keeper of a document's copy, or of a new document's; `id` where the window has chosen one before. */
export function keeperOf(documentId: string | undefined, id = randomId()): WindowKeeper {
  const beginning = (draft: Draft) => ({
    id,
    ...(documentId && { documentId, baseRevision: draft.baseRevision }),
    draft,
  });
  return {
    id,
    begin: (draft) => api.post<WorkingCopySaved>(ALL, beginning(draft)),
    save: (copy, draft) => api.put<WorkingCopySaved>(`${ALL}/${copy.id}`, changing(copy, draft)),
    async look(copy) {
      const lines = await api.get<readonly WorkingCopyLine[]>(ALL, documentId ? { documentId } : {});
      const line = lines.find((one) => documentId !== undefined || one.id === (copy?.id ?? id));
      return line && api.get<WorkingCopyDetail>(`${ALL}/${line.id}`);
    },
    discard: (copy) => api.del(`${ALL}/${copy.id}`),
    part(copy, draft) {
      if (copy) api.parting('PUT', `${ALL}/${copy.id}`, changing(copy, draft));
      else api.parting('POST', ALL, beginning(draft));
    },
  };
}

const changing = ({ version }: CopyHandle, draft: Draft) => ({ version, baseRevision: draft.baseRevision, draft });

/** `crypto.randomUUID` is missing where the office is reached without TLS. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, at) => {
    const value = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte;
    return value.toString(16).padStart(2, '0');
  });
  return [hex.slice(0, 4), hex.slice(4, 6), hex.slice(6, 8), hex.slice(8, 10), hex.slice(10)]
    .map((part) => part.join(''))
    .join('-');
}
