import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { AppError } from '#kernel/errors.ts';
import { unkeepableIn } from '#platform/text-guard.ts';
import type { Services } from '#platform/services.ts';
import { FILE_LIMITS, fileOfToken, isPurpose, keepFile, type SentFile } from '../uploads/sent-files.ts';

/** A form as it came: what was typed, the files it has by now, and what is wrong with files that came with it. */
export interface ReceivedForm {
  readonly body: Readonly<Record<string, unknown>>;
  readonly files: readonly SentFile[];
  readonly errors: Readonly<Record<string, string>>;
}

/** Far more than the form has, far less than a flood. */
const PARTS = { fields: 60, fieldSize: 60_000, fieldNameSize: 60, fileSize: FILE_LIMITS.bytes + 1, files: 12 } as const;

/**
 * Reads a form with or without files. A file that is accepted is kept at once, closed, so that it is not lost while other fields are put right; those kept
 * before come as signed words of the page, and those ticked to be dropped are left out.
 */
export async function receivedForm(services: Services, request: FastifyRequest): Promise<ReceivedForm> {
  if (!request.isMultipart()) {
    const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    return { body, files: carried(services, body), errors: {} };
  }
  const { fields, parts } = await partsOf(request);
  const bad = unkeepableIn(
    fields,
    parts.map(({ name }) => name),
  );
  if (bad) throw bad;
  const files = [...carried(services, fields)];
  const errors: Record<string, string> = {};
  for (const { purpose, name, bytes } of parts) {
    if (!isPurpose(purpose)) continue;
    if (files.length >= FILE_LIMITS.files) {
      errors[purpose] = `最多上传 ${FILE_LIMITS.files} 个文件，「${name}」没有收下，请合并或者删去不需要的`;
      continue;
    }
    try {
      const file = await keepFile(services, { purpose, name, bytes });
      if (!files.some(({ hash }) => hash === file.hash)) files.push(file);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      errors[purpose] = [errors[purpose], ...error.reasons].filter(Boolean).join('；');
    }
  }
  return { body: fields, files, errors };
}

interface Part {
  readonly purpose: string;
  readonly name: string;
  readonly bytes: Buffer;
}

async function partsOf(request: FastifyRequest): Promise<{ fields: Record<string, unknown>; parts: Part[] }> {
  const fields: Record<string, unknown> = {};
  const parts: Part[] = [];
  try {
    for await (const part of request.parts({ limits: PARTS, throwFileSizeLimit: false } as never)) {
      if (part.type === 'file') {
        const { filename = '', fieldname } = part as MultipartFile;
        const bytes = await part.toBuffer();
        // A field left empty comes as a file without name and content.
        if (filename !== '' || bytes.length > 0) parts.push({ purpose: fieldname, name: filename || '未命名', bytes });
      } else addField(fields, part.fieldname, part.value);
    }
  } catch (error) {
    // Whatever the reader of forms throws is about what was sent.
    if (error instanceof AppError) throw error;
    throw new AppError('bad-request', 400, ['提交的内容不完整或者太大，请返回检查后重试']);
  }
  return { fields, parts };
}

function addField(fields: Record<string, unknown>, name: string, value: unknown): void {
  if (!Object.hasOwn(fields, name)) Object.defineProperty(fields, name, { value, enumerable: true, writable: true });
  else fields[name] = [fields[name], value].flat();
}

/** The files the page carried along, without those that are to be dropped. */
function carried(services: Services, body: Readonly<Record<string, unknown>>): SentFile[] {
  const dropped = new Set(textsOf(body, 'drop'));
  const files = textsOf(body, 'file').flatMap((token) => fileOfToken(services, token) ?? []);
  return files
    .filter(({ id }, i) => !dropped.has(id) && files.findIndex((one) => one.id === id) === i)
    .slice(0, FILE_LIMITS.files);
}

function textsOf(body: Readonly<Record<string, unknown>>, name: string): string[] {
  const value = Object.hasOwn(body, name) ? body[name] : [];
  return [value]
    .flat()
    .filter((one) => typeof one === 'string')
    .slice(0, 20);
}
