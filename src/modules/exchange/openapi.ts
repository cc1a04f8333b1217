import type { TObject, TSchema } from 'typebox';
import { exchangeRoutes } from './exchange-routes.ts';
import {
  ByIndexNumber,
  Changes,
  ChangesQuery,
  Codes,
  Documents,
  DocumentsQuery,
  OneDocument,
  Problem,
  PublishedEvent,
  Withdrawn,
  WithdrawnEvent,
} from './open-schema.ts';

interface Described {
  readonly method: string;
  readonly url: string;
  readonly summary: string;
  readonly signed: boolean;
  readonly params?: TObject | undefined;
  readonly query?: TObject | undefined;
  readonly body?: TObject | undefined;
  readonly answers: Readonly<Record<number, TSchema>>;
}

const OPEN: readonly Described[] = [
  {
    method: 'GET',
    url: '/open/v1/changes',
    summary: '某个位置之后发布、更正、撤回了什么',
    signed: false,
    query: ChangesQuery,
    answers: { 200: Changes },
  },
  {
    method: 'GET',
    url: '/open/v1/documents',
    summary: '已公开的文件，从新到旧',
    signed: false,
    query: DocumentsQuery,
    answers: { 200: Documents },
  },
  {
    method: 'GET',
    url: '/open/v1/documents/:indexNumber',
    summary: '一份已公开的文件；已撤回的答 410',
    signed: false,
    params: ByIndexNumber,
    answers: { 200: OneDocument, 410: Withdrawn },
  },
  {
    method: 'GET',
    url: '/open/v1/codes',
    summary: '栏目、机构、信息类别等的代号',
    signed: false,
    answers: { 200: Codes },
  },
];

/** The description of the open interface (OpenAPI 3.1), made from the schemas requests are checked with. */
export function openApi(baseUrl: string): object {
  const all: readonly Described[] = [...OPEN, ...exchangeRoutes.map((route) => ({ ...route, signed: true }))];
  const paths: Record<string, Record<string, object>> = {};
  for (const route of all) {
    const path = route.url.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return plainSchema({
    openapi: '3.1.0',
    info: {
      title: '阳光药监开放接口',
      version: '1',
      description: '公开信息可以直接读取；推送文稿等操作需要签名，见 docs/exchange.md 和 /open。',
    },
    servers: [{ url: baseUrl }],
    paths,
    webhooks: {
      published: webhook('发布或更正了一份文件', PublishedEvent),
      withdrawn: webhook('撤回了一份文件，不说明是什么', WithdrawnEvent),
    },
    components: {
      schemas: { Problem },
      securitySchemes: {
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'x-sunlit-signature',
          description: '与 x-sunlit-key、x-sunlit-timestamp、x-sunlit-nonce 一起使用，HMAC-SHA-256',
        },
      },
    },
  });
}

function operationOf({ summary, signed, params, query, body, answers }: Described): object {
  const responses = Object.entries(answers).map(([status, schema]) => [
    status,
    { description: status === '410' ? '已撤回' : '成功', content: { 'application/json': { schema } } },
  ]);
  return {
    summary,
    ...(signed ? { security: [{ signature: [] }] } : {}),
    parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query')],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      ...(responses.length > 0 ? Object.fromEntries(responses) : { 200: { description: '文件内容' } }),
      default: {
        description: '没有办成',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function parametersOf(schema: TObject | undefined, place: 'path' | 'query'): object[] {
  const required: readonly string[] = schema?.required ?? [];
  return Object.entries<TSchema>(schema?.properties ?? {}).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || (required.includes(name) && !('default' in field)),
    schema: field,
  }));
}

const webhook = (summary: string, schema: TSchema) => ({
  post: {
    summary,
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { '2XX': { description: '已收到。其他答复会重试' } },
  },
});

/** As JSON, without the words only our own forms read. */
export function plainSchema(value: unknown): object {
  const text = JSON.stringify(value, (name: string, part: unknown) => (FORM_WORDS.has(name) ? undefined : part));
  return JSON.parse(text) as object;
}

const FORM_WORDS: ReadonlySet<string> = new Set<string>(['x-widget', 'x-labels', 'x-purpose', 'x-hint']);
