export { type Block, defaultLimits, type Extraction, type ExtractionLimits } from './blocks.ts';
export { type AcceptedKind, acceptedTypes, type DetectedType, detectType } from './detect.ts';
export { extractText, linesOf } from './extract.ts';
export { guardZip } from './zip.ts';
