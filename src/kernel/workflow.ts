/** Who is expected to move a matter on from a state: a role, in the units that stand in a relation to the matter. */
export interface Owner {
  readonly role: string;
  /** `lead`: the lead unit; `office`: the office that runs this kind of work; `bureau`: anyone in the bureau with the role; `assignee`: one named person. */
  readonly of: 'lead' | 'office' | 'bureau' | 'assignee';
}

export interface StateDef {
  readonly label: string;
  /** Closed for good. */
  readonly final?: true;
  /** Nothing is awaited, but the matter may be taken up again (a released document may be corrected). */
  readonly rest?: true;
  /** Every state that awaits something has one: no matter waits for nobody. */
  readonly owner?: Owner;
  /** What the owner is asked to do, in the words of the to-do list. */
  readonly task?: string;
  /** Key of the clock or target that runs in this state; every state that awaits something has one. */
  readonly timer?: string;
}

export interface StepDef<S extends string> {
  readonly label: string;
  readonly from: readonly S[];
  /** `stay` leaves the state as it is: a remark, a report, a reminder. Where several are listed, what the step does decides which. */
  readonly to: S | 'stay' | readonly S[];
  /** Fields that must be filled before this step, with the words people know them by. */
  readonly needs?: Readonly<Record<string, string>>;
  /** Steps whose performer may not also perform this one (拟稿、审核、签发分离). */
  readonly notBy?: readonly string[];
  /** A new round begins: what was signed before no longer counts, for or against anyone. */
  readonly startsRound?: true;
  /** What will follow, in a sentence for the person about to press the button. */
  readonly consequence?: string;
  /** Takes away what stands: shown apart from what leads on, and never as the first thing to do. */
  readonly grave?: true;
}

export interface Workflow<S extends string = string, A extends string = string> {
  readonly key: string;
  readonly label: string;
  readonly initial: S;
  readonly states: Readonly<Record<S, StateDef>>;
  readonly steps: Readonly<Record<A, StepDef<S>>>;
}

/** States and steps as data. Labels are the words the staff use; keys are the words the code uses. */
export function defineWorkflow<const S extends string, const A extends string>(def: {
  readonly key: string;
  readonly label: string;
  readonly initial: NoInfer<S>;
  readonly states: Readonly<Record<S, StateDef>>;
  readonly steps: Readonly<Record<A, StepDef<NoInfer<S>>>>;
}): Workflow<S, A> {
  return def;
}

export type StepOf<W> = W extends Workflow<string, infer A> ? A : never;

/** The states a step may lead to; none where it stays. */
export const leadsTo = <S extends string>({ to }: Pick<StepDef<S>, 'to'>): readonly S[] =>
  typeof to !== 'string' ? to : to === 'stay' ? [] : [to as S];

export interface Performed {
  readonly step: string;
  readonly actorId: string;
}

export interface Standing {
  readonly state: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Steps that still bind, oldest first: a returned draft starts a new round, its old signatures no longer bar anyone but the drafter. */
  readonly history: readonly Performed[];
  readonly actorId: string;
  /** The person for whom the actor acts, when the role comes from a delegation: what bars that person bars the deed. */
  readonly onBehalfOf?: string;
}

/** Why a step cannot be taken now, in words for the person who tried. Empty means it can. */
export function refusals(workflow: Workflow, step: string, at: Standing): string[] {
  const def = workflow.steps[step];
  if (!def) return [`没有「${step}」这一步`];
  return [...barred(workflow, step, at), ...missing(def, at.fields)];
}

/** The refusals that do not depend on what is typed: what the screen shows beside a disabled button. */
export function barred(workflow: Workflow, step: string, at: Omit<Standing, 'fields'>): string[] {
  const def = workflow.steps[step];
  if (!def) return [`没有「${step}」这一步`];
  const reasons: string[] = [];
  if (!def.from.includes(at.state))
    reasons.push(`当前状态为「${workflow.states[at.state]?.label ?? at.state}」，不能${def.label}`);
  const doneBy = (person: string) =>
    new Set(
      at.history
        .filter((past) => past.actorId === person && def.notBy?.includes(past.step))
        .map((past) => workflow.steps[past.step]?.label ?? past.step),
    );
  for (const label of doneBy(at.actorId)) reasons.push(`您已办理「${label}」，同一事项不能再由您${def.label}`);
  if (at.onBehalfOf)
    for (const label of doneBy(at.onBehalfOf)) reasons.push(`委托您的人已办理「${label}」，您不能代其${def.label}`);
  return reasons;
}

function missing(def: StepDef<string>, fields: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(def.needs ?? {})
    .filter(([field]) => blank(fields[field]))
    .map(([, label]) => `请填写${label}`);
}

function blank(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}
