import type { TObject } from 'typebox';
import type { Actor } from '#kernel/policy.ts';
import type { Services } from '#platform/services.ts';
import { assignRefusals } from './assignment.ts';
import {
  type ActOffer,
  AddPartBody,
  AskHelpBody,
  AssignmentFields,
  CountersignBody,
  type JsonSchema,
  RemarkBody,
  ReminderBody,
} from './contract.ts';
import { countersignRefusals } from './countersign.ts';
import { askHelpRefusals, changePartsRefusals } from './parts.ts';
import { remindRefusals } from './reminders.ts';
import { stepsOffered } from './steps.ts';
import type { SeenMatter } from './visible.ts';

/** The steps of its kind that somebody could take on a matter, each with its form and the reasons against it. */
export async function stepOffers(services: Services, { kind, matter }: SeenMatter, actor: Actor): Promise<ActOffer[]> {
  const steps = await stepsOffered(services.db, services, matter, actor);
  const offers: ActOffer[] = [];
  for (const { step, label, consequence, grave, refusals } of steps)
    offers.push({
      key: step,
      label,
      refusals,
      fields: prefilled(schemaOf(kind.fields[step]), (await kind.prefill?.(services, matter, step)) ?? {}),
      path: `/api/matters/${matter.id}/steps/${step}`,
      ...(consequence && { consequence }),
      ...(grave && { grave }),
    });
  return offers;
}

/** What else somebody may do with any matter. What is never theirs to do is left out; what cannot be done now says why. */
export async function actOffers(services: Services, seen: SeenMatter, actor: Actor): Promise<ActOffer[]> {
  const { db, time } = services;
  const under = `/api/matters/${seen.matter.id}`;
  const possible: readonly (Omit<ActOffer, 'refusals'> & { readonly refusals: readonly string[] | undefined })[] = [
    {
      key: 'remark',
      label: '批注',
      consequence: '批注记入流转记录，不能修改或删除',
      refusals: [],
      fields: schemaOf(RemarkBody),
      path: `${under}/remarks`,
    },
    {
      key: 'countersign',
      label: '发起会签',
      consequence: '向所选单位的负责人发出会签，答复期限从明天起算',
      refusals: await countersignRefusals(db, services, seen, actor),
      fields: schemaOf(CountersignBody),
      path: `${under}/countersigns`,
    },
    {
      key: 'assign',
      label: seen.matter.assigneeId ? '更换承办人' : '指定承办人',
      consequence: '通知新的承办人，记入流转记录',
      refusals: assignRefusals(seen, actor),
      fields: schemaOf(AssignmentFields),
      path: `${under}/assignment`,
      version: seen.matter.version,
    },
    {
      key: 'remind',
      label: '催办',
      consequence: '立即通知正在等待的人，每天一次，记入流转记录',
      refusals: await remindRefusals(db, seen, actor, time.today()),
      fields: schemaOf(ReminderBody),
      path: `${under}/reminders`,
    },
    {
      key: 'ask-help',
      label: '请其他单位协助',
      consequence: '所选单位成为配合单位，并收到任务通知',
      refusals: askHelpRefusals(seen, actor),
      fields: schemaOf(AskHelpBody),
      path: `${under}/help`,
    },
    {
      key: 'add-part',
      label: '增加参与单位',
      consequence: '所选单位承担所选职责，并收到任务通知',
      refusals: changePartsRefusals(seen, actor),
      fields: schemaOf(AddPartBody),
      path: `${under}/parts`,
    },
  ];
  return possible.flatMap(({ refusals, ...offer }) => (refusals ? [{ ...offer, refusals }] : []));
}

/** A form's schema with what its fields begin with. */
function prefilled(schema: JsonSchema, values: Readonly<Record<string, string | number>>): JsonSchema {
  const known = Object.entries(schema.properties ?? {}).map(
    ([name, field]) => [name, name in values ? { ...field, default: values[name] } : field] as const,
  );
  return known.length === 0 ? schema : { ...schema, properties: Object.fromEntries(known) };
}

/** A form's schema as plain JSON. */
export const schemaOf = (schema: TObject | undefined): JsonSchema => (schema ?? {}) as unknown as JsonSchema;
