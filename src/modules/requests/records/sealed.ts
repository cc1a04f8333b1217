import type { TextPiece } from '#commons/redaction/contract.ts';
import type { GateFinding } from '#commons/redaction/index.ts';
import type { SecretBox } from '#platform/secret-box.ts';

// What can be read of a record lies under encryption, each piece bound to its place.

const bytesAt = (place: (...of: readonly (string | number)[]) => string) => ({
  seal: (secrets: SecretBox, bytes: Uint8Array, ...of: readonly (string | number)[]) =>
    secrets.seal(Buffer.from(bytes).toString('base64'), place(...of)),
  open: (secrets: SecretBox, sealed: Buffer, ...of: readonly (string | number)[]) =>
    Buffer.from(secrets.open(sealed, place(...of)), 'base64'),
});

const wordsAt = <T>(place: (...of: readonly (string | number)[]) => string) => ({
  seal: (secrets: SecretBox, value: T, ...of: readonly (string | number)[]) =>
    secrets.seal(JSON.stringify(value), place(...of)),
  open: (secrets: SecretBox, sealed: Buffer, ...of: readonly (string | number)[]) =>
    JSON.parse(secrets.open(sealed, place(...of))) as T,
});

export const sealedSource = bytesAt((record) => `request-record:${record}:source`);
export const sealedPicture = bytesAt((record, page) => `request-record:${record}:page:${page}`);
export const sealedCopy = bytesAt((copy) => `redaction-copy:${copy}`);
export const sealedName = wordsAt<string>((record) => `request-record:${record}:name`);
export const sealedPieces = wordsAt<readonly TextPiece[]>((record, page) => `request-record:${record}:text:${page}`);
export const sealedRecognised = wordsAt<readonly TextPiece[]>(
  (record, page) => `request-record:${record}:read:${page}`,
);
export const sealedWord = wordsAt<string>((record) => `request-record:${record}:word`);
export const sealedFindings = wordsAt<readonly GateFinding[]>((copy) => `redaction-copy:${copy}:findings`);
