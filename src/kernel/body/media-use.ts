import { elementsIn, readBody } from './html.ts';
import { attachmentHash, mediaHash } from './vocabulary.ts';

export type MediaRole = 'picture' | 'video' | 'captions';

const ROLES: Readonly<Record<string, MediaRole>> = { img: 'picture', video: 'video', track: 'captions' };

/** The files a body shows, each once, with what it is used as, in the order of the text. */
export function mediaUsed(html: string): ReadonlyMap<string, MediaRole> {
  const used = new Map<string, MediaRole>();
  for (const { tag, attributes } of elementsIn(readBody(html), (element) => element.tag in ROLES)) {
    const hash = mediaHash(attributes.src ?? '');
    const role = ROLES[tag];
    if (hash && role && !used.has(hash)) used.set(hash, role);
  }
  return used;
}

/** The hashes of the attachments a body links to. */
export function attachmentsLinked(html: string): ReadonlySet<string> {
  const links = elementsIn(readBody(html), ({ tag }) => tag === 'a');
  return new Set(links.flatMap(({ attributes }) => attachmentHash(attributes.href ?? '') ?? []));
}
