import type { RawBuilder } from 'kysely';
import type { TObject } from 'typebox';
import type { WorkCalendar } from '#kernel/calendar.ts';
import type { ClockDef } from '#kernel/clock.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { NumberSeries } from '#kernel/numbering.ts';
import type { Actor, Rule, Scope } from '#kernel/policy.ts';
import type { Workflow } from '#kernel/workflow.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act, Services } from '#platform/services.ts';
import type { MatterRow, PastStep } from './queries.ts';

/**
 * A kind of work, declared: what may happen, who may do it, what a step asks for, how long it may take.
 * Everything else (to-do lists, history, supervision, search, screens) follows from the declaration.
 */
export interface MatterKind<S extends string = string, A extends string = string> {
  readonly key: string;
  readonly label: string;
  readonly workflow: Workflow<S, A>;
  /** Who may take each step. `open` (starting a matter) is a step of its own here. */
  readonly policy: Readonly<Record<A, Rule>>;
  /** What each step asks for: an object schema with titles, from which the form is made. */
  readonly fields: Readonly<Record<A, TObject>>;
  /** Editions of the statutory or promised limit, oldest first. A step's key is the name of its event. */
  readonly clock: readonly ClockDef[];
  /** What a step is to the clock, where that is not its own name: one step sends letters of several kinds. Undefined: nothing. */
  readonly eventOf?: (step: string, payload: PastStep['payload']) => string | undefined;
  /** Why no period runs for a matter as it stands, in a sentence; undefined when one does. Read from what has happened, as the clock is. */
  readonly untimed?: (history: readonly PastStep[]) => string | undefined;
  /**
   * Where it is asked whether periods were kept: the ends that count, as rows `(matter_id uuid, ended_on date, late boolean)`. Lawful waiting is in the day
   * an end is held against. Left out: nothing of this kind has a period to be kept.
   */
  readonly endings?: RawBuilder<unknown>;
  /** Working days the office means a matter to stay in a state it comes into; undefined: no goal. A goal of its own, no period of law. */
  readonly targetDays?: (tx: Tx, matter: MatterRow, state: string) => Promise<number | undefined>;
  /** What the period is read from where one obligation may follow another; left out: the whole history, from the day the matter began. */
  readonly presentPeriod?: (history: readonly PastStep[]) => PresentPeriod;
  /** The edition as it counts for this matter, where something else may ask for less. Read from the present period's history. */
  readonly limited?: (edition: ClockDef, history: readonly PastStep[]) => ClockDef;
  readonly series: NumberSeries;
  /** The role that runs this kind of work for the whole bureau; what a state owned by `office` waits for. */
  readonly officeRole: string;
  /** The feature's own screen about a matter, below /workbench. Steps whose form cannot be generated are taken there. */
  readonly screen?: (matterId: string) => string;
  /** Who writes at a text of the matter, and what that is called to others who are at its page (正在拟写文书). Left out: nobody. */
  readonly writing?: { readonly label: string; readonly rule: Rule };
  /** Who may see a matter of this kind, beyond those who have a part in it: any of these rules. Left out: the working staff of its bureau. */
  readonly visibleTo?: readonly VisibilityRule[];
  /** The same for a matter that is restricted (`StepEffect.restricted`): what is not for the public is not for the whole bureau either. */
  readonly visibleWhenRestricted?: readonly VisibilityRule[];
  /** Reasons of the kind's own why a step cannot be taken now, beside the workflow's. Shown on the screen and enforced by the step. */
  readonly bars?: (
    db: Db | Tx,
    matter: MatterRow,
    step: A,
    actor: Actor,
    today: LocalDate,
    calendar: WorkCalendar,
  ) => Promise<string[]>;
  /** Other matters by whose state a step is decided, as its fields name them: they are locked with its own, so that two that look at each other go one after the other. */
  readonly looksAt?: (step: string, fields: unknown) => readonly string[];
  /** Files that may now be neither hung on the matter nor taken off it: somebody signs, or has signed, with them before their eyes. */
  readonly fixedFiles?: (db: Db | Tx, matter: MatterRow) => Promise<FixedFiles | undefined>;
  /** Where files about a matter go instead: none is hung on it in the open. Said to whoever tries. */
  readonly filesElsewhere?: string;
  /** What the kind knows of a file that turned out to be secret and is to be cleared out of the system. */
  readonly secretFiles?: {
    /** Why it cannot go yet: what still shows it, and what to do first. */
    readonly shownIn: (tx: Tx, hash: string) => Promise<string[]>;
    /** Takes away what was kept of its words. */
    readonly forget: (tx: Tx, hash: string) => Promise<void>;
    /** Who hears of it, beside the head of the unit and whoever brought it. */
    readonly tell: (tx: Tx, matter: MatterRow, today: LocalDate) => Promise<readonly string[]>;
  };
  /** What the form of a step begins with, known from elsewhere; whoever takes the step may change it. */
  readonly prefill?: (
    services: Services,
    matter: MatterRow,
    step: A,
  ) => Promise<Readonly<Record<string, string | number>>>;
  /** The purposes of files a matter must have as it stands, in their order: what is not there yet is asked for first. */
  readonly materials?: (services: Pick<Services, 'db' | 'catalogue'>, matter: MatterRow) => Promise<readonly string[]>;
  /**
   * What the matter is about, in lines for its page: facts that stand elsewhere than in the journal, such as what a citizen wrote. Of other matters it names,
   * those are said by name alone of which `shown` says that the reader may know them: what is restricted to others is not among these.
   */
  readonly about?: (
    db: Db | Tx,
    matter: MatterRow,
    shown: (ids: readonly string[]) => Promise<(id: string) => boolean>,
  ) => Promise<readonly { readonly label: string; readonly value: string }[]>;
  /** Words that belong to entries of the journal and stand elsewhere, because nothing leaves the journal: by the `wordsId` of the entry's payload. */
  readonly wordsBeside?: (
    services: Pick<Services, 'db' | 'secrets'>,
    matterId: string,
  ) => Promise<ReadonlyMap<unknown, Readonly<Record<string, string>>>>;
  /** Keeps words about a matter apart from the journal, and gives what the journal is to hold of them, `wordsId` among it. Left out: the words themselves. */
  readonly keepWords?: (
    act: Act,
    matterId: string,
    what: string,
    words: Readonly<Record<string, string>>,
  ) => Promise<Readonly<Record<string, unknown>>>;
  /** Steps that may be taken on several matters in one act. */
  readonly together?: { readonly [step in A]?: Together };
  /** What follows from any step, once the matter stands where the step has led: what others are shown of it is brought in line. */
  readonly settled?: (act: Act, matter: MatterRow) => Promise<void>;
  /** What a step changes besides the state. Runs in the step's transaction, before the state moves. */
  readonly perform?: {
    readonly [step in A]?: (
      act: Act,
      matter: MatterRow,
      fields: Readonly<Record<string, unknown>>,
    ) => Promise<StepEffect | undefined>;
  };
}

/** A step taken on several matters at once: what is asked once for all of them, and what of it, and of its own, each is given. */
export interface Together {
  readonly fields: TObject;
  /** The fields of the step for one of them; left out: as they were asked. */
  readonly each?: (
    db: Db | Tx,
    matter: MatterRow,
    said: Readonly<Record<string, unknown>>,
  ) => Promise<Readonly<Record<string, unknown>>>;
}

/** Roles, or all staff, and where they must be held. Read by the policy for one matter and by the database for lists (`sight.ts`). */
export interface VisibilityRule {
  readonly roles: readonly string[] | 'staff';
  readonly scope: Scope;
  /** While the matter stands in one of these; left out: always. */
  readonly states?: readonly string[];
}

/** Files of these purposes stay as they are, and why, with what to do first. */
export interface FixedFiles {
  readonly purposes: readonly string[];
  /** Those alone, and others may be added; left out: all of these purposes, and none is added. */
  readonly only?: ReadonlySet<string>;
  readonly because: string;
}

/** The last thing owed: the part of the history that bears on it, and the day it began where that is not the matter's own. */
export interface PresentPeriod {
  readonly since?: LocalDate;
  readonly history: readonly PastStep[];
}

/** What a step may set on the spine and add to its journal entry. */
export interface StepEffect {
  readonly title?: string;
  readonly assigneeId?: string | null;
  /** Another unit takes the lead; the one before keeps no part. */
  readonly leadUnitId?: string;
  readonly targetOn?: string | null;
  /** The day the matter legally began turned out to be another: the clock counts from there, by the edition then in force. */
  readonly receivedOn?: LocalDate;
  /** For kinds whose due date is printed in a document or granted by a decision rather than counted by a clock. */
  readonly dueOn?: string | null;
  /** The day it had come to rest before it was taken up again: what was done in time then is not late now. */
  readonly closedOn?: LocalDate;
  /** Facts for the journal in place of the raw fields, when those hold more than the journal should. */
  readonly payload?: Readonly<Record<string, unknown>>;
  /** From now on, whether the matter is for those alone whom `visibleWhenRestricted` names and who have a part in it. */
  readonly restricted?: boolean;
  /** Which of several states a step leads to (`StepDef.to`). */
  readonly to?: string;
  /** The legal date of the event, where it is not today. */
  readonly legalDate?: string;
}

/**
 * Checks a kind's declaration for completeness (every step has its rule and its fields) and gives it in the form the
 * machinery works with. The cast is safe because steps are looked up by name and unknown names are refused.
 */
export function defineKind<S extends string, A extends string>(kind: MatterKind<S, A>): MatterKind {
  return kind as unknown as MatterKind;
}

declare module '#platform/services.ts' {
  interface Catalogue {
    readonly kinds: ReadonlyMap<string, MatterKind>;
  }
}
