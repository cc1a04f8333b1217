import { writingFindings } from '#kernel/body/writing-checks.ts';
import { finding } from './finding.ts';
import type { GateCheck } from './looked-at.ts';

/** What the editor tells whoever writes, told again of what is to go out: nobody has to have used the editor. */
export const writingCheck: GateCheck = {
  key: 'writing',
  run: async ({ content }) =>
    writingFindings(content.bodyHtml, {
      attachments: (content.attachments ?? []).map(({ hash }) => hash),
      media: content.media ?? [],
    }).map(({ severity, where, excerpt, sentence, suggestion }) =>
      finding({
        check: 'writing',
        severity,
        field: 'content.bodyHtml',
        where: where.words,
        excerpt,
        sentence,
        ...(suggestion !== undefined && { suggestion }),
      }),
    ),
};
