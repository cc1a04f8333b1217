export { type Block, defaultLimits, type Extraction, type ExtractionLimits } from './blocks.ts';
export { decodeText } from './decode.ts';
export { guardZip, listZipEntries, unpack } from './zip.ts';
export { type AcceptedKind, acceptedTypes, type DetectedType, detectType } from './detect.ts';
export { readMailElsewhere } from './elsewhere.ts';
export { extractText, linesOf } from './extract.ts';
export type { ReadMail } from './mail.ts';
