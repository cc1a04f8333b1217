export { asset, registerAssets } from './assets.ts';
export { type AttachmentLink, Attachments, sizeText } from './components/attachments.tsx';
export { bodyChart } from './components/body-chart.ts';
export { BarFigure, type ChartRow, drawing } from './components/chart.tsx';
export { Clock } from './components/clock.tsx';
export { DateText, DefinitionList, PublishedTime, ShortDate, TimeText } from './components/facts.tsx';
export {
  Choices,
  ErrorSummary,
  type FieldErrors,
  FileField,
  FilterForm,
  Select,
  TextArea,
  TextField,
} from './components/forms.tsx';
export { HiddenFields } from './components/hidden-fields.tsx';
export { Pagination } from './components/pagination.tsx';
export { Table, type TableColumn } from './components/table.tsx';
export { type Light, TrafficLight } from './components/traffic-light.tsx';
export { errorPage } from './error-page.tsx';
export { FormPage, type PublicForm } from './form-page.tsx';
export { type Crumb, Emblem, PortalPage, type PortalPageProps } from './layout.tsx';
export {
  ClosedForm,
  type Closure,
  ClosureNotice,
  closedNow,
  closureInWords,
  closureOf,
  standingOf,
} from './online-forms.tsx';
export type { ArticleTags, ColumnTags } from './page-tags.tsx';
export { DISCLOSURE, SECTIONS, type Section, sectionOf, shownSections } from './sections.ts';
export { readSiteFacts, type SiteFacts, UNNAMED_SITE } from './site-facts.ts';
