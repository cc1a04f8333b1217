import type { Act } from '#platform/services.ts';
import { SENDING_CHANNELS, SIGNED_FOR } from '../delivery/contract.ts';
import { wayPromised } from './letter-text.ts';
import type { LetterRow } from './letters.ts';
import { signedParagraphs } from './printing.ts';

/**
 * 条例第四十条: information is supplied as the signed reply says it is; another way needs its reason (ours), which is kept with the sending. What is handed
 * over in person is as good as collected. Gives what is wrong by field, nothing where all is well.
 */
export async function wayDefects(
  { services, tx }: Pick<Act, 'tx' | 'services'>,
  letter: Pick<LetterRow, 'id'>,
  { channel, otherWay }: { readonly channel: string; readonly otherWay?: string },
): Promise<Record<string, string>> {
  const promised = wayPromised((await signedParagraphs(services, tx, letter.id)) ?? []);
  if (!promised || promised === channel || (SIGNED_FOR.has(promised) && SIGNED_FOR.has(channel)) || otherWay?.trim())
    return {};
  return {
    otherWay: `答复书写明按照申请人的要求，以“${SENDING_CHANNELS[promised]}”提供：请改选这一途径，或者写明改用其他途径的原因（条例第四十条）`,
  };
}
