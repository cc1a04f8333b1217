import { type TObject, Type } from 'typebox';
import type { StepOf } from '#kernel/workflow.ts';
import type { MatterKind } from '#commons/casework/index.ts';
import { CHANNEL_RULES } from '../law/receipt-days.ts';
import { requestById } from '../queries.ts';
import { requestFields } from '../step-fields.ts';
import type { requestWorkflow } from '../workflow.ts';

const { evidence } = requestFields.confirm.properties as TObject['properties'];

/**
 * Steps of requests that are taken on several in one act. Confirmed together, each is received on the day its own channel has for it (条例第三十一条): the day
 * it came, or the day both sides confirmed, which is asked once.
 */
export const requestsTogether: NonNullable<MatterKind<string, StepOf<typeof requestWorkflow>>['together']> = {
  confirm: {
    fields: Type.Object(
      {
        confirmedOn: Type.String({
          format: 'date',
          title: '与申请人确认之日',
          description:
            '网上提交、传真、电子邮件等以这一天为收到申请之日；当面提交、签收邮寄的以提交、签收之日为准，逐件按渠道取',
        }),
        ...(evidence && { evidence }),
      },
      { additionalProperties: false },
    ),
    each: async (db, matter, said) => {
      const { channel, arrivedOn } = await requestById(db, matter.id);
      const receivedOn = CHANNEL_RULES[channel].counts === 'arrivedOn' ? arrivedOn : said.confirmedOn;
      return { receivedOn, evidence: said.evidence };
    },
  },
  assign: { fields: requestFields.assign },
};
