import { feature as attachments } from '#commons/attachments/index.ts';
import { feature as notices } from '#commons/notices/index.ts';
import { feature as supervision } from '#commons/supervision/index.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Config } from '#platform/config.ts';
import { openOffice } from '../../../testing/office.ts';
import { feature as casework, type MatterRow, openMatter } from '../index.ts';
import { errand, pacedErrand, quietErrand } from './errand.ts';

/** The demonstration bureau with the commons of casework behind HTTP, and a kind of matter to work on. */
export async function openBureau(config?: (config: Config) => Config) {
  const office = await openOffice({
    features: [casework, attachments, notices, supervision],
    kinds: [errand, quietErrand, pacedErrand],
    ...(config && { config }),
  });
  const { unit, who, as } = office;
  return {
    ...office,
    /** A matter that the office gives to a unit. */
    async errand(
      unitKey: string,
      given: {
        readonly title?: string;
        readonly kind?: typeof errand;
        readonly helped?: string;
        readonly assignee?: Actor;
      } = {},
    ): Promise<MatterRow> {
      const openness = await who('openness-officer', 'jx-finance');
      const leadUnitId = await unit(unitKey);
      const units = given.helped
        ? [{ unitId: await unit(given.helped), part: 'cooperating' as const, task: '提供数据' }]
        : [];
      return as(openness, (a) =>
        openMatter(a, given.kind ?? errand, {
          title: given.title ?? '梳理办事指南',
          leadUnitId,
          units,
          ...(given.assignee && { assigneeId: given.assignee.id }),
        }),
      );
    },
  };
}
export type Bureau = Awaited<ReturnType<typeof openBureau>>;
