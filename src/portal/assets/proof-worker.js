// Does the sum of a form off the main thread: a telephone goes on scrolling meanwhile.
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

self.addEventListener('message', async ({ data }) => {
  self.postMessage(await solveChallenge({ challenge: data, deriveKey }));
});
