import { SchemaForm } from '#workbench/kit/index.ts';
import { CivilDate, Facts } from '#workbench/kit/index.ts';
import { CorrectionBody, type Preview } from '../import-contract.ts';
import type { Correct } from './import-preview.tsx';
import { schemaOf } from './schema-of.ts';

const { title, issuedOn, source, year } = CorrectionBody.properties;
const FACTS = schemaOf({
  type: 'object',
  required: ['title', 'issuedOn', 'year'],
  properties: { title, issuedOn, year, source, documentNumber: { type: 'string', title: '文号', maxLength: 60 } },
});

/** Title, number, date, year: read from the document, corrected here. */
export function PlanFactsForm({
  preview,
  correct,
  editable,
}: {
  readonly preview: Preview;
  readonly correct: Correct;
  readonly editable: boolean;
}) {
  if (!editable)
    return (
      <Facts
        facts={[
          ['标题', preview.title],
          ['文号', preview.documentNumber],
          ['成文日期', <CivilDate key="on" on={preview.issuedOn} />],
          ['年度', preview.year],
          ['来源', preview.source],
        ]}
      />
    );
  const { documentNumber, issuedOn: on, year: of, source: from } = preview;
  return (
    <SchemaForm
      key={JSON.stringify([preview.title, documentNumber, on, of, from])}
      schema={FACTS}
      initial={{
        title: preview.title,
        documentNumber: documentNumber ?? undefined,
        issuedOn: on ?? undefined,
        year: of ?? undefined,
        source: from ?? undefined,
      }}
      submitLabel="保存"
      done="已保存"
      submit={(fields) =>
        correct({ ...fields, ...(documentNumber && !fields.documentNumber ? { documentNumber: null } : {}) })
      }
    />
  );
}
