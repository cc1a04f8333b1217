import { NAMES, type RequestContent, requestContent } from '../contract.ts';

/** The parts of the form with what each asks, in its order: headings of the form, and of the page to check, which leads back to each. */
export const FORM_PARTS = {
  asked: { title: '申请什么', fields: ['description'] },
  wanted: { title: '怎样得到', fields: ['wantedForm', 'wantedChannel'] },
  applicant: {
    title: '谁来申请',
    fields: [
      'applicantKind',
      'name',
      'idKind',
      'idNumber',
      'creditCode',
      'organisationClass',
      'representative',
      'contactName',
      'agentName',
      'agentIdKind',
      'agentIdNumber',
      'agentPhone',
    ],
  },
  contact: { title: '怎样联系', fields: ['phone', 'email', 'address', 'postcode', 'fax'] },
  files: { title: '上传材料', fields: [] },
  relief: { title: '减免费用', fields: ['reliefReason'] },
} as const satisfies Readonly<
  Record<string, { readonly title: string; readonly fields: readonly (keyof RequestContent)[] }>
>;
export type FormPart = keyof typeof FORM_PARTS;
export type FormField = (typeof FORM_PARTS)[FormPart]['fields'][number];

/** Everything the public form has, by the name it is sent under; in the order of the form, which what is wrong follows. */
export const FORM_FIELDS: readonly FormField[] = Object.values(FORM_PARTS).flatMap(({ fields }) => fields);

/** Where a part begins on the form. */
export const anchorOf = (part: FormPart): string => `part-${part}`;

/** What a field is called on the form, and so in what is said about it. */
export function labelOf(field: FormField, { applicantKind }: { readonly applicantKind: string }): string {
  if (field === 'name') return NAMES[applicantKind === 'organisation' ? 'organisation' : 'citizen'];
  return String((requestContent.properties[field] as { readonly title?: string }).title ?? field);
}
