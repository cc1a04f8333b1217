import type { Services } from '#platform/services.ts';
import type { MatterKind } from './kind.ts';
import type { MatterRow } from './queries.ts';

/** The page every matter has, with all that was said about it: what its kind's own screen may leave out. */
export const pagePath = (matterId: string): string => `/matters/${matterId}`;

/** Where a matter is worked on, below /workbench: its kind's own screen, or the page every matter has. Lists and notices lead there. */
export const matterPath = (kind: MatterKind | undefined, matterId: string): string =>
  kind?.screen?.(matterId) ?? pagePath(matterId);

/** Where it is worked on as a whole address, as notices carry it for mail as well. */
export const matterAddress = (kind: MatterKind | undefined, matterId: string): string =>
  `/workbench${matterPath(kind, matterId)}`;

/** The same of a matter at hand: its kind says where, and nobody needs to import the kind for it. */
export const addressOf = ({ catalogue }: Services, { kind, id }: Pick<MatterRow, 'kind' | 'id'>): string =>
  matterAddress(catalogue.kinds.get(kind), id);

/** A title fit for the heading of a notice: a long one ends with …, its whole stands in the body. */
export function shortTitle(title: string): string {
  const letters = [...title];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : title;
}

/** About two lines of a phone's message. */
const LONGEST = 40;
