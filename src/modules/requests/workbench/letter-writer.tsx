import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { ApiProblem, problemOf, SchemaForm } from '#workbench/kit/index.ts';
import type { GroundForm, LetterForm, LetterForms } from '../letters/contract.ts';
import { LetterPreviewed } from './letter-previewed.tsx';
import './requests.css';

type Content = Readonly<Record<string, unknown>>;

interface WriterProps {
  readonly requestId: string;
  readonly form: LetterForm;
  readonly forms: LetterForms;
  /** What stands in a draft that is changed. */
  readonly written?: Content;
  /** The name under which what is typed is kept until it is sent. */
  readonly draft: string;
  readonly save: (content: Content) => Promise<unknown>;
  readonly onSaved: () => Promise<void>;
  readonly onCancel: () => void;
}

/** A letter's form at the left, the letter at the right. A draft may be saved with parts still open; it is told what they are. */
export function LetterWriter(props: WriterProps) {
  const { form } = props;
  return (
    <>
      {form.warning && <p className="bad">{form.warning}。</p>}
      {form.fields === null ? <ReplyWriter {...props} /> : <FormWriter {...props} fields={form.fields} />}
    </>
  );
}

function FormWriter({
  requestId,
  form,
  fields,
  written = {},
  draft,
  save,
  onSaved,
  onCancel,
}: WriterProps & { readonly fields: NonNullable<LetterForm['fields']> }) {
  const [content, setContent] = useState<Content>(written);
  return (
    <div className="writing">
      <SchemaForm
        schema={fields}
        initial={written}
        draft={draft}
        submit={save}
        submitLabel="保存草稿"
        name={form.label}
        done="草稿已保存，可以送审"
        onEdit={(values) => setContent(given(values))}
        onDone={onSaved}
        onCancel={onCancel}
      />
      <LetterPreviewed requestId={requestId} kind={form.key} content={content} />
    </div>
  );
}

/** A reply: the situation the law names, then the parts it must contain (条例第三十六条至第三十九条). */
function ReplyWriter({ requestId, form, forms, written, draft, save, onSaved, onCancel }: WriterProps) {
  const [key, setKey] = useState<string | undefined>(written?.ground as string | undefined);
  const [parts, setParts] = useState<Content>((written?.parts as Content | undefined) ?? {});
  const ground = forms.families.flatMap(({ grounds }) => grounds).find((one) => one.key === key);
  const schema = useMemo(() => ground && schemaOf(ground), [ground]);
  return (
    <>
      <div className="field">
        <label className="field-label" htmlFor="ground">
          答复情形<span className="field-need">必填</span>
        </label>
        <Select<string>
          id="ground"
          className="wide"
          placeholder="请选择，按年度报告的统计口径分组"
          showSearch={{ optionFilterProp: 'label' }}
          value={key ?? null}
          options={forms.families.map(({ label, grounds }) => ({
            label,
            options: grounds.map(({ key: value, when }) => ({ value, label: when })),
          }))}
          onChange={(chosen) => setKey(chosen ?? undefined)}
        />
        {ground && (
          <p className="muted">
            {ground.articles.length > 0
              ? `依据${ground.articles.join('、')}`
              : '条例没有专门的条款，请在答复内容里写明依据和理由'}
            ；统计为“{ground.row}”。
          </p>
        )}
        {ground?.kept.map(({ label, there }) => (
          <p key={label} className={there ? 'muted' : 'bad'}>
            {there ? '案卷中已有' : '案卷中还没有'}：{label}
            {!there && '。请先登记，再送审'}
          </p>
        ))}
      </div>
      {ground && schema && (
        <div className="writing">
          <SchemaForm
            key={ground.key}
            schema={schema}
            initial={parts}
            draft={draft}
            askAnyway
            submit={(said) => saveParts(save, ground.key, said)}
            submitLabel="保存草稿"
            name={form.label}
            done="草稿已保存，可以送审"
            onEdit={(values) => setParts(given(values))}
            onDone={onSaved}
            onCancel={onCancel}
          />
          <LetterPreviewed
            requestId={requestId}
            kind={form.key}
            content={{ ground: ground.key, parts: of(ground, parts) }}
          />
        </div>
      )}
    </>
  );
}

/** What was written for another situation and has no place in this one is not sent. */
const of = (ground: GroundForm, parts: Content): Content =>
  Object.fromEntries(Object.entries(parts).filter(([name]) => ground.parts.some(({ key }) => key === name)));

const schemaOf = ({ parts }: GroundForm) => ({
  type: 'object',
  properties: Object.fromEntries(
    parts.map(({ key, label }) => [
      key,
      { type: 'string', title: label, minLength: 1, maxLength: 20_000, 'x-widget': 'textarea' },
    ]),
  ),
  required: parts.flatMap(({ key, must }) => (must ? [key] : [])),
});

async function saveParts(save: WriterProps['save'], ground: string, parts: Content): Promise<unknown> {
  try {
    return await save({ ground, parts });
  } catch (error) {
    const problem = problemOf(error);
    const own = Object.entries(problem.fields).map(([path, words]) => [path.replace(/^parts\./, ''), words]);
    throw new ApiProblem({ ...problem, fields: Object.fromEntries(own) as Record<string, string> });
  }
}

/** Blank fields are not there. */
const given = (values: Content): Content =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));
