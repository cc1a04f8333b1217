import { type TObject, Type } from 'typebox';
import type { StepDef } from '#kernel/workflow.ts';

// 限定知悉范围: a matter that is for those alone who handle it. Two steps any kind may have: put them into its workflow, fields, effects and bars, say
// in its policy who takes them and in `visibleWhenRestricted` who sees what is restricted beside the people who are named.

/** Some more than handle any matter; who names more had better not restrict it. */
const MOST_PEOPLE = 30;

/** The two steps, from the states a kind has them in. They move nothing, and no clock. */
export const restrictingSteps = <const S extends string>(from: readonly S[]) =>
  ({
    restrict: {
      label: '限定知悉范围',
      from,
      to: 'stay',
      needs: { reason: '原因' },
      consequence:
        '只有所列人员、承办单位负责人、主管办公室和签发人能够看到；其他人的台账、检索、导出里不再出现，查看都有记录；再次限定的，以新列的人员为准',
    },
    unrestrict: {
      label: '解除限定',
      from,
      to: 'stay',
      needs: { reason: '原因' },
      consequence: '恢复为通常的知悉范围；限定期间的查看记录留存',
    },
  }) as const satisfies Record<string, StepDef<S>>;

const reason = Type.String({ minLength: 2, maxLength: 1_000, title: '原因', 'x-widget': 'textarea' });

export const restrictingFields = {
  restrict: Type.Object(
    {
      people: Type.Optional(
        Type.Array(Type.String({ format: 'uuid' }), {
          title: '知悉人员（承办单位负责人、主管办公室和签发人不用列）',
          maxItems: MOST_PEOPLE,
          uniqueItems: true,
          'x-widget': 'people',
        }),
      ),
      reason,
    },
    { additionalProperties: false },
  ),
  unrestrict: Type.Object({ reason }, { additionalProperties: false }),
} as const satisfies Record<string, TObject>;
