import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, Loaded, Page, useRead, useRefresh } from '#workbench/kit/index.ts';
import type { ColumnLine } from '../column-contract.ts';
import type { ContentTypeLine, Drafting } from '../contract.ts';
import type { WorkingCopyDetail } from '../working-copy-contract.ts';
import { DocumentForm } from './document-form.tsx';
import type { Choices } from './form-parts.ts';
import { contentOf, newDraft } from './draft.ts';
import { BegunDocuments } from './offered-copy.tsx';
import { useDraft } from './use-draft.ts';
import './publishing.css';

/** 拟稿 */
export default function NewDocument() {
  const drafting = useRead<Drafting>('/api/drafting');
  const types = useRead<readonly ContentTypeLine[]>('/api/content-types');
  const columns = useRead<readonly ColumnLine[]>('/api/columns');
  return (
    <Page title="拟稿" crumbs={[{ label: '文件台账', to: '/documents' }, { label: '拟稿' }]}>
      <Loaded query={drafting}>
        {(given) => (
          <Loaded query={types}>
            {(kinds) => (
              <Loaded query={columns}>
                {(places) => (
                  <Drafted drafting={given} choices={{ units: given.units, types: kinds, columns: places }} />
                )}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

/** The form; going on with a document begun earlier shows it anew with that one. */
function Drafted(props: { readonly drafting: Drafting; readonly choices: Choices }) {
  const [copy, goOn] = useState<WorkingCopyDetail>();
  return <Drafts key={copy?.id} {...props} copy={copy} goOn={goOn} />;
}

function Drafts({
  drafting,
  choices,
  copy,
  goOn,
}: {
  readonly drafting: Drafting;
  readonly choices: Choices;
  readonly copy: WorkingCopyDetail | undefined;
  readonly goOn: (copy: WorkingCopyDetail) => void;
}) {
  const navigate = useNavigate();
  const renew = useRefresh();
  const hand = useDraft('document.new', newDraft(drafting), { copy });
  const save = async () => {
    const { type, leadUnitId } = hand.draft;
    const body = { type, leadUnitId, content: contentOf(hand.draft) };
    const { id } = await api.post<{ readonly id: string }>('/api/documents', body);
    hand.letGo();
    await renew('/api/documents', '/api/todo', '/api/working-copies');
    void navigate(`/documents/${id}`);
  };
  return (
    <>
      {!hand.dirty && <BegunDocuments goOn={goOn} />}
      <DocumentForm
        hand={hand}
        choices={choices}
        revising={false}
        save={save}
        onCancel={() => void navigate('/documents')}
      />
    </>
  );
}
