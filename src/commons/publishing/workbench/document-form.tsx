import { Button } from 'antd';
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { type ApiProblem, NotClassified, ProblemSummary, problemOf } from '#workbench/kit/index.ts';
import { Attributes } from './attributes.tsx';
import { type Choices, type FormParts, inputId } from './form-parts.ts';
import { OtherWindow, SaveStateLine } from './save-state.tsx';
import type { DraftInHand } from './use-draft.ts';
import { TypingGate } from './typing-gate.tsx';
import { WrittenPart } from './written-part.tsx';

/** The form of a document, new or revised: the text at the left, what is declared about it at the right. Ctrl+Enter saves. */
export function DocumentForm({
  hand,
  choices,
  revising,
  save,
  onCancel,
  renew,
  conflict,
  documentId,
}: {
  readonly hand: DraftInHand;
  readonly choices: Choices;
  readonly revising: boolean;
  /** Sends the draft; what it throws is shown on top and at the fields. */
  readonly save: () => Promise<void>;
  readonly onCancel: () => void;
  /** Loads what others have changed; what was typed stays. */
  readonly renew?: () => void;
  /** Of the document being revised. */
  readonly documentId?: string;
  /** Shown under a stale problem: who changed what. */
  readonly conflict?: ReactNode;
}) {
  const [problem, setProblem] = useState<ApiProblem>();
  const [sending, setSending] = useState(false);
  const send = async (event?: FormEvent) => {
    event?.preventDefault();
    if (sending) return;
    setSending(true);
    setProblem(undefined);
    try {
      await hand.during(save);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setSending(false);
    }
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send();
  };
  const takeUp = () => {
    renew?.();
    setProblem(undefined);
  };
  const parts: FormParts = { hand, errorOf: (field) => sentenceAt(problem, field) };
  return (
    <form noValidate onSubmit={send} onKeyDown={keys} aria-label={revising ? '修改文稿' : '拟稿'}>
      <NotClassified />
      {problem && <ProblemSummary problem={problem} idOf={inputId} renew={renew && takeUp} />}
      {problem?.stale && conflict}
      <OtherWindow hand={hand} />
      {hand.restored && (
        <p className="restored">
          已恢复上次没有保存的内容。
          <Button type="link" size="small" onClick={hand.startOver}>
            放弃，重新开始
          </Button>
        </p>
      )}
      <div className="drafting">
        <WrittenPart {...parts} choices={choices} revising={revising} />
        <div>
          <TypingGate hand={hand} {...(documentId && { documentId })} />
          <Attributes {...parts} choices={choices} revising={revising} />
        </div>
      </div>
      <div className="form-buttons drafting-buttons">
        <Button type="primary" htmlType="submit" loading={sending} title="Ctrl+Enter">
          {revising ? '保存为新版本' : '保存'}
        </Button>
        <Button onClick={onCancel}>取消</Button>
        <SaveStateLine hand={hand} />
      </div>
    </form>
  );
}

/** Sentences about `content.attachments.0.name` stand at `content.attachments`. */
function sentenceAt(problem: ApiProblem | undefined, field: string): string | undefined {
  const found = Object.entries(problem?.fields ?? {}).find(([path]) => path === field || path.startsWith(`${field}.`));
  return found?.[1];
}
