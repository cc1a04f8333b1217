declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream';
  import type { Submittable } from 'pg';

  /** Rows out of the database: given to `client.query`, then read to its end. */
  export function to(statement: string): Submittable & Readable;
  /** Rows into the database: given to `client.query`, then written and ended. */
  export function from(statement: string): Submittable & Writable;
}
