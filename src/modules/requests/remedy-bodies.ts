import { Type } from 'typebox';
import { invalid } from '#kernel/errors.ts';
import { BUREAU_KINDS, unitById } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { keptSettings } from '#platform/system/settings.ts';
import type { RemedyBodies } from './law/remedies.ts';
import { requestSettings } from './settings.ts';

// Who reviews what a bureau decides: the government of its own level (行政复议法 art. 24), and a court of its own. The settings of the installation are
// those of the bureau at the top; each other bureau that answers requests has a line.

const kept = keptSettings({
  key: 'requests-other-bureaus',
  label: '依申请公开（市、县局的复议机关和法院）',
  schema: Type.Object(
    {
      bureaus: Type.String({
        title: '每个机关一行',
        description:
          '机关全称；行政复议机关；有管辖权的人民法院；网上申请行政复议的网址（没有的不写）。用分号隔开。没有写的机关不能签发需要告知救济途径的文书',
        maxLength: 20_000,
        'x-widget': 'textarea',
      }),
    },
    { additionalProperties: false },
  ),
  usual: { bureaus: '' },
});

/** Refuses, with every reason, a line that is incomplete, names no bureau there is, or one that has a line already. */
export const otherBureauSettings: typeof kept = {
  ...kept,
  async write(act, values) {
    const names = new Set(await otherBureaus(act.tx));
    const reasons = linesOf((values as { readonly bureaus: string }).bureaus).flatMap(
      ({ bodies, name, at }, i, all) => {
        if (!bodies) return [`第 ${at} 行应写明机关、行政复议机关和人民法院，用分号隔开；网址以 http 开头`];
        if (!names.has(name)) return [`第 ${at} 行的“${name}”不是登记的市、县局，请写机构登记的全称`];
        return all.findIndex((line) => line.name === name) < i ? [`第 ${at} 行的“${name}”前面已经写过`] : [];
      },
    );
    if (reasons.length > 0) throw invalid({ bureaus: reasons.join('；') });
    await kept.write(act, values);
  },
};

/** Names nobody has stated are empty, and a letter that needs them says so (`law/remedies.ts`). */
export async function remedyBodiesOf(db: Db | Tx, bureauId: string): Promise<Required<RemedyBodies>> {
  return (await bodiesElsewhere(db, bureauId)).bodies ?? requestSettings.current(db);
}

/** The same for whoever reads it beside the facts of the bureau at the top: left out for that one. */
export async function bodiesElsewhere(
  db: Db | Tx,
  bureauId: string,
): Promise<{ readonly bodies?: Required<RemedyBodies> }> {
  const bureau = await unitById(db, bureauId);
  if (!bureau || bureau.parentId === null) return {};
  const { bureaus } = await kept.current(db);
  const line = linesOf(bureaus).find(({ name }) => name === bureau.name);
  return { bodies: line?.bodies ?? { reviewOrgan: '', court: '', reviewUrl: '' } };
}

interface Line {
  readonly at: number;
  readonly name: string;
  /** Undefined of a line that is incomplete. */
  readonly bodies?: Required<RemedyBodies>;
}

const linesOf = (text: string): Line[] =>
  text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const [name = '', reviewOrgan = '', court = '', reviewUrl = '', ...more] = line
      .split(/[;；]/)
      .map((part) => part.trim());
    const whole = name && reviewOrgan && court && more.length === 0 && /^(?:https?:\/\/\S+)?$/.test(reviewUrl);
    return [{ at: i + 1, name, ...(whole && { bodies: { reviewOrgan, court, reviewUrl } }) }];
  });

const otherBureaus = async (db: Tx): Promise<string[]> =>
  (
    await db
      .selectFrom('unit')
      .select('name')
      .where('kind', 'in', BUREAU_KINDS as readonly string[] as string[])
      .where('parent_id', 'is not', null)
      .where('closed_on', 'is', null)
      .execute()
  ).map(({ name }) => name);
