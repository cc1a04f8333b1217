import { Button } from 'antd';
import { chineseDateTime, instant } from '#kernel/dates.ts';
import type { WorkingCopyDetail } from '../working-copy-contract.ts';
import type { SaveState } from './auto-saver.ts';
import { type Draft, isDraft } from './draft.ts';
import { TextDifference } from './text-difference.tsx';
import type { DraftInHand } from './use-draft.ts';

/** Beside the buttons: whether what was typed is safe, in words; said aloud when it goes wrong, not at every rest. */
export function SaveStateLine({ hand }: { readonly hand: DraftInHand }) {
  const { kind } = hand.saving;
  const wrong = kind === 'failed' || kind === 'elsewhere';
  return (
    <span
      className={wrong ? 'save-state save-state-wrong' : 'save-state'}
      role="status"
      aria-live={wrong ? 'polite' : 'off'}
    >
      {hand.dirty ? words(hand.saving) : '没有未保存的改动'}
    </span>
  );
}

function words(state: SaveState): string {
  switch (state.kind) {
    case 'clean':
    case 'waiting':
      return '有改动，稍后自动保存';
    case 'saving':
      return '正在保存';
    case 'saved':
      return `已自动保存 ${timeOf(state.at)}（只有您能看到，尚未存为版本）`;
    case 'failed':
      return `自动保存不成功，内容仍在本窗口：${state.reasons.join('；')}`;
    case 'elsewhere':
      return '另一个窗口里有不同的内容，请先选择以哪个为准';
  }
}

export const timeOf = (at: string): string => chineseDateTime(instant(at)).slice(-5);

/** Two windows of the same person: how they differ, and which is to count. Until then neither overwrites the other. */
export function OtherWindow({ hand }: { readonly hand: DraftInHand }) {
  if (hand.saving.kind !== 'elsewhere') return null;
  const { theirs } = hand.saving;
  return (
    <section className="conflict" aria-label="另一个窗口里的内容">
      <p>
        您在另一个窗口或另一台电脑上也在写这份文稿，那里的内容保存于 {chineseDateTime(instant(theirs.savedAt))}
        。两边都没有被覆盖，请选择以哪个为准。
      </p>
      <details>
        <summary>对比那里的正文与本窗口的正文</summary>
        <TextDifference before={bodyOf(theirs)} after={hand.draft.content.bodyHtml ?? ''} />
      </details>
      <p className="tool-row">
        <Button onClick={() => hand.countsHere()}>以本窗口为准</Button>
        <Button disabled={!isDraft(theirs.draft)} onClick={() => hand.takeUp(theirs.draft as unknown as Draft, theirs)}>
          改用那里的内容
        </Button>
      </p>
    </section>
  );
}

export const bodyOf = ({ draft }: WorkingCopyDetail): string =>
  isDraft(draft) ? ((draft as Draft).content.bodyHtml ?? '') : '';
