import type { Db } from './db.ts';
import type { Services } from './services.ts';

/** A form by which the public sends something in, and which the office may close for a time. Declared by the feature that receives it. */
export interface OnlineForm {
  readonly key: string;
  /** What one does with it: 网上申请政府信息公开. */
  readonly label: string;
  readonly path: string;
  /** By which other ways the same reaches the office, a sentence each, while it is closed. Reads what is released. */
  readonly otherWays: (portalDb: Db) => Promise<readonly string[]>;
}

declare module './services.ts' {
  interface Catalogue {
    readonly onlineForms: readonly OnlineForm[];
  }
}

/** The form of a key that some feature declares. */
export const onlineForm = ({ catalogue }: Services, key: string): OnlineForm | undefined =>
  catalogue.onlineForms.find((form) => form.key === key);
