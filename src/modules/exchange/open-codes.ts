import type { TSchema } from 'typebox';
import {
  type ContentType,
  DISCLOSURES,
  NON_DISCLOSURE_BASES,
  OPENNESS_CLASSES,
  OUTSIDE_ARTICLE_20,
  publicColumns,
  publicUnits,
  STATUTORY_CLASSES,
  statutoryLabel,
  TOPICS,
} from '#commons/publishing/index.ts';
import { RELATIONS } from '#commons/publishing/contract.ts';
import type { Db } from '#platform/db.ts';
import { plainSchema } from './openapi.ts';
import type { Codes } from './open-schema.ts';

/** Every code a program may write to us or ask by, with the words people know it by. Columns nobody may fill any more are left out. */
export async function codesOf(db: Db, types: Iterable<ContentType>): Promise<Codes> {
  const [columns, units] = await Promise.all([publicColumns(db), publicUnits(db)]);
  return {
    columns: columns.filter(({ retiredOn }) => !retiredOn).map(({ key, name }) => ({ key, label: name })),
    units: units.map(({ key, name }) => ({ key, label: name })),
    types: [...types].map(({ key, label, about, byHand, columns, documentNumber, statutoryClass, data }) => ({
      key,
      label,
      about,
      canBePushed: byHand,
      columns: [...columns],
      documentNumber,
      statutoryClass,
      data: plainSchema(data satisfies TSchema),
    })),
    disclosures: coded(DISCLOSURES),
    disclosureBases: coded(NON_DISCLOSURE_BASES),
    opennessClasses: coded(OPENNESS_CLASSES),
    statutoryClasses: [OUTSIDE_ARTICLE_20, ...Object.keys(STATUTORY_CLASSES).map(Number)].map((key) => ({
      key,
      label: statutoryLabel(key) ?? '',
    })),
    topics: coded(TOPICS),
    relations: coded(RELATIONS),
  };
}

const coded = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([key, label]) => ({ key, label }));
