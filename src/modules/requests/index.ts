export { guideSettings } from './guide/settings.ts';
export { conversionListener } from './conversion/drafting.ts';
export { conversionKind } from './conversion/kind.ts';
export { requestKind } from './kind.ts';
export { feature } from './module.ts';
export {
  COUNTED_COLUMNS,
  COUNTED_ROWS,
  type CountedColumn,
  type CountedRequest,
  type CountedRow,
  feesOfYear,
  requestsBehind,
  yearTable,
} from './statistics/year-table.ts';
