import { Radio } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { api, Block, Loaded, Page, Present, useRead, useRefresh } from '#workbench/kit/index.ts';
import type { RequestDetail } from '../detail-contract.ts';
import type { LetterForms } from '../letters/contract.ts';
import { newFormId } from './form-id.ts';
import { LetterWriter } from './letter-writer.tsx';
import { REQUEST_REFRESH } from './row-steps.tsx';
import { useWayHere } from './way-here.ts';

/** Writing a letter: which kind, then its form, with the letter as it would be printed beside it. */
export default function NewLetter() {
  const { id = '' } = useParams();
  const request = useRead<RequestDetail>(`/api/requests/${id}`);
  const forms = useRead<LetterForms>(`/api/requests/${id}/letter-forms`);
  return (
    <Loaded query={request} title="拟写文书">
      {(asked) => (
        <Loaded query={forms} title="拟写文书">
          {(known) => <Writing request={asked} forms={known} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function Writing({ request, forms }: { readonly request: RequestDetail; readonly forms: LetterForms }) {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [search, setSearch] = useSearchParams();
  const [formIds] = useState(() => new Map(forms.kinds.map(({ key }) => [key, newFormId()])));
  const kind = forms.kinds.find(({ key }) => key === search.get('kind'));
  const back = `/requests/${request.id}`;
  return (
    <Page title="拟写文书" crumbs={useWayHere(request.id)} lead={request.asked.slice(0, 80)}>
      <Present matterId={request.id} doing="writing" />
      <Block title="文书种类">
        <Radio.Group
          aria-label="文书种类"
          className="letter-kinds"
          value={kind?.key}
          onChange={(event) => setSearch({ kind: String(event.target.value) }, { replace: true })}
          options={forms.kinds.map(({ key, label }) => ({ value: key, label }))}
        />
        {kind && (
          <p className="muted">
            依据：{kind.basis}。{kind.consequence}。
          </p>
        )}
      </Block>
      {request.writing?.map((reason) => (
        <p key={reason} className="field-error">
          {reason}
        </p>
      ))}
      {kind && (
        <LetterWriter
          key={kind.key}
          requestId={request.id}
          form={kind}
          forms={forms}
          draft={`letter ${request.id} ${kind.key}`}
          save={(content) =>
            api.post(`/api/requests/${request.id}/letters`, { kind: kind.key, content, formId: formIds.get(kind.key) })
          }
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
