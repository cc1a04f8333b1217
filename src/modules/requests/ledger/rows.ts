import type { Actor } from '#kernel/policy.ts';
import { lineRows, visibleTo } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';

/** Matters `m` that are requests `r` somebody may see. */
export const requestRows = ({ db, catalogue }: Services, actor: Actor) =>
  lineRows(db)
    .innerJoin('request as r', 'r.id', 'm.id')
    .select([
      'r.arrived_on as arrivedOn',
      'r.confirmed_on as confirmedOn',
      'r.channel',
      'r.applicant_class as applicantClass',
      'r.reply_kind as replyKind',
      'r.replied_on as repliedOn',
    ])
    .where('m.kind', '=', 'request')
    .where(visibleTo(actor, catalogue.kinds));
