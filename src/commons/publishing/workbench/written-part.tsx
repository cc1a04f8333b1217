import { Input } from 'antd';
import { Block, Field, inputState } from '#workbench/kit/index.ts';
import { AttachmentsField } from './attachments-field.tsx';
import { BodyEditor } from './body-editor.tsx';
import { ContentField } from './content-field.tsx';
import { TemplateOffer } from './template-offer.tsx';
import { type Choices, type FormParts, inputId } from './form-parts.ts';

/** What is written: title, text, files, and for a revision what was changed and why. */
export function WrittenPart({
  hand,
  errorOf,
  choices,
  revising,
}: FormParts & { readonly choices: Choices; readonly revising: boolean }) {
  const parts = { hand, errorOf };
  const wrong = errorOf('reason');
  const type = choices.types.find(({ key }) => key === hand.draft.type);
  return (
    <div>
      <Block title="文稿">
        <ContentField {...parts} name="title" />
        <TemplateOffer hand={hand} type={type} />
        <ContentField
          {...parts}
          name="bodyHtml"
          kind="choice"
          input={({ id, invalid, describedBy, value }) => (
            <BodyEditor
              key={hand.beginning}
              id={id}
              value={typeof value === 'string' ? value : ''}
              media={hand.draft.content.media ?? []}
              attachments={hand.draft.content.attachments ?? []}
              requiredParts={type?.template?.requiredParts ?? []}
              onChange={(fields) => hand.changeContent(fields)}
              onHead={({ title, documentNumber }) =>
                hand.changeContent({ ...(title && { title }), ...(documentNumber && { documentNumber }) })
              }
              invalid={invalid}
              describedBy={describedBy}
            />
          )}
        />
        <ContentField
          {...parts}
          name="attachments"
          kind="files"
          hint="随文公开。公开前请逐一确认文件里没有隐藏内容和个人信息。"
          input={(props) => <AttachmentsField {...props} />}
        />
        {revising && (
          <Field
            spec={{ title: '修改说明', required: true, hint: '改了什么、为什么改。留在版本记录里。', kind: 'textarea' }}
            id={inputId('reason')}
            error={wrong}
          >
            {(describedBy) => (
              <Input.TextArea
                id={inputId('reason')}
                aria-required
                {...inputState({ invalid: wrong !== undefined, describedBy })}
                maxLength={1000}
                rows={3}
                value={hand.draft.reason ?? ''}
                onChange={(event) => hand.change({ reason: event.target.value })}
              />
            )}
          </Field>
        )}
      </Block>
    </div>
  );
}
