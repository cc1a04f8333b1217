import { act, type Services } from '#platform/services.ts';
import { confirmImport } from '../confirm.ts';
import { correctImport, importDetail, startImport } from '../imports.ts';
import { type Cast, officerWhoDrafts } from './people.ts';

/** Which units the collective words of the work points mean here: what an officer of the bureau would answer. */
const MEANT = {
  departments: ['jx-licensing', 'jx-production', 'jx-press'],
  affiliated: ['jx-information', 'jx-reception'],
} as const;

/**
 * Imports a plan as the openness office does: reads it, says which units 各相关处 and 直属各相关单位 mean, dates it today where
 * it prints a later day, and confirms. Gives the plan and the draft of its publication.
 */
export async function importPlan(
  services: Services,
  _cast: Cast,
  given: { readonly fileName: string } & ({ readonly bytes: Uint8Array } | { readonly text: string }),
): Promise<{ planId: string; documentId: string }> {
  const officer = await officerWhoDrafts(services);
  const source = 'bytes' in given ? given : { text: given.text, name: given.fileName };
  const id = await startImport(services, officer, source);
  const { version, preview } = await importDetail(services, officer, id);
  const units = await services.db.selectFrom('unit').select(['id', 'key']).execute();
  const idsOf = (keys: readonly string[]) => keys.flatMap((key) => units.find((unit) => unit.key === key)?.id ?? []);
  const names = Object.fromEntries(
    preview.names.map(({ text }) => [
      text,
      { unitIds: idsOf(text.includes('处') ? MEANT.departments : MEANT.affiliated) },
    ]),
  );
  const today = services.time.today();
  const later = preview.issuedOn === null || preview.issuedOn > today;
  await act(services, officer, (a) => correctImport(a, id, { version, names, ...(later ? { issuedOn: today } : {}) }));
  return act(services, officer, (a) => confirmImport(a, id, { version: version + 1 }));
}
