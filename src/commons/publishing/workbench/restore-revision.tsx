import { Drawer } from 'antd';
import { Type } from 'typebox';
import type { MatterDetail } from '#commons/casework/contract.ts';
import { api, Loaded, SchemaForm, useRead, useRefresh } from '#workbench/kit/index.ts';
import type { DocumentDetail, RevisionDetail } from '../document-contract.ts';
import { publicationFields } from '../step-contract.ts';
import { changedFacts, useFactNames } from './changed-facts.ts';
import { FactChanges } from './fact-changes.tsx';
import { TextDifference } from './text-difference.tsx';

const Reason = Type.Object({ reason: publicationFields.revise.properties.reason });

/** 恢复：what an old revision held becomes a new one, by the ordinary step, with a reason; the ones between stay as they are. */
export function RestoreRevision({
  detail,
  matter,
  number,
  close,
}: {
  readonly detail: DocumentDetail;
  readonly matter: MatterDetail;
  readonly number: number;
  readonly close: () => void;
}) {
  const renew = useRefresh();
  const old = useRead<RevisionDetail>(`/api/documents/${detail.id}/revisions/${number}`);
  const names = useFactNames(detail.type, detail.current.content, old.data?.content);
  const renewAll = () => renew('/api/documents', '/api/matters', '/api/todo', '/api/working-copies');
  return (
    <Drawer title={`恢复第 ${number} 版`} open onClose={close} size={720} destroyOnHidden>
      <Loaded query={old}>
        {({ content }) => (
          <>
            <SchemaForm
              schema={Reason}
              initial={{ reason: `恢复第 ${number} 版：` }}
              submitLabel={`恢复为第 ${(detail.revisions[0]?.number ?? number) + 1} 版`}
              done={`已恢复第 ${number} 版`}
              renew={renewAll}
              onCancel={close}
              submit={({ reason }) =>
                api.post(`/api/matters/${detail.id}/steps/revise`, {
                  version: matter.matter.version,
                  fields: { content, reason },
                })
              }
              onDone={async () => {
                close();
                await renewAll();
              }}
            >
              <p className="consequence">
                第 {number} 版的正文、要素和附件成为新版本；现在的第 {detail.current.number}{' '}
                版和其他版本都保留。已有的签署对新版本无效。
              </p>
            </SchemaForm>
            <h3>恢复以后会改变的</h3>
            <FactChanges
              facts={changedFacts(detail.current.content, content, names)}
              before={`现在（第 ${detail.current.number} 版）`}
              after={`恢复以后（同第 ${number} 版）`}
            />
            <TextDifference before={detail.current.content.bodyHtml} after={content.bodyHtml} />
          </>
        )}
      </Loaded>
    </Drawer>
  );
}
