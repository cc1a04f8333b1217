import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { api, Block, Loaded, Moment, queryClient, useRead, useRefresh, useWrite } from '#workbench/kit/index.ts';
import type { DocumentDetail } from '../document-contract.ts';
import type { WorkingCopyDetail, WorkingCopyLine } from '../working-copy-contract.ts';
import { changedFacts, useFactNames } from './changed-facts.ts';
import { type Draft, isDraft } from './draft.ts';
import { FactChanges } from './fact-changes.tsx';
import { bodyOf } from './save-state.tsx';
import { TextDifference } from './text-difference.tsx';

/**
 * Before the form of a document: what its reader typed earlier and did not save, perhaps at another computer, with how it
 * differs from the text as it stands. Going on and giving up are chosen; neither is the default.
 */
export function OfferedCopy({
  detail,
  keptInWindow,
  children,
}: {
  readonly detail: DocumentDetail;
  /** This window has the text itself: nothing is asked. */
  readonly keptInWindow: boolean;
  readonly children: (copy: WorkingCopyDetail | undefined) => ReactNode;
}) {
  const [passed] = useState(keptInWindow);
  const lines = useRead<readonly WorkingCopyLine[]>(passed ? null : '/api/working-copies', { documentId: detail.id });
  // Asked for anew the next time: an answer kept from before the form would offer what is gone.
  useEffect(() => () => queryClient.removeQueries({ queryKey: ['/api/working-copies'] }), []);
  if (passed) return children(undefined);
  return <Loaded query={lines}>{([line]) => <Chosen line={line} detail={detail} form={children} />}</Loaded>;
}

function Chosen({
  line,
  detail,
  form,
}: {
  readonly line: WorkingCopyLine | undefined;
  readonly detail: DocumentDetail;
  readonly form: (copy: WorkingCopyDetail | undefined) => ReactNode;
}) {
  // What was there when the screen was opened; the form's own saving must not ask again.
  const [offered] = useState(line);
  const [copy, choose] = useState<WorkingCopyDetail | 'none' | undefined>(offered ? undefined : 'none');
  if (copy) return form(copy === 'none' ? undefined : copy);
  return offered && <Offer line={offered} detail={detail} choose={choose} />;
}

function Offer({
  line,
  detail,
  choose,
}: {
  readonly line: WorkingCopyLine;
  readonly detail: DocumentDetail;
  readonly choose: (copy: WorkingCopyDetail | 'none') => void;
}) {
  const whole = useRead<WorkingCopyDetail>(`/api/working-copies/${line.id}`);
  const discard = useWrite(() => api.del(`/api/working-copies/${line.id}`), { done: '已放弃没有保存的内容' });
  const { number, content } = detail.current;
  const kept = whole.data && isDraft(whole.data.draft) ? whole.data.draft.content : undefined;
  const names = useFactNames(detail.type, content, kept);
  return (
    <Block title="您上次有没有保存的内容">
      <p>
        自动保存于 <Moment at={line.savedAt} />
        ，从第 {line.baseRevision} 版改起，只有您能看到。
        {line.baseRevision !== null && line.baseRevision < number && (
          <>文稿现在已是第 {number} 版：可以接着写，保存时请您逐处选择怎样合并。</>
        )}
      </p>
      <Loaded query={whole}>
        {(copy) => (
          <>
            <p className="tool-row">
              <Button type="primary" disabled={!isDraft(copy.draft)} onClick={() => choose(copy)}>
                继续上次没有保存的内容
              </Button>
              <Button
                loading={discard.isPending}
                onClick={() => discard.mutate(undefined, { onSuccess: () => choose('none') })}
              >
                放弃，从第 {number} 版改起
              </Button>
            </p>
            <h3>与现在的第 {number} 版相比</h3>
            {isDraft(copy.draft) && (
              <FactChanges
                facts={changedFacts(content, (copy.draft as Draft).content, names)}
                before={`第 ${number} 版`}
                after="没有保存的内容"
              />
            )}
            <TextDifference before={content.bodyHtml} after={bodyOf(copy)} />
          </>
        )}
      </Loaded>
    </Block>
  );
}

/** Before an empty form: new documents begun and not saved, to go on with or to give up. */
export function BegunDocuments({ goOn }: { readonly goOn: (copy: WorkingCopyDetail) => void }) {
  const renew = useRefresh();
  const lines = useRead<readonly WorkingCopyLine[]>('/api/working-copies', { fresh: true });
  const open = useWrite((id: string) => api.get<WorkingCopyDetail>(`/api/working-copies/${id}`));
  const discard = useWrite((id: string) => api.del(`/api/working-copies/${id}`), {
    done: '已放弃没有保存的内容',
    refresh: ['/api/working-copies'],
  });
  if (!lines.data?.length) return null;
  return (
    <section className="restored begun" aria-label="没有写完的新文稿">
      <p>您有 {lines.data.length} 份没有写完的新文稿，只有您能看到：</p>
      <ul>
        {lines.data.map(({ id, title, savedAt }) => (
          <li key={id}>
            {title || '（还没有标题）'}
            <span className="muted">
              自动保存于 <Moment at={savedAt} />
            </span>
            <Button
              size="small"
              onClick={() =>
                open.mutate(id, {
                  onSuccess: (copy) => {
                    void renew('/api/working-copies');
                    goOn(copy);
                  },
                })
              }
              aria-label={`继续写：${title || '还没有标题'}`}
            >
              继续写
            </Button>
            <Button size="small" onClick={() => discard.mutate(id)} aria-label={`放弃：${title || '还没有标题'}`}>
              放弃
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
