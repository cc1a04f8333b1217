import { leadsTo, type Workflow } from './workflow.ts';

/** Defects that any declared workflow could have; a test asserts that none has one. */
export function workflowDefects(w: Workflow): string[] {
  return [...stateDefects(w), ...stepDefects(w)];
}

function stateDefects(w: Workflow): string[] {
  const reached = reachable(w);
  const steps = Object.values(w.steps);
  return Object.entries(w.states).flatMap(([state, def]) => {
    const leaves = steps.some((step) => step.from.includes(state) && leadsTo(step).length > 0);
    const defects: string[] = [];
    if (!reached.has(state)) defects.push(`${state} is never reached`);
    if (def.final && leaves) defects.push(`${state} is final but can be left`);
    const awaits = !def.final && !def.rest;
    if (!def.final && !leaves) defects.push(`${state} is a dead end`);
    if (awaits && !def.owner) defects.push(`${state} waits for nobody`);
    if (awaits && !def.task) defects.push(`${state} asks its owner nothing`);
    if (awaits && !def.timer) defects.push(`${state} has no timer`);
    return defects;
  });
}

function stepDefects(w: Workflow): string[] {
  return Object.entries(w.steps).flatMap(([name, step]) => {
    const defects: string[] = [];
    for (const other of step.notBy ?? [])
      if (!w.steps[other]) defects.push(`${name} is barred to whoever did ${other}, which is not a step`);
    for (const from of step.from)
      if (!w.states[from]) defects.push(`${name} starts from ${from}, which is not a state`);
    for (const to of leadsTo(step)) if (!w.states[to]) defects.push(`${name} leads to ${to}, which is not a state`);
    return defects;
  });
}

function reachable(w: Workflow): ReadonlySet<string> {
  const reached = new Set([w.initial]);
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const step of Object.values(w.steps))
      if (step.from.some((state) => reached.has(state))) for (const to of leadsTo(step)) reached.add(to);
  }
  return reached;
}

/** The workflow as a Mermaid state diagram, for the generated documents. */
export function mermaid(w: Workflow): string {
  return [
    'stateDiagram-v2',
    ...Object.entries(w.states).map(([state, def]) => `  ${state}: ${def.label}`),
    `  [*] --> ${w.initial}`,
    ...Object.values(w.steps).flatMap((step) =>
      leadsTo(step).flatMap((to) => step.from.map((from) => `  ${from} --> ${to}: ${step.label}`)),
    ),
    ...Object.entries(w.states).flatMap(([state, def]) => (def.final ? [`  ${state} --> [*]`] : [])),
  ].join('\n');
}
