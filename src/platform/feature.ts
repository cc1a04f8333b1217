import type { ClockDef } from '#kernel/clock.ts';
import type { Policy } from '#kernel/policy.ts';
import type { Workflow } from '#kernel/workflow.ts';
import type { App } from './http.ts';
import type { AnyJob } from './jobs.ts';
import type { OnlineForm } from './online-forms.ts';
import type { PortalSite } from './portal-site.ts';
import type { Services } from './services.ts';
import type { PromiseDef } from './system/promises.ts';
import type { SettingGroup } from './system/settings.ts';

type PointNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22;
/** The points of the 2019 work plan (P) and of the evaluation plan (E), as numbered in the requirement map. */
export type RequirementId = `P${PointNumber}` | `E${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

/** What a folder of the product contributes. The composition root lists features; nothing registers itself. */
export interface Feature {
  readonly key: string;
  readonly label: string;
  /** Requirement ids this feature answers. A test asserts that each is claimed or listed as not built yet. */
  readonly serves: readonly RequirementId[];
  /** Other modules whose front door it may use. */
  readonly dependsOn?: readonly string[];
  readonly policy?: Policy;
  readonly workflows?: readonly Workflow[];
  readonly clocks?: readonly (readonly ClockDef[])[];
  readonly jobs?: readonly AnyJob[];
  /** What it has promised to do by itself, and how to see that it was not done. */
  readonly promises?: readonly PromiseDef[];
  /** What an administrator may set while the installation runs. */
  readonly settings?: readonly SettingGroup[];
  /** Forms for the public that may be closed for a time. */
  readonly onlineForms?: readonly OnlineForm[];
  /** Routes of the workbench and its API, as sunlit_office. */
  readonly office?: (app: App, services: Services) => void;
  /** Public routes, as sunlit_portal. */
  readonly portal?: (app: App, site: PortalSite) => void;
  readonly commands?: readonly CliCommand[];
}

/** One command of `sunlit …`. `run` prints to `out` and returns the exit code; expected trouble is thrown as AppError. */
export interface CliCommand {
  /** The words that call it: `calendar add-workdays`. */
  readonly words: string;
  /** What follows the words, for the help: `DATE N`. */
  readonly usage: string;
  readonly zh: string;
  readonly en: string;
  /** Works without a database or configuration. */
  readonly pure?: (args: readonly string[], out: (text: string) => void) => Promise<number> | number;
  readonly run?: (args: readonly string[], out: (text: string) => void, services: Services) => Promise<number>;
}
