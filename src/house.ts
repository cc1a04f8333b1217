import { PgBoss } from 'pg-boss';
import pg from 'pg';
import { feature as administration } from '#commons/administration/index.ts';
import { feature as attachments } from '#commons/attachments/index.ts';
import { feature as calendars, loadCalendar } from '#commons/calendars/index.ts';
import { feature as casework, type MatterKind } from '#commons/casework/index.ts';
import { feature as identity } from '#commons/identity/index.ts';
import { feature as journal } from '#commons/journal/index.ts';
import { feature as notices } from '#commons/notices/index.ts';
import { feature as onlineForms } from '#commons/online-forms/index.ts';
import { feature as organisations } from '#commons/organisations/index.ts';
import {
  type ContentCheck,
  type ContentType,
  feature as publishing,
  generalTypes,
  type LimitRule,
  type PublicationListener,
  publicationKind,
} from '#commons/publishing/index.ts';
import { feature as seals } from '#commons/seals/index.ts';
import { feature as supervision } from '#commons/supervision/index.ts';
import type { Policy } from '#kernel/policy.ts';
import {
  annualReportKind,
  annualReportListener,
  annualReportType,
  feature as annualReport,
} from '#modules/annual-report/index.ts';
import {
  catalogueCheck,
  catalogueLimit,
  catalogueListener,
  feature as disclosureCatalogue,
} from '#modules/disclosure-catalogue/index.ts';
import { answeredNumber, exchangeListener, feature as exchange, pushedDateCheck } from '#modules/exchange/index.ts';
import {
  cleaningAnnouncement,
  cleaningKind,
  feature as normativeDocuments,
  ledgerCheck,
  ledgerListener,
} from '#modules/normative-documents/index.ts';
import { feature as pageFeedback, pageFeedbackKind } from '#modules/page-feedback/index.ts';
import {
  conversionKind,
  conversionListener,
  feature as requests,
  requestKind,
  requestPayments,
} from '#modules/requests/index.ts';
import { feature as subscriptions, subscriptionListener } from '#modules/subscriptions/index.ts';
import { feature as workPlans, workItemKind, workPlanPanel, workPlanTypes } from '#modules/work-plans/index.ts';
import type { Config } from '#platform/config.ts';
import { connect } from '#platform/db.ts';
import type { Feature } from '#platform/feature.ts';
import { makeFileStore } from '#platform/files.ts';
import { makeJobQueue, prepareQueues } from '#platform/jobs.ts';
import { type Log, errorFacts, makeLog } from '#platform/log.ts';
import { makeSecretBox } from '#platform/secret-box.ts';
import type { Services, TimeSource } from '#platform/services.ts';
import { makeJobKeeping } from '#platform/system/job-keeping.ts';
import { feature as system } from '#platform/system/module.ts';
import { wallClock } from '#platform/time.ts';
import { feature as workbench } from '#platform/workbench-page.ts';

/** What the product consists of. Order is the order of start, of navigation and of the generated documents. */
export const features: readonly Feature[] = [
  system,
  administration,
  workbench,
  journal,
  calendars,
  organisations,
  identity,
  casework,
  attachments,
  notices,
  supervision,
  publishing,
  onlineForms,
  disclosureCatalogue,
  normativeDocuments,
  seals,
  pageFeedback,
  requests,
  workPlans,
  exchange,
  subscriptions,
  annualReport,
];

export const kinds: readonly MatterKind[] = [
  publicationKind,
  workItemKind,
  pageFeedbackKind,
  cleaningKind,
  requestKind,
  annualReportKind,
  conversionKind,
];

export const contentTypes: readonly ContentType[] = [
  ...generalTypes,
  ...workPlanTypes,
  cleaningAnnouncement,
  annualReportType,
];

/** Who hears, within the transaction of a release, that something became public or ceased to be. */
const publicationListeners: readonly PublicationListener[] = [
  catalogueListener,
  ledgerListener,
  exchangeListener,
  subscriptionListener,
  conversionListener,
  annualReportListener,
];

/** What the features have against a content at every revision. */
const contentChecks: readonly ContentCheck[] = [catalogueCheck, ledgerCheck, pushedDateCheck];

/** By when the features want a document public, where that is sooner than the law. */
const limitRules: readonly LimitRule[] = [catalogueLimit];

/** Every action of every feature; two features may not name the same. */
export function composedPolicy(): Policy {
  const all: Record<string, Policy[string]> = {};
  for (const { key, policy } of features)
    for (const [action, rule] of Object.entries(policy ?? {})) {
      if (all[action]) throw new Error(`${key} declares ${action}, which is declared already`);
      all[action] = rule;
    }
  return all;
}

export const allJobs = () => features.flatMap((feature) => feature.jobs ?? []);

export interface HouseKeys {
  readonly officeUrl: string;
  readonly portalUrl: string;
  readonly masterKey: string;
}

export interface House {
  readonly services: Services;
  readonly boss: PgBoss;
  /** Called after every release, here or in another process. */
  onPortalChanged(listener: () => void): void;
  /**
   * Work on connections whose commits do not wait for the disk: for what is made whole or not at all, and marked whole by
   * a commit of the usual connections afterwards, which brings everything before it to the disk.
   */
  making<T>(work: (services: Services) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens everything commands and routes need, on a migrated database. Nothing listens and no job runs yet. */
export async function openHouse(
  config: Config,
  keys: HouseKeys,
  options: { readonly time?: TimeSource; readonly log?: Log } = {},
): Promise<House> {
  const log = options.log ?? makeLog(config.logLevel === 'trace' ? 'debug' : config.logLevel);
  const db = connect(keys.officeUrl, { max: 16, name: 'office' });
  const portalDb = connect(keys.portalUrl, { max: 10, name: 'portal' });
  const boss = new PgBoss({
    connectionString: keys.officeUrl,
    schema: 'pgboss',
    // The migrations made it; the office's own role may not make schemas.
    createSchema: false,
    max: 4,
    application_name: 'sunlit-jobs',
  });
  boss.on('error', (error) => log.warn('job queue', errorFacts(error)));
  await boss.start();
  await prepareQueues(boss, allJobs());
  const listeners = new Set<() => void>();
  const portalChanged = () => {
    for (const listener of listeners) listener();
  };
  let calendar = await loadCalendar(db);
  const services: Services = {
    config,
    log,
    db,
    portalDb,
    jobs: makeJobQueue(boss),
    files: makeFileStore(config),
    secrets: makeSecretBox(keys.masterKey),
    catalogue: {
      kinds: new Map(kinds.map((kind) => [kind.key, kind])),
      contentTypes: new Map(contentTypes.map((type) => [type.key, type])),
      homePanels: [workPlanPanel],
      publicationListeners,
      contentChecks,
      limitRules,
      legalityAnswers: answeredNumber,
      paymentSubject: requestPayments,
      jobKeeping: makeJobKeeping(boss, allJobs()),
      promises: features.flatMap((feature) => feature.promises ?? []),
      settings: features.flatMap((feature) => feature.settings ?? []),
      onlineForms: features.flatMap((feature) => feature.onlineForms ?? []),
    },
    time: options.time ?? wallClock,
    calendar: () => calendar,
    reloadCalendar: async () => {
      calendar = await loadCalendar(db);
    },
    portalChanged,
  };
  const stopListening = listenForChanges(keys.officeUrl, log, {
    portal_changed: portalChanged,
    // A year put in force by another process counts here as well, as does one missed while the line was lost.
    calendar_changed: () =>
      void services.reloadCalendar().catch((error) => log.warn('cannot reload the calendar', errorFacts(error))),
  });
  return {
    services,
    boss,
    onPortalChanged: (listener) => void listeners.add(listener),
    async making(work) {
      const making = connect(keys.officeUrl, { max: 8, name: 'making', waitsForDisk: false });
      try {
        return await work({ ...services, db: making });
      } finally {
        await making.destroy();
      }
    },
    async close() {
      await stopListening();
      await boss.stop({ graceful: true, timeout: 5_000 });
      await Promise.all([db.destroy(), portalDb.destroy()]);
    },
  };
}

/** Hears of what other processes have changed, by channel; connects again when the line is lost, and then supposes everything changed. */
function listenForChanges(url: string, log: Log, changed: Readonly<Record<string, () => void>>): () => Promise<void> {
  let client: pg.Client | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const open = async () => {
    const fresh = new pg.Client({ connectionString: url, application_name: 'sunlit-listen' });
    client = fresh;
    fresh.on('notification', ({ channel }) => changed[channel]?.());
    const again = () => {
      if (stopped || client !== fresh) return;
      client = undefined;
      timer = setTimeout(() => void open(), 1_000);
    };
    fresh.on('error', again);
    fresh.on('end', again);
    try {
      await fresh.connect();
      for (const [channel, hear] of Object.entries(changed)) {
        await fresh.query(`listen ${channel}`);
        hear();
      }
    } catch (error) {
      log.warn('cannot listen for releases', errorFacts(error));
      again();
    }
  };
  void open();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}
