import { type TSchema, Type } from 'typebox';

// Fields that several types ask for.

export const day = (title: string, description?: string) =>
  Type.String({ format: 'date', title, ...(description ? { description } : {}) });

export const text = (title: string, maxLength: number, description?: string) =>
  Type.String({ minLength: 1, maxLength, title, ...(description ? { description } : {}) });

export const maybe = <T extends TSchema>(schema: T) => Type.Optional(schema);

export const heading = (words: string): string => `<h2>${words}</h2><p></p>`;

/** Headings with room under each. */
export const template = (parts: readonly string[], requiredParts: readonly string[] = parts) => ({
  html: parts.map(heading).join(''),
  requiredParts,
});
