import { Button, Input } from 'antd';
import { useParams } from 'react-router';
import { Loaded, useRead } from '#workbench/kit/index.ts';
import type { InputProps } from '#workbench/kit/schema-field.tsx';
import type { Confirmation } from '../signature-contract.ts';
import type { GateReport } from '../gate/contract.ts';
import { FindingWords } from './gate-findings.tsx';

/** What a reviewer says of one picture; still one by one. */
const LOOKED_AT = '看过图片，没有涉密内容、个人信息和其他不宜公开的文字、画面。';

/** Each finding that may stand only with a reason, with room for the reason. There is no way to answer all of them with one press. */
export function FindingsField({ id, value, onChange, invalid, describedBy }: InputProps) {
  const { id: documentId = '' } = useParams();
  const report = useRead<GateReport>(`/api/documents/${documentId}/gate`);
  const given = new Map(((value ?? []) as readonly Confirmation[]).map((one) => [one.finding, one.reason]));
  const answer = (finding: string, reason: string) => {
    const next = new Map(given);
    if (reason === '') next.delete(finding);
    else next.set(finding, reason);
    onChange([...next].map(([key, words]) => ({ finding: key, reason: words })));
  };
  return (
    <Loaded query={report}>
      {({ findings }) => {
        const confirming = findings.filter(({ severity }) => severity === 'confirm');
        const asked = confirming.filter(({ confirmed }) => !confirmed);
        const seen = confirming.length - asked.length;
        const blocking = findings.filter(({ severity, stage }) => severity === 'block' && stage === 'submit').length;
        return (
          <div id={id} aria-describedby={describedBy} className="gate">
            {blocking > 0 && <p className="field-error">还有 {blocking} 个必须改正的问题，请退回修改。</p>}
            {seen > 0 && (
              <p className="muted">有 {seen} 个图片或者扫描件在本文件的前一次保密审查中已经看过，内容没有变。</p>
            )}
            {asked.length === 0 && <p className="muted">没有需要说明理由的问题。</p>}
            {asked.map((one) => (
              <div key={one.key} className="gate-answer">
                <FindingWords {...one} />
                <label className="field-label" htmlFor={`${id}-${one.key}`}>
                  可以公开的理由 <span className="field-need">必填</span>
                </label>
                <Input
                  id={`${id}-${one.key}`}
                  aria-required
                  aria-invalid={invalid && !given.has(one.key)}
                  {...(invalid && !given.has(one.key) && { status: 'error' as const })}
                  value={given.get(one.key) ?? ''}
                  maxLength={300}
                  onChange={(event) => answer(one.key, event.target.value)}
                />
                {one.check === 'pictures' && !given.has(one.key) && (
                  <Button size="small" onClick={() => answer(one.key, LOOKED_AT)}>
                    看过这张图片，没有不宜公开的内容
                  </Button>
                )}
              </div>
            ))}
          </div>
        );
      }}
    </Loaded>
  );
}
