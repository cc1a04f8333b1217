import { useNavigate, useParams } from 'react-router';
import { api, Loaded, Page, Present, useRead, useRefresh } from '#workbench/kit/index.ts';
import type { LetterForms, LetterWritten } from '../letters/contract.ts';
import { LetterWriter } from './letter-writer.tsx';
import { REQUEST_REFRESH } from './row-steps.tsx';
import { useWayHere } from './way-here.ts';

/** A draft that is changed: its kind stays. */
export default function EditLetter() {
  const { id = '', letterId = '' } = useParams();
  const written = useRead<LetterWritten>(`/api/requests/${id}/letters/${letterId}`);
  const forms = useRead<LetterForms>(`/api/requests/${id}/letter-forms`);
  return (
    <Loaded query={written} title="修改文书">
      {(letter) => (
        <Loaded query={forms} title="修改文书">
          {(known) => <Editing key={letterId} id={id} letterId={letterId} letter={letter} forms={known} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function Editing({
  id,
  letterId,
  letter,
  forms,
}: {
  readonly id: string;
  readonly letterId: string;
  readonly letter: LetterWritten;
  readonly forms: LetterForms;
}) {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const back = `/requests/${id}`;
  const form = forms.kinds.find(({ key }) => key === letter.kind);
  return (
    <Page
      title={`修改${letter.label}`}
      crumbs={useWayHere(id)}
      {...(!letter.mayRewrite && { lead: '这份文书已经送审，或者不由您修改' })}
    >
      {letter.mayRewrite && <Present matterId={id} doing="writing" />}
      {form && letter.mayRewrite && (
        <LetterWriter
          requestId={id}
          form={form}
          forms={forms}
          written={letter.content}
          draft={`letter ${letterId}`}
          save={(content) => api.put(`/api/requests/${id}/letters/${letterId}`, { content })}
          onSaved={async () => {
            await refresh(...REQUEST_REFRESH);
            void navigate(back);
          }}
          onCancel={() => void navigate(back)}
        />
      )}
    </Page>
  );
}
