import type { Act } from '#platform/services.ts';
import type { ContentType } from './content-type.ts';
import type { Content } from './contract.ts';

/** Something became public, was replaced by a corrected text, or was taken off the portal. */
export interface PublicationEvent {
  readonly kind: 'released' | 'corrected' | 'withdrawn';
  readonly documentId: string;
  readonly indexNumber: string;
  readonly type: ContentType;
  /** What stands on the portal now; of a withdrawal, what stood there. Not for the public once it is withdrawn. */
  readonly content: Content;
  readonly unitName: string;
}

/**
 * What a feature does because of it: subscriptions, webhooks, ledgers. Runs in the transaction of the release, so it writes rows and
 * enqueues jobs and calls nobody outside; what it throws holds the release up.
 */
export type PublicationListener = (act: Act, event: PublicationEvent) => Promise<void>;

export async function tellListeners(act: Act, event: PublicationEvent): Promise<void> {
  for (const listen of act.services.catalogue.publicationListeners ?? []) await listen(act, event);
}

declare module '#platform/services.ts' {
  interface Catalogue {
    readonly publicationListeners?: readonly PublicationListener[];
  }
}
