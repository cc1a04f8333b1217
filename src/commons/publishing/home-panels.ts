import type { ReactElement } from 'react';
import type { LocalDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';

/** A piece of the home page that a module brings: the work plan's progress, open surveys. Nothing to show: undefined. */
export interface HomePanel {
  readonly key: string;
  readonly show: (portalDb: Db, today: LocalDate) => Promise<ReactElement | undefined>;
}

declare module '#platform/services.ts' {
  interface Catalogue {
    readonly homePanels?: readonly HomePanel[];
  }
}
