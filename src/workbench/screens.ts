import { screens as calendars } from '#commons/calendars/workbench/index.tsx';
import { screens as casework } from '#commons/casework/workbench/index.tsx';
import { screens as identity } from '#commons/identity/workbench/index.tsx';
import { screens as onlineForms } from '#commons/online-forms/workbench/index.tsx';
import { screens as organisations } from '#commons/organisations/workbench/index.tsx';
import { screens as annualReport } from '#modules/annual-report/workbench/index.tsx';
import { screens as disclosureCatalogue } from '#modules/disclosure-catalogue/workbench/index.tsx';
import { screens as exchange } from '#modules/exchange/workbench/index.tsx';
import { screens as normativeDocuments } from '#modules/normative-documents/workbench/index.tsx';
import { screens as requests } from '#modules/requests/workbench/index.tsx';
import { screens as workPlans } from '#modules/work-plans/workbench/index.tsx';
import { screens as publishing } from '#commons/publishing/workbench/index.tsx';
import type { Screen } from './kit/screen.ts';
import { screens as system } from './system/index.tsx';

/** Every screen there is. A feature adds its list here; nothing registers itself. */
export const screens: readonly Screen[] = [
  ...casework,
  ...publishing,
  ...calendars,
  ...onlineForms,
  ...workPlans,
  ...requests,
  ...disclosureCatalogue,
  ...normativeDocuments,
  ...annualReport,
  ...organisations,
  ...identity,
  ...exchange,
  ...system,
];
