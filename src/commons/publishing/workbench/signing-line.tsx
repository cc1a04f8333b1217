import { Fragment } from 'react';
import { chineseDate } from '#kernel/dates.ts';
import { CivilDate, Moment, Verbatim } from '#workbench/kit/index.ts';
import type { DocumentDetail } from '../document-contract.ts';
import { SECRECY_CHECKLIST, SIGNATURE_LABELS, type SignatureLine } from '../signature-contract.ts';

/**
 * The signatures the document needs, in order, and the meeting where one passes it: who gave each, what they said, whether it still counts. Earlier verdicts
 * stay in sight.
 */
export function SigningLine({ detail }: { readonly detail: DocumentDetail }) {
  const { chain, signatures, deliberated } = detail;
  return (
    <ol className="signing">
      {chain.map((step) => {
        const given = signatures.filter((signature) => signature.step === step);
        const valid = given.find(({ counts }) => counts);
        const past = given.filter((signature) => signature !== valid).reverse();
        return (
          <Fragment key={step}>
            {deliberated && step === 'issue' && <Meeting detail={detail} />}
            <li className={valid ? 'signing-done' : undefined}>
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
          </Fragment>
        );
      })}
    </ol>
  );
}

/** 集体审议: no signature, but it stands in the way before the leader's. */
function Meeting({ detail: { deliberation } }: { readonly detail: DocumentDetail }) {
  return (
    <li className={deliberation ? 'signing-done' : undefined}>
      <p className="signing-head">
        <strong>集体审议</strong>
        <span className={deliberation ? 'signing-valid' : 'muted'}>{deliberation ? '已登记' : '尚未审议'}</span>
      </p>
      {deliberation && (
        <p>
          {deliberation.meeting} · <CivilDate on={deliberation.heldOn} />
        </p>
      )}
    </li>
  );
}

function Verdict({ signature }: { readonly signature: SignatureLine }) {
  const { signer, onBehalfOf, signedAt, agrees, opinion, revision, checklist, reviewNumber, formedOn } = signature;
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
      {formedOn && <p>成文日期 {chineseDate(formedOn)}</p>}
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
