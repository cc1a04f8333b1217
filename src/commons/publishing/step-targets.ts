import { type TObject, Type } from 'typebox';
import type { Db, Tx } from '#platform/db.ts';
import { keptSettings } from '#platform/system/settings.ts';
import type { ContentType, WorkedState } from './content-type.ts';
import { generalTypes } from './types.gen.ts';
import { publicationWorkflow } from './workflow.ts';

/** States somebody works in, with the goal the office starts from. Ours: no law counts single steps, only the whole (条例第二十六条). */
const USUAL = {
  drafting: 5,
  departmentReview: 2,
  secrecyReview: 2,
  legalityReview: 5,
  deliberation: 5,
  issuing: 2,
  approved: 1,
} as const satisfies Record<WorkedState, number>;
type Targets = NonNullable<ContentType['stepDays']>;

/** Whole periods of law are 20 working days; a goal for one step beyond them would be none. */
const LONGEST = 20;

/** Types that features bring, and any that come later. */
const OTHERS = 'others';

/** 环节目标：how many working days each step of each type of document is meant to take. Read when a document comes to the step. */
export const stepTargets = keptSettings<Readonly<Record<string, Targets>>>({
  key: 'step-targets',
  label: '各环节目标时限（工作日）',
  schema: Type.Object(
    { ...Object.fromEntries(generalTypes.map((type) => [type.key, row(type)])), [OTHERS]: row({ label: '其他信息' }) },
    { additionalProperties: false },
  ),
  usual: { ...Object.fromEntries(generalTypes.map((type) => [type.key, usualFor(type)])), [OTHERS]: usualFor() },
});

/** The goal for one state of a document of a type; undefined for a state nobody works in. */
export async function targetDaysOf(db: Db | Tx, type: string, state: string): Promise<number | undefined> {
  if (!(state in USUAL)) return undefined;
  const all = await stepTargets.current(db);
  return (all[type] ?? all[OTHERS])?.[state as WorkedState];
}

function row(type: Pick<ContentType, 'label'> & Partial<ContentType>): TObject {
  return Type.Object(
    Object.fromEntries(
      stepsOf(type).map((step) => [
        step,
        Type.Integer({ title: publicationWorkflow.states[step].label, minimum: 1, maximum: LONGEST }),
      ]),
    ),
    { title: type.label, additionalProperties: false },
  );
}

function usualFor(type: Partial<ContentType> = {}): Targets {
  return Object.fromEntries(stepsOf(type).map((step) => [step, type.stepDays?.[step] ?? USUAL[step]]));
}

function stepsOf({ chain = [], deliberated }: Partial<ContentType>): WorkedState[] {
  return (Object.keys(USUAL) as WorkedState[]).filter(
    (step) =>
      (step !== 'legalityReview' || chain.includes('legality-review')) &&
      (step !== 'deliberation' || deliberated === true),
  );
}
