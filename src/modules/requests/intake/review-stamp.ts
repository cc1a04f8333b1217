import { createChallenge, randomInt, verifySolution, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { hoursBetween, instant, type Instant } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';

// Against programs that send applications by the thousand, without pictures to read and without a third party: a browser with script does a small
// sum while its user checks what was typed; without script the page must have been looked at for a moment, and a network may send fewer.

/** Ours. Nobody checks an application in less. */
export const SECONDS_WITHOUT_SCRIPT = 10;
/** A page left open overnight is shown once more. */
const HOURS = 24;
/** About half a second for a telephone of ten years ago (PBKDF2, five thousand rounds, a hundred to three hundred times); nothing for one sender, much for a million. */
const WORK = { cost: 5_000, from: 100, to: 300 } as const;

/** When the page to check was shown for an id: signed, carried by the page itself. */
export function reviewStamp({ secrets, time }: Services, id: string): string {
  const at = time.now();
  return `${at}~${secrets.keyedHash(`${id} ${at}`, 'request-review')}`;
}

/** For how many seconds the page of an id has been open; undefined for a stamp that is not ours, another page's, or too old. */
export function secondsSince({ secrets, time }: Services, id: string, stamp: string): number | undefined {
  const [at = '', hash = ''] = stamp.split('~');
  if (!secrets.sameHash(hash, secrets.keyedHash(`${id} ${at}`, 'request-review'))) return undefined;
  const hours = hoursBetween(instant(at as Instant), time.now());
  return hours <= HOURS ? hours * 3_600 : undefined;
}

/** The sum for one id: solved, it is worth one application and no other, however often that is sent. */
export const challengeFor = (services: Services, id: string): Promise<Challenge> =>
  createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: WORK.cost,
    counter: randomInt(WORK.to, WORK.from),
    deriveKey,
    data: { id },
    ...keysOf(services),
  });

/** Whether somebody did the sum of this very id. Never throws: what is sent may be anything. */
export async function isSolved(services: Services, id: string, proof: string): Promise<boolean> {
  if (proof === '' || proof.length > 4_000) return false;
  try {
    const { challenge, solution } = JSON.parse(proof) as Parameters<typeof verifySolution>[0];
    if (challenge.parameters.data?.id !== id) return false;
    const { verified } = await verifySolution({ challenge, solution, deriveKey, ...keysOf(services) });
    return verified;
  } catch {
    return false;
  }
}

const keysOf = ({ secrets }: Services) => ({
  hmacSignatureSecret: secrets.keyedHash('challenge', 'request-proof'),
  hmacKeySignatureSecret: secrets.keyedHash('key', 'request-proof'),
});
