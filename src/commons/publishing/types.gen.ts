// Written from the files of types/ whenever the product is built, and by `npm run codegen`. Not to be edited.
import { type ContentType, inPlace } from './content-type.ts';
import { announcement } from './types/announcement.ts';
import { finance } from './types/finance.ts';
import { interpretation } from './types/interpretation.ts';
import { news } from './types/news.ts';
import { normativeDocument } from './types/normative-document.ts';
import { personnel } from './types/personnel.ts';
import { planning } from './types/planning.ts';
import { policy } from './types/policy.ts';
import { publicNotice } from './types/public-notice.ts';
import { specialTopic } from './types/special-topic.ts';

/** What staff may draft by hand from the first day; the features add their own. */
export const generalTypes: readonly ContentType[] = inPlace([
  announcement,
  finance,
  interpretation,
  news,
  normativeDocument,
  personnel,
  planning,
  policy,
  publicNotice,
  specialTopic,
]);
