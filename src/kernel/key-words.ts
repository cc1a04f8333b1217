/** What people put between key words, whichever keyboard they write on. */
const BETWEEN = /[;；,，、\n]/;

/** The key words somebody typed in one line, each once, in their order. */
export const keyWordsOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(BETWEEN)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];

/** For people: 药品；抽检. */
export const keyWordsShown = (typed: string): string => keyWordsOf(typed).join('；');

/** For machines that read page tags: 药品;抽检. */
export const keyWordsTagged = (typed: string): string => keyWordsOf(typed).join(';');
