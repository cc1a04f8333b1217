import { Button } from 'antd';
import type { ContentTypeLine } from '../contract.ts';
import type { DraftInHand } from './use-draft.ts';

/** While nothing is written, the headings a document of this type usually has may be taken as a beginning. */
export function TemplateOffer({
  hand,
  type,
}: {
  readonly hand: DraftInHand;
  readonly type: ContentTypeLine | undefined;
}) {
  const { draft, takeUp } = hand;
  if (!type?.template || draft.content.bodyHtml) return null;
  const { html, requiredParts } = type.template;
  return (
    <p className="template-offer">
      {requiredParts.length > 0
        ? `${type.label}应有：${requiredParts.join('、')}。`
        : `${type.label}有常用的写法可以参照。`}
      <Button size="small" onClick={() => takeUp({ ...draft, content: { ...draft.content, bodyHtml: html } })}>
        使用{type.label}模板
      </Button>
    </p>
  );
}
