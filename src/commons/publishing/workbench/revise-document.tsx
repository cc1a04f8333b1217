import { type ReactNode, useDeferredValue, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { MatterDetail } from '#commons/casework/contract.ts';
import { api, Block, Loaded, Moment, Page, Present, problemOf, useRead, useRefresh } from '#workbench/kit/index.ts';
import type { ColumnLine } from '../column-contract.ts';
import type { ContentTypeLine } from '../contract.ts';
import type { DocumentDetail } from '../document-contract.ts';
import type { WorkingCopyDetail } from '../working-copy-contract.ts';
import { DocumentForm } from './document-form.tsx';
import type { Choices } from './form-parts.ts';
import { contentOf, draftFrom } from './draft.ts';
import { MergeScreen } from './merge-screen.tsx';
import { OfferedCopy } from './offered-copy.tsx';
import { TextRemarks } from './text-remarks.tsx';
import { keptHere, useDraft } from './use-draft.ts';
import './publishing.css';

/** 修改文稿：a new revision of a document; the ones before stay. */
export default function ReviseDocument() {
  const { id = '' } = useParams();
  const document = useRead<DocumentDetail>(`/api/documents/${id}`);
  const matter = useRead<MatterDetail>(`/api/matters/${id}`);
  const types = useRead<readonly ContentTypeLine[]>('/api/content-types');
  const columns = useRead<readonly ColumnLine[]>('/api/columns');
  return (
    <Loaded query={document} title="修改文稿">
      {(detail) => (
        <Page
          title={`修改：${detail.current.content.title}`}
          crumbs={[
            { label: '文件台账', to: '/documents' },
            { label: detail.indexNumber, to: `/documents/${id}` },
            { label: '修改文稿' },
          ]}
        >
          <Loaded query={matter}>
            {(now) => (
              <Loaded query={types}>
                {(kinds) => (
                  <Loaded query={columns}>
                    {(places) => (
                      <OfferedCopy key={id} detail={detail} keptInWindow={keptHere(draftName(id))}>
                        {(copy) => (
                          <WhoMay matter={now} written={copy !== undefined || keptHere(draftName(id))}>
                            <Revised
                              detail={detail}
                              matter={now}
                              copy={copy}
                              choices={{ units: [], types: kinds, columns: places }}
                            />
                          </WhoMay>
                        )}
                      </OfferedCopy>
                    )}
                  </Loaded>
                )}
              </Loaded>
            )}
          </Loaded>
        </Page>
      )}
    </Loaded>
  );
}

/** Nobody writes into a text they cannot save. Who could when they came stays, and so does who has something written already. */
function WhoMay({
  matter,
  written,
  children,
}: {
  readonly matter: MatterDetail;
  readonly written: boolean;
  readonly children: ReactNode;
}) {
  const revise = matter.steps.find(({ key }) => key === 'revise');
  const may = revise !== undefined && revise.refusals.length === 0;
  const [entered, enter] = useState(may || written);
  if (may && !entered) enter(true);
  if (entered || may) return children;
  return (
    <Block title="现在不能修改">
      <ul>
        {(revise?.refusals ?? [`文件现在是「${matter.matter.stateLabel}」，这一步不由您修改文稿`]).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </Block>
  );
}

const draftName = (id: string) => `document.${id}`;

function Revised({
  detail,
  matter,
  copy,
  choices,
}: {
  readonly detail: DocumentDetail;
  readonly matter: MatterDetail;
  readonly copy: WorkingCopyDetail | undefined;
  readonly choices: Choices;
}) {
  const navigate = useNavigate();
  const renew = useRefresh();
  const { id } = detail;
  const hand = useDraft(draftName(id), draftFrom(detail, matter.matter.version), { documentId: id, copy });
  const [late, setLate] = useState(false);
  const shownText = useDeferredValue(hand.draft.content.bodyHtml ?? '');
  const newer = detail.current.number > (hand.draft.baseRevision ?? 1);
  const renewed = () => renew(`/api/documents/${id}`, `/api/matters/${id}`);
  const saved = async () => {
    hand.letGo();
    await renew('/api/documents', '/api/matters', '/api/todo', '/api/working-copies');
    void navigate(`/documents/${id}`);
  };
  const save = async () => {
    const fields = { content: contentOf(hand.draft), reason: hand.draft.reason ?? '' };
    try {
      await api.post(`/api/matters/${id}/steps/revise`, { version: hand.draft.version, fields });
    } catch (error) {
      // Whoever was first is shown beside the problem, and their text is joined with this one.
      await renewed();
      setLate(problemOf(error).stale);
      throw error;
    }
    await saved();
  };
  if (late && newer)
    return (
      <>
        <WhoElse id={id} />
        <MergeScreen
          detail={detail}
          matter={matter}
          draft={hand.draft}
          save={(content, reason) =>
            hand.during(async () => {
              await api.post(`/api/matters/${id}/steps/revise`, {
                version: matter.matter.version,
                fields: { content, reason },
              });
              await saved();
            })
          }
          edit={(merged) => {
            hand.takeUp(merged);
            setLate(false);
          }}
          renew={renewed}
        />
      </>
    );
  return (
    <>
      <WhoElse id={id} />
      <DocumentForm
        hand={hand}
        choices={choices}
        documentId={id}
        revising
        save={save}
        onCancel={() => void navigate(`/documents/${id}`)}
        renew={() => hand.change({ version: matter.matter.version })}
        conflict={<MovedOn matter={matter} />}
      />
      <TextRemarks documentId={id} type={detail.type} text=".body-text" stamp={shownText} />
    </>
  );
}

/** It went on without a new text, such as being sent up: who did what. Where there is a newer text, it is merged instead. */
function MovedOn({ matter }: { readonly matter: MatterDetail }) {
  const last = matter.timeline.at(-1);
  if (!last) return null;
  return (
    <section className="conflict" aria-label="他人的办理">
      {last.actor?.name ?? '系统'}于 <Moment at={last.at} /> 办理了「{last.label}」，文件现在是「
      {matter.matter.stateLabel}」
    </section>
  );
}

function WhoElse({ id }: { readonly id: string }) {
  return (
    <Present matterId={id} doing="writing">
      几个人都能保存：后保存的会看到对方改了什么，逐处选择，不会互相覆盖。
    </Present>
  );
}
