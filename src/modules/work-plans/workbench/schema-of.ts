import type { JsonSchema } from '#commons/casework/contract.ts';

/** A TypeBox schema is JSON schema; its own type is only narrower than what forms read. */
export const schemaOf = (schema: object): JsonSchema => schema as JsonSchema;
