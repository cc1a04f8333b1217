import type { Actor } from '#kernel/policy.ts';
import { instant } from '#kernel/dates.ts';
import { matterById, takeStepAs } from '#commons/casework/index.ts';
import type { World } from '../../../testing/world.ts';
import type { NewRequest, RequestContent } from '../contract.ts';
import { consultationsOf } from '../consultations.ts';
import { writeLetter } from '../letters/drafts.ts';
import { type LetterDraft, lettersOf } from '../letters/letters.ts';
import { registerRequest } from '../registering.ts';
import { requestSettings } from '../settings.ts';

/** A citizen's application with nothing missing. */
export const citizen: RequestContent = {
  applicantKind: 'citizen',
  name: '章晓晨',
  idKind: 'citizen-id',
  idNumber: '36010219900307703X',
  phone: '13870000001',
  description: '2025年度药品监督抽检不合格结果及处置情况',
  wantedForm: 'electronic',
  wantedChannel: 'web',
};

/** Staff around a desk: everybody who has a part in a request, and the days moved by hand. */
export async function requestsDesk(world: World) {
  const officer = await world.cast('openness-officer');
  const unit = async (key: string) =>
    (await world.services.db.selectFrom('unit').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id;
  await world.as(officer, (act) =>
    requestSettings.write(act, {
      reviewOrgan: '江西省人民政府',
      court: '南昌铁路运输法院',
      reviewUrl: 'https://review.example.gov.cn',
    }),
  );
  const hands = {
    officer,
    clerk: await world.cast('clerk', 'jx-inspection'),
    head: await world.cast('department-head', 'jx-inspection'),
    chief: await world.cast('openness-head'),
    leader: await world.cast('issuer'),
  };
  const step = (who: Actor, id: string, name: string, fields: Readonly<Record<string, unknown>> = {}) =>
    world.as(who, (act) => takeStepAs(act, id, name, fields));
  const desk = {
    ...hands,
    unit,
    step,
    /** Ten in the morning of a day. */
    on(day: string): void {
      world.clock.moveTo(instant(`${day}T02:00:00Z`));
    },
    register: (more: Partial<NewRequest> = {}) =>
      world.as(officer, (act) =>
        registerRequest(act, { channel: 'counter', arrivedOn: act.today, content: citizen, ...more }),
      ),
    /** Registered at the counter on a day, confirmed and passed to the inspection office. */
    async underway(day: string, more: Partial<NewRequest> = {}): Promise<string> {
      desk.on(day);
      const { matter } = await desk.register(more);
      await step(officer, matter.id, 'confirm', { receivedOn: day, evidence: '申请人当面提交，已给登记回执' });
      await step(officer, matter.id, 'assign', { unitId: await unit('jx-inspection') });
      return matter.id;
    },
    /** A letter through all hands, sent on the clock's day. Gives its id. */
    async letter(id: string, draft: Omit<LetterDraft, 'requestId'>, fields: Readonly<Record<string, unknown>> = {}) {
      const letterId = await world.as(hands.clerk, (act) => writeLetter(act, { requestId: id, ...draft }));
      await step(hands.clerk, id, 'proposeLetter', { letterId });
      await step(hands.head, id, 'approveLetter');
      await step(hands.chief, id, 'issueLetter');
      await step(officer, id, 'sendLetter', { sentOn: world.services.time.today(), channel: 'web', ...fields });
      return letterId;
    },
    delivered: (id: string, letterId: string, deliveredOn: string) =>
      step(officer, id, 'recordDelivery', { letterId, deliveredOn, proof: '签收单' }),
    letters: (id: string) => lettersOf(world.services.db, id),
    consultations: (id: string) => consultationsOf(world.services.db, id),
    matter: async (id: string) => {
      const matter = await matterById(world.services.db, id);
      if (!matter) throw new Error('no such matter');
      return matter;
    },
  };
  return desk;
}
