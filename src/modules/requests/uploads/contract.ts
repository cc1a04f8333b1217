import { Type } from 'typebox';

// What the panel of an applicant's files sends. Pure data: the browser imports this file.

/** POST /api/requests/:id/uploads/:uploadId → the file. */
export const UploadReason = Type.Object(
  { reason: Type.String({ title: '查看原因', minLength: 2, maxLength: 300, 'x-widget': 'textarea' }) },
  { additionalProperties: false },
);
