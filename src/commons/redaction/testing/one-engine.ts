import { opened, type Opener, startEngine } from '../engine.ts';

/**
 * Opens one file after the other in a single process, which starts with the first: starting one takes longer than all that is done in it
 * afterwards. That each file has a process of its own is `withFile`'s promise, which has its own test.
 */
export function oneEngine(): { readonly open: Opener; close(): void } {
  let running: ReturnType<typeof startEngine> | undefined;
  return {
    open(file, work) {
      running ??= startEngine();
      return opened(running.engine, file, work);
    },
    close: () => running?.close(),
  };
}
