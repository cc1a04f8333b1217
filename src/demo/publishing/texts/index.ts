import type { DemoDocument, DemoSet } from '../document.ts';
import { generalAnnouncements, licensingAnnouncements } from './announcements.ts';
import { evaluationPlan } from './evaluation-plan.ts';
import { inspectionNotices } from './inspection.ts';
import { news } from './news.ts';
import { normativeDocuments, normativeSets } from './normative.ts';
import { publicNotices } from './notices.ts';
import { financeNotices, personnelNotices } from './people-and-money.ts';
import { plans } from './planning.ts';
import { policies, readings } from './policies.ts';
import { samplingBulletins } from './sampling.ts';
import { eventful, underWay } from './states.ts';
import { topics } from './topics.ts';

/**
 * Invented for the demonstration, in the manner of such documents; no real enterprise, person or case is meant. Each title says so,
 * because titles travel without the page around them: in feeds, search results and prints.
 */
export const demoDocuments: readonly DemoDocument[] = [
  evaluationPlan,
  ...generalAnnouncements,
  ...policies,
  ...readings,
  ...normativeDocuments,
  ...samplingBulletins,
  ...inspectionNotices,
  ...licensingAnnouncements,
  ...personnelNotices,
  ...financeNotices,
  ...publicNotices,
  ...plans,
  ...topics,
  ...news,
  ...eventful,
  ...underWay,
];

export const demoSets: readonly DemoSet[] = normativeSets;
