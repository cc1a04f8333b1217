import { CHECK_LABELS, type GateReport, SEVERITIES, type Severity } from '../gate/contract.ts';

const ORDER: readonly Severity[] = ['block', 'confirm', 'advice'];

/** What the gate has found, the weightiest first; what must wait for the release only is told apart from what must be mended now. */
export function GateFindings({ findings }: Pick<GateReport, 'findings'>) {
  if (findings.length === 0) return <p className="muted">没有发现问题。</p>;
  return (
    <div className="gate">
      {ORDER.map((severity) => {
        const found = findings.filter((one) => one.severity === severity);
        if (found.length === 0) return null;
        return (
          <section key={severity} aria-label={SEVERITIES[severity]}>
            <h3 className={`gate-head gate-${severity}`}>
              {SEVERITIES[severity]}（{found.length}）
            </h3>
            <ul>
              {found.map((one) => (
                <li key={one.key}>
                  <FindingWords {...one} />
                  {one.confirmed && (
                    <p className="muted">
                      {one.confirmed.by}已确认：{one.confirmed.reason}
                    </p>
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

export function FindingWords({
  check,
  where,
  excerpt,
  sentence,
  suggestion,
  stage,
  file,
}: GateReport['findings'][number]) {
  return (
    <>
      <p>
        <strong>{CHECK_LABELS[check]}</strong>　{where}
        {excerpt && <q className="gate-excerpt">{excerpt}</q>}
      </p>
      <p>
        {sentence}
        {suggestion && <>　建议：{suggestion}</>}
      </p>
      {file && <FileInQuestion {...file} />}
      {stage === 'issue' && <p className="muted">送审不受影响，签发前须解决。</p>}
      {stage === 'release' && <p className="muted">送审不受影响，发布前须解决。</p>}
    </>
  );
}

/** What the finding is about, to be looked at on the spot. */
function FileInQuestion({ id, name, mediaType }: NonNullable<GateReport['findings'][number]['file']>) {
  const address = `/api/attachments/${id}/content`;
  return (
    <p>
      {mediaType.startsWith('image/') && <img className="gate-picture" src={address} alt={`待核对的图片：${name}`} />}
      <a href={address} target="_blank" rel="noreferrer">
        打开「{name}」
      </a>
    </p>
  );
}
