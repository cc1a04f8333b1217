export { composeBulletin, composeResults } from './composing.ts';
export { confirmImport } from './confirm.ts';
export { workPlanTypes } from './content-types.ts';
export { composeEvaluation, recordEvaluation } from './evaluations.ts';
export { correctImport, startImport } from './imports.ts';
export { askForReports } from './jobs.ts';
export { workItemKind } from './kind.ts';
export { feature } from './module.ts';
export { workPlanPanel } from './pages/home-panel.tsx';
export {
  importPlan,
  livePlanOf2019,
  livePlanOfToday,
  liveThrough,
  planTextFor,
  storyOf2019,
  storyUntil,
} from './demo/index.ts';
