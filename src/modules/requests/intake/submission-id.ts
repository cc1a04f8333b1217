import { canonicalJson } from '#kernel/canonical.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import type { TypedRequest } from '../pages/typed.ts';
import type { SentFile } from '../uploads/sent-files.ts';

/**
 * The id of an application that is about to be sent: of the day and, under our key, of everything in it and the network it comes from. A browser that
 * goes back and sends its form again, which makes another page to check, is given the same id, and sends the same application: it is kept once. Without a
 * cookie and without anything kept. Whoever changes a word sends another one.
 */
export function submissionIdOf(
  { secrets, time }: Services,
  { typed, files }: { readonly typed: TypedRequest; readonly files: readonly SentFile[] },
  network: string,
): string {
  const today: LocalDate = time.today();
  // A file that is uploaded again is another row and the same file.
  const along = files.map(({ purpose, name, hash }) => [purpose, name, hash]);
  const said = canonicalJson({ today, network, typed, along });
  const hex = Buffer.from(secrets.keyedHash(said, 'request-submission-id'), 'base64url').toString('hex');
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) % 4)).toString(16);
  return `${today.replaceAll('-', '')}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
