import type { ContentType } from '../content-type.ts';
import { announcement } from './announcement.ts';
import { finance } from './finance.ts';
import { interpretation } from './interpretation.ts';
import { news } from './news.ts';
import { normativeDocument } from './normative-document.ts';
import { personnel } from './personnel.ts';
import { planning } from './planning.ts';
import { policy } from './policy.ts';
import { publicNotice } from './public-notice.ts';
import { specialTopic } from './special-topic.ts';

/** What staff may draft by hand from the first day; the features add their own. */
export const generalTypes: readonly ContentType[] = [
  policy,
  normativeDocument,
  interpretation,
  announcement,
  news,
  planning,
  personnel,
  finance,
  publicNotice,
  specialTopic,
];
