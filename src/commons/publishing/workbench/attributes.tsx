import { Select } from 'antd';
import { Block, Field, inputState } from '#workbench/kit/index.ts';
import type { InputProps } from '#workbench/kit/schema-field.tsx';
import { OUTSIDE_ARTICLE_20, STATUTORY_CLASSES, statutoryLabel } from '../statutory-kinds.ts';
import { CatalogueField } from './catalogue-field.tsx';
import { ContentField } from './content-field.tsx';
import { isNumbered } from './draft.ts';
import { type Choices, type FormParts, inputId } from './form-parts.ts';
import { RelationsField } from './relations-field.tsx';
import { TypeFields } from './type-fields.tsx';

/** What is declared about a document. Reason and basis are asked for as soon as it is not to be public. */
export function Attributes({
  hand,
  errorOf,
  choices,
  revising,
}: FormParts & { readonly choices: Choices; readonly revising: boolean }) {
  const parts = { hand, errorOf };
  const { content, type } = hand.draft;
  const columns = columnsFor(choices, type);
  const mustBeClassed =
    content.disclosure === 'active' && choices.types.find(({ key }) => key === type)?.statutoryClass === 'required';
  return (
    <div>
      <Block title="归属">
        {!revising && <Beginning {...parts} choices={choices} />}
        <CatalogueField {...parts} />
        <ContentField
          {...parts}
          name="columnKey"
          input={(props) => (
            <Choice {...props} options={columns.map(({ key, name }) => ({ value: key, label: name }))} />
          )}
        />
        <ContentField {...parts} name="issuingUnitId" />
        <ContentField {...parts} name="jointOrgans" />
        {(content.jointOrgans?.length ?? 0) > 0 && (
          <>
            <ContentField {...parts} name="leadPublication" />
            <ContentField {...parts} name="leadReason" />
          </>
        )}
        <ContentField {...parts} name="documentNumber" />
        <ContentField
          {...parts}
          name="formedOn"
          required={!isNumbered(content)}
          hint={isNumbered(content) ? '由签发人签发时确定，这里不填；已在别处签发的，填写原来的日期' : ''}
        />
        <ContentField {...parts} name="source" />
      </Block>
      <TypeFields {...parts} type={choices.types.find(({ key }) => key === type)} />
      <Block title="公开">
        <ContentField {...parts} name="disclosure" />
        {content.disclosure !== undefined && content.disclosure !== 'active' && (
          <div className="not-public">
            <ContentField {...parts} name="disclosureBasis" required />
            <ContentField {...parts} name="disclosureReason" required />
          </div>
        )}
        <ContentField {...parts} name="opennessClass" />
        <ContentField
          {...parts}
          name="statutoryClass"
          required={mustBeClassed}
          input={(props) => (
            <Choice
              {...props}
              options={[
                ...(mustBeClassed
                  ? []
                  : [{ value: OUTSIDE_ARTICLE_20, label: statutoryLabel(OUTSIDE_ARTICLE_20) ?? '' }]),
                ...Object.entries(STATUTORY_CLASSES).map(([n, label]) => ({
                  value: Number(n),
                  label: `（${NUMERALS[Number(n)]}）${label}`,
                })),
              ]}
            />
          )}
        />
      </Block>
      <Block title="相关文件">
        <ContentField
          {...parts}
          name="relations"
          kind="files"
          hint="解读、替代、废止、依据等；门户上双向显示"
          input={(props) => <RelationsField {...props} />}
        />
      </Block>
      <Block title="检索">
        <ContentField {...parts} name="topic" />
        <ContentField {...parts} name="summary" />
        <ContentField {...parts} name="keywords" hint="几个词之间用分号隔开，全角、半角都可以" />
      </Block>
    </div>
  );
}

/** What is settled when a document is begun: its kind and the unit in whose name it is drafted. */
function Beginning({ hand, errorOf, choices }: FormParts & { readonly choices: Choices }) {
  const { type, leadUnitId } = hand.draft;
  const kinds = choices.types.filter(({ byHand }) => byHand).map(({ key, label }) => ({ value: key, label }));
  const units = choices.units.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Field
        spec={{
          title: '信息类别',
          required: true,
          hint: choices.types.find(({ key }) => key === type)?.about,
          kind: 'text',
        }}
        id={inputId('type')}
        error={errorOf('type')}
      >
        {() => (
          <Choice
            id={inputId('type')}
            invalid={errorOf('type') !== undefined}
            value={type}
            options={kinds}
            onChange={(value) => {
              hand.change({ type: typeof value === 'string' ? value : undefined });
              // What one kind asks for is nothing to another.
              hand.changeContent({ data: {} });
            }}
          />
        )}
      </Field>
      {units.length > 1 && (
        <Field
          spec={{ title: '拟稿单位', required: true, hint: undefined, kind: 'text' }}
          id={inputId('leadUnitId')}
          error={errorOf('leadUnitId')}
        >
          {() => (
            <Choice
              id={inputId('leadUnitId')}
              invalid={errorOf('leadUnitId') !== undefined}
              value={leadUnitId}
              options={units}
              onChange={(value) => hand.change({ leadUnitId: typeof value === 'string' ? value : undefined })}
            />
          )}
        </Field>
      )}
    </>
  );
}

/** The columns a kind of document may stand in; of all while no kind is chosen. */
function columnsFor({ types, columns }: Choices, type: string | undefined) {
  const allowed = types.find(({ key }) => key === type)?.columns ?? [];
  const open = columns.filter(({ state }) => state !== 'retired');
  return allowed.length === 0 ? open : open.filter(({ key }) => allowed.includes(key));
}

function Choice({
  id,
  value,
  onChange,
  invalid,
  describedBy,
  options,
}: Pick<InputProps, 'id' | 'value' | 'onChange' | 'invalid'> & {
  readonly describedBy?: string | undefined;
  readonly options: readonly { readonly value: string | number; readonly label: string }[];
}) {
  return (
    <Select<string | number>
      id={id}
      className="wide"
      placeholder="请选择"
      {...inputState({ invalid, describedBy })}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      value={(value ?? null) as string | null}
      options={[...options]}
      onChange={onChange}
    />
  );
}

/** As the article numbers them: （一）to（十五）. */
const NUMERALS = [
  '',
  '一',
  '二',
  '三',
  '四',
  '五',
  '六',
  '七',
  '八',
  '九',
  '十',
  '十一',
  '十二',
  '十三',
  '十四',
  '十五',
];
