import { chineseDate } from '#kernel/dates.ts';
import { forbidden, notFound, stale } from '#kernel/errors.ts';
import { keepView } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import type { ChangePerson, NewPerson } from '../contract.ts';
import type { OrganisationsAction } from '../policy.ts';
import { coversPerson } from '../reach.ts';
import { demandRole, orNull, record, refuseAny } from './register.ts';

/** The place a sealed phone is bound to, so that it cannot be read anywhere else. */
export const PHONE_CONTEXT = 'person.phone';

/** Enters a person in the register. Refuses a staff number that is taken. */
export async function addPerson(act: Act, input: NewPerson): Promise<{ id: string }> {
  await demandRole(act, 'organisations.people');
  const same = await act.tx
    .selectFrom('person')
    .select('name')
    .where('staff_number', '=', input.staffNumber)
    .executeTakeFirst();
  refuseAny(same ? [`工号 ${input.staffNumber} 已是${same.name}的，请核对`] : []);
  const { id } = await act.tx
    .insertInto('person')
    .values({
      name: input.name.trim(),
      staff_number: input.staffNumber,
      email: orNull(input.email),
      ...sealedPhone(act, input.phone ?? ''),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(act, 'add-person', { personId: id, staffNumber: input.staffNumber });
  return { id };
}

/** Changes what is kept about a person. Refuses to let somebody go who still holds a post. The journal names the fields, not their contents. */
export async function changePerson(act: Act, id: string, input: ChangePerson): Promise<void> {
  const person = await personFor(act, 'organisations.people', id);
  if (person.version !== input.version) throw stale();
  refuseAny(person.active && !input.active ? await leavingReasons(act, id) : []);
  const phone = input.phone === undefined ? {} : sealedPhone(act, input.phone);
  const next = { name: input.name.trim(), email: orNull(input.email), active: input.active };
  await act.tx
    .updateTable('person')
    .set((eb) => ({ ...next, ...phone, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
  const fields = Object.keys(next).filter((key) => next[key as keyof typeof next] !== person[key as keyof typeof next]);
  await record(act, 'change-person', {
    personId: id,
    fields: [...fields, ...Object.keys(phone).slice(0, 1)],
    active: input.active,
  });
}

/** Opens a person's full phone number for somebody with a reason, and writes down that they looked. Null when none is kept. */
export async function viewPhone(act: Act, id: string, reason: string): Promise<{ phone: string | null }> {
  const person = await personFor(act, 'organisations.view-phone', id);
  await keepView(act, { kind: 'person', id }, ['phone'], reason);
  return { phone: person.phone && act.services.secrets.open(person.phone, PHONE_CONTEXT) };
}

/** What is stored of a phone: sealed, and its last four digits for the masked view. */
export function sealedPhone(act: Act, phone: string): { phone: Buffer | null; phone_tail: string | null } {
  if (!phone) return { phone: null, phone_tail: null };
  return { phone: act.services.secrets.seal(phone, PHONE_CONTEXT), phone_tail: phone.slice(-4) };
}

async function personFor(act: Act, action: OrganisationsAction, id: string) {
  const reach = await demandRole(act, action);
  const person = await act.tx.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
  if (!person) throw notFound('这个人员');
  if (!(await coversPerson(act.tx, reach, id, act.today)))
    throw forbidden('这个人员不在您维护的范围内，请联系其所在局的机构人事管理员');
  return person;
}

async function leavingReasons(act: Act, id: string): Promise<string[]> {
  const posts = await act.tx
    .selectFrom('post_holding as h')
    .innerJoin('post as p', 'p.id', 'h.post_id')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select(['u.name', 'p.title', 'h.until_on as untilOn'])
    .where('h.person_id', '=', id)
    .where((eb) => eb.or([eb('h.until_on', 'is', null), eb('h.until_on', '>=', act.today)]))
    .execute();
  return posts.map(
    ({ name, title, untilOn }) =>
      `仍任${name}「${title}」${untilOn ? `（至${chineseDate(untilOn)}）` : ''}，请先结束任职再办理离职`,
  );
}
