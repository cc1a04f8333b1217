/** How often one caller (a session, else an address) may ask, by kind of route. Numbers are ours; a limit is better than none. */
export const LIMITS = {
  /** Public pages: a reader with many tabs, a polite crawler. */
  page: { max: 900, per: '1 minute' },
  /** Styles, scripts, files. */
  asset: { max: 3000, per: '1 minute' },
  /** Staff screens reading. */
  read: { max: 600, per: '1 minute' },
  /** Staff acts. */
  write: { max: 120, per: '1 minute' },
  /** Files sent in. */
  upload: { max: 30, per: '1 minute' },
  /** Long answers: exports, reports. */
  export: { max: 20, per: '1 minute' },
  /** Guessing passwords must stay hopeless; lock-out comes on top. */
  'sign-in': { max: 20, per: '1 minute' },
  /** Searches without a cache that a page asks for while somebody types. */
  'public-search': { max: 60, per: '1 minute' },
  /** What citizens send. */
  'public-write': { max: 20, per: '1 minute' },
  /** Health and metrics. */
  probe: { max: 600, per: '1 minute' },
} as const;

export type LimitName = keyof typeof LIMITS;
