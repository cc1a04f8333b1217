import { useNavigate } from 'react-router';
import { api, Loaded, Page, useRead, useRefresh } from '#workbench/kit/index.ts';
import type { ColumnLine, ContentTypeLine, Drafting } from '../contract.ts';
import { DocumentForm } from './document-form.tsx';
import type { Choices } from './form-parts.ts';
import { contentOf, newDraft } from './draft.ts';
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

function Drafted({ drafting, choices }: { readonly drafting: Drafting; readonly choices: Choices }) {
  const navigate = useNavigate();
  const renew = useRefresh();
  const hand = useDraft('document.new', newDraft(drafting));
  const save = async () => {
    const { type, leadUnitId } = hand.draft;
    const body = { type, leadUnitId, content: contentOf(hand.draft) };
    const { id } = await api.post<{ readonly id: string }>('/api/documents', body);
    hand.letGo();
    await renew('/api/documents', '/api/todo');
    void navigate(`/documents/${id}`);
  };
  return (
    <DocumentForm
      hand={hand}
      choices={choices}
      revising={false}
      save={save}
      onCancel={() => void navigate('/documents')}
    />
  );
}
