import Fastify, { type ValidationResult } from 'fastify';

interface Check {
  (data: unknown): boolean;
  errors?: ValidationResult[] | null;
}

/** Words in schemas that forms read and validation ignores; without them the validator refuses to start. */
const FORM_WORDS = ['x-widget', 'x-need', 'x-labels', 'x-purpose', 'x-hint'];

const made = new Map<string, Check>();
let maker: Promise<(schema: unknown) => Check> | undefined;

/**
 * Gives what makes the check of a route's schema. Each different schema is made into a check once in a process, however many routes have it
 * (an id in the address: every second one) and however many servers are opened (tests: hundreds): making them took most of opening one.
 */
export async function schemaChecks(): Promise<(route: { readonly schema: unknown }) => Check> {
  maker ??= makerOfFastify();
  const make = await maker;
  return ({ schema }) => {
    const text = JSON.stringify(schema);
    const check = made.get(text) ?? make(schema);
    made.set(text, check);
    return check;
  };
}

/** Fastify's own, with our options: it gives it away once a server with a schema stands. */
async function makerOfFastify(): Promise<(schema: unknown) => Check> {
  const server = Fastify({
    ajv: { customOptions: { allErrors: true, coerceTypes: 'array', removeAdditional: false, keywords: FORM_WORDS } },
  });
  server.get('/', { schema: { querystring: {} } }, () => undefined);
  await server.ready();
  const compile = server.validatorCompiler;
  if (!compile) throw new Error('no validator compiler');
  await server.close();
  return (schema) => compile({ schema, method: 'GET', url: '/' }) as Check;
}
