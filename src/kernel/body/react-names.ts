/** React's names for what HTML calls otherwise. */
const NAMES: Readonly<Record<string, string>> = {
  class: 'className',
  colspan: 'colSpan',
  rowspan: 'rowSpan',
  datetime: 'dateTime',
  tabindex: 'tabIndex',
  srclang: 'srcLang',
  srcset: 'srcSet',
};
const YES = new Set(['controls', 'default']);

/** The attributes of an element under the names React has for them: what portal and workbench make elements of. */
export const reactProps = (attributes: Readonly<Record<string, string>>): Readonly<Record<string, string | true>> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [NAMES[name] ?? name, YES.has(name) || value]));
