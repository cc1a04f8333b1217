import { Alert } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, Block, Facts, Moment, Page, SchemaForm } from '#workbench/kit/index.ts';
import { SIGNATURE_LABELS } from '../signature-contract.ts';
import { type Verified, VerifySheet } from '../sheets/contract.ts';
import './publishing.css';

/** Whether a printed sheet of signatures is what the system holds. */
export default function VerifySheetScreen() {
  const [search] = useSearchParams();
  const [found, setFound] = useState<Verified>();
  return (
    <Page title="核验审签单" lead="输入审签单下方的核验码，看手里的单子与系统是否一致。">
      <Block title="审签单上的核验码">
        <SchemaForm
          schema={VerifySheet}
          initial={{ code: search.get('code') ?? '' }}
          submitLabel="核验"
          submit={(fields) => {
            setFound(undefined);
            return api.post<Verified>('/api/sheets/verify', fields);
          }}
          onDone={setFound}
        />
      </Block>
      {found && <Outcome found={found} />}
    </Page>
  );
}

function Outcome({ found: { verdict, differences, sheet, madeAt, madeBy } }: { readonly found: Verified }) {
  return (
    <Block title="核验结果">
      <Alert
        type={verdict === 'current' ? 'success' : 'warning'}
        title={verdict === 'current' ? '审签单真实，与系统现在的记录一致' : '审签单是系统打印的，但打印以后情况有变化'}
        description={
          differences.length > 0 && (
            <ul>
              {differences.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          )
        }
      />
      <p>请再对照：手里的单子应当写着下面这些内容。有一处不同，单子就被改动过。</p>
      <Facts
        facts={[
          [
            '标题',
            <Link key="title" to={`/documents/${sheet.documentId}`}>
              {sheet.title}
            </Link>,
          ],
          ['审签编号', sheet.number],
          ['索引号', sheet.indexNumber],
          ['版本', `第 ${sheet.revision} 版`],
          [
            '打印',
            <span key="made">
              {madeBy}　<Moment at={madeAt} />
            </span>,
          ],
        ]}
      />
      <p>
        摘要 <code className="hash">{sheet.contentHash}</code>
      </p>
      <ul className="lines-plain">
        {sheet.signatures.map(({ id, step, signer, onBehalfOf, signedAt }) => (
          <li key={id}>
            {SIGNATURE_LABELS[step as keyof typeof SIGNATURE_LABELS] ?? step}：{signer}
            {onBehalfOf && `（代 ${onBehalfOf}）`}　<Moment at={signedAt} />
          </li>
        ))}
      </ul>
      {sheet.signatures.length === 0 && <p className="muted">打印时还没有有效的签署。</p>}
    </Block>
  );
}
