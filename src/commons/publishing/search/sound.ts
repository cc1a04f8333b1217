import { pinyin } from 'pinyin-pro';

/**
 * How a word sounds to whoever types it: its syllables without tones, with what is often confused made one (zh and z, ch and c, sh and s,
 * ng and n). 药品 is `yaopin`, 审批 and 审评 differ. Letters stay, so that pinyin typed in place of characters is found.
 */
export const soundOf = (word: string): string => plainSound(syllables(word).join(''));

/** The first letters of its syllables: 药品 is `yp`. */
export const initialsOf = (word: string): string =>
  syllables(word)
    .map((syllable) => syllable[0] ?? '')
    .join('');

const syllables = (word: string): string[] =>
  pinyin(word, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).map((syllable) =>
    syllable.toLowerCase(),
  );

const plainSound = (sound: string): string =>
  sound
    .replace(/\s+/g, '')
    .replace(/([zcs])h/g, '$1')
    .replace(/ng/g, 'n');
