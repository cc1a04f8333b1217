import { megabytes, unusable } from '#platform/extraction/blocks.ts';
import { listZipEntries, unpack, type ZipEntry } from '#platform/extraction/zip.ts';
import { readXml, xmlText } from './xml.ts';

/** An office package; it was proved harmless to unpack (`guardZip`). */
export interface Package {
  readonly names: readonly string[];
  readonly has: (name: string) => boolean;
  /** The XML of a part, '' when there is none. Names are compared without regard to case, as Office does. */
  readonly xml: (name: string) => string;
  readonly bytes: (name: string) => Uint8Array;
  /** Targets of the relations of a part, by their identifier. */
  readonly relations: (part: string) => ReadonlyMap<string, Relation>;
}

export interface Relation {
  readonly target: string;
  readonly type: string;
  readonly external: boolean;
}

/** One part is read in one go: more would keep everybody waiting. */
const MOST_XML = 32 * 1024 * 1024;

export function openPackage(file: Uint8Array): Package {
  const entries = new Map<string, ZipEntry>(
    listZipEntries(file).map((entry) => [entry.name.replaceAll('\\', '/').toLowerCase(), entry] as const),
  );
  const bytes = (name: string) => {
    const entry = entries.get(name.toLowerCase());
    return entry ? unpack(file, entry) : new Uint8Array();
  };
  const xml = (name: string) => {
    const part = bytes(name);
    if (part.length > MOST_XML) throw unusable(`文件内部的部件超过 ${megabytes(MOST_XML)}`);
    return xmlText(part);
  };
  return {
    names: [...entries.values()].map(({ name }) => name.replaceAll('\\', '/')),
    has: (name) => entries.has(name.toLowerCase()),
    xml,
    bytes,
    relations: (part) => relationsOf(xml(relationPart(part)), part),
  };
}

const relationPart = (part: string) => part.replace(/([^/]+)$/, '_rels/$1.rels');

function relationsOf(xml: string, part: string): Map<string, Relation> {
  const folder = part.includes('/') ? part.slice(0, part.lastIndexOf('/') + 1) : '';
  const relations = new Map<string, Relation>();
  readXml(xml, {
    open: ({ name, attribute }) => {
      if (name !== 'Relationship') return;
      const external = attribute('TargetMode') === 'External';
      const target = attribute('Target') ?? '';
      const type = (attribute('Type') ?? '').split('/').at(-1) ?? '';
      relations.set(attribute('Id') ?? '', { target: external ? target : resolved(folder, target), type, external });
    },
  });
  return relations;
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.' && step !== '') parts.push(step);
  }
  return parts.join('/');
}
