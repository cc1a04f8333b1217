import { publicUnits } from '#commons/publishing/index.ts';
import type { Db } from '#platform/db.ts';
import { type GuideFacts, readGuide } from './published.ts';

/** The guide's facts, with address, hours and telephone of the bureau where the settings leave them to the register of organisations. */
export interface OfficeFacts extends GuideFacts {
  /** The organ that answers: the bureau above all others. */
  readonly organ?: string;
}

export async function readOffice(db: Db): Promise<OfficeFacts> {
  const [stated, units] = await Promise.all([readGuide(db), publicUnits(db)]);
  const bureau = units.find(({ kind, parentId }) => kind === 'bureau' && parentId === null);
  return {
    ...(bureau && {
      organ: bureau.name,
      ...(bureau.address !== null && { address: bureau.address }),
      ...(bureau.officeHours !== null && { hours: bureau.officeHours }),
      ...(bureau.phone !== null && { phone: bureau.phone }),
    }),
    ...stated,
  };
}
