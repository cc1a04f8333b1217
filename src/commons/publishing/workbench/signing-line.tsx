import { Moment, Verbatim } from '#workbench/kit/index.ts';
import type { DocumentDetail } from '../document-contract.ts';
import { SECRECY_CHECKLIST, SIGNATURE_LABELS, type SignatureLine } from '../signature-contract.ts';

/** The signatures the document needs, in order: who gave each, what they said, whether it still counts. Earlier verdicts stay in sight. */
export function SigningLine({ detail: { chain, signatures } }: { readonly detail: DocumentDetail }) {
  return (
    <ol className="signing">
      {chain.map((step) => {
        const given = signatures.filter((signature) => signature.step === step);
        const valid = given.find(({ counts }) => counts);
        const past = given.filter((signature) => signature !== valid).reverse();
        return (
          <li key={step} className={valid ? 'signing-done' : undefined}>
            <p className="signing-head">
              <strong>{SIGNATURE_LABELS[step]}</strong>
              <span className={valid ? 'signing-valid' : 'muted'}>{valid ? '有效' : '尚未签署'}</span>
            </p>
            {valid && <Verdict signature={valid} />}
            {past.length > 0 && (
              <details>
                <summary>以前的意见 {past.length} 条，已不作数</summary>
                {past.map((signature) => (
                  <Verdict key={signature.id} signature={signature} />
                ))}
              </details>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Verdict({ signature }: { readonly signature: SignatureLine }) {
  const { signer, onBehalfOf, signedAt, agrees, opinion, revision, checklist, reviewNumber } = signature;
  return (
    <div className="verdict">
      <p>
        {agrees ? '同意' : '退回'} · {signer}
        {onBehalfOf && <>（代 {onBehalfOf}）</>} · 第 {revision} 版
      </p>
      <p className="muted">
        <Moment at={signedAt} />
      </p>
      {reviewNumber && <p>审核意见书 {reviewNumber}</p>}
      <Verbatim>
        <span className="as-typed">{opinion}</span>
      </Verbatim>
      {checklist.length > 0 && (
        <details>
          <summary>逐项确认 {checklist.length} 项</summary>
          <ul className="ticked">
            {checklist.map((item) => (
              <li key={item}>{SECRECY_CHECKLIST[item]}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
