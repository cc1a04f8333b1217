import { matterById, takeStepAs } from '#commons/casework/index.ts';
import { currentRevision, SECRECY_CHECKLIST } from '#commons/publishing/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { openConversion } from '#modules/requests/index.ts';
import { act, type Services } from '#platform/services.ts';
import type { Turn } from '../publishing/people.ts';
import type { Converted } from './case.ts';

/** What was asked for becomes public for everybody (条例第四十四条): considered and decided by two, then written and released by the chain of publishing. */
export function convertingOf(services: Services, turn: Turn, office: string, requestId: () => string) {
  let conversionId = '';
  const step = (who: Actor, id: string, name: string, fields: Readonly<Record<string, unknown>> = {}) =>
    act(services, who, (a) => takeStepAs(a, id, name, fields));
  return {
    async consider({ converted: { topic, grounds } }: Converted) {
      const officer = await turn('openness-officer', 0);
      conversionId = await act(services, officer, (a) => openConversion(a, requestId()));
      await step(officer, conversionId, 'propose', { topic, publish: 'publish', unitId: office, grounds });
      await step(await turn('issuer', 0), conversionId, 'decide', { opinion: '同意转为主动公开。' });
    },
    async makePublic({ converted: { title, body } }: Converted) {
      const drafter = await turn('drafter', 0, office);
      await step(drafter, conversionId, 'draft', { title, body });
      const { document_id: id } = await services.db
        .selectFrom('request_conversion')
        .select('document_id')
        .where('id', '=', conversionId)
        .executeTakeFirstOrThrow();
      if (!id) throw new Error('a conversion was drafted and has no document');
      const { content } = await currentRevision(services.db, id);
      await step(drafter, id, 'revise', { content: { ...content, ...ATTRIBUTES }, reason: '补全公开属性' });
      await step(drafter, id, 'submit');
      await step(await turn('department-head', 0, office), id, 'headSign', { opinion: '同意。' });
      const checklist = Object.keys(SECRECY_CHECKLIST);
      await step(await turn('secrecy-reviewer', 0, office), id, 'secrecySign', {
        opinion: '不涉密，可以公开。',
        checklist,
      });
      await step(await turn('issuer', 0), id, 'issue', { opinion: '同意发布。' });
      await step(await turn('releaser', 0), id, 'release');
      const concluded = await matterById(services.db, conversionId);
      if (concluded?.state !== 'published') throw new Error('a conversion was released and is not concluded');
    },
  };
}

/** What the draft made of a conversion leaves to whoever works on it. */
const ATTRIBUTES = {
  source: '综合和规划财务处',
  topic: 'licensing',
  summary: '公布本省药品网络销售第三方平台的备案名单，由依申请公开转为主动公开。',
  keywords: '药品网络销售;第三方平台;备案',
} as const;
