import { Type } from 'typebox';

// Fields that many forms of work plans ask for.

export const closed = { additionalProperties: false } as const;
export const uuid = (title: string) => Type.String({ title, format: 'uuid' });
/** Up to 2999: working days to a date further off would be counted for seconds. */
export const day = (title: string) => Type.String({ title, format: 'date', pattern: '^(?![03-9])' });
