import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { AppError } from '#kernel/errors.ts';
import { unkeepableIn } from '#platform/text-guard.ts';
import type { Services } from '#platform/services.ts';
import { UPLOAD_PURPOSES } from '../contract.ts';
import {
  FILE_LIMITS,
  fileOfToken,
  isPurpose,
  KEPT_HOURS,
  keepFile,
  type SentFile,
  stillWaits,
} from '../uploads/sent-files.ts';
import type { HeldForm, UploadRoom } from '../uploads/upload-room.ts';

/** A form as it came: what was typed, the files it has by now, those that have waited too long, and what is wrong with files. */
export interface ReceivedForm {
  readonly body: Readonly<Record<string, unknown>>;
  readonly files: readonly SentFile[];
  readonly lapsed: readonly SentFile[];
  readonly errors: Readonly<Record<string, string>>;
}

/** Far more than the form has, far less than a flood. */
const PARTS = { fields: 60, fieldSize: 60_000, fieldNameSize: 60, fileSize: FILE_LIMITS.bytes + 1, files: 12 } as const;

/**
 * Reads a form with or without files. A file that is accepted is kept at once, closed, so that it is not lost while other fields are put right; those kept
 * before come as signed words of the page, and those ticked to be dropped are left out. What cannot be taken now costs nobody what was typed.
 */
export async function receivedForm(
  services: Services,
  room: UploadRoom,
  request: FastifyRequest,
): Promise<ReceivedForm> {
  if (!request.isMultipart()) return carried(services, (request.body ?? {}) as Readonly<Record<string, unknown>>);
  const held = room.begin(request.ip);
  try {
    return await withFiles(services, held, request);
  } finally {
    held.end();
  }
}

async function withFiles(services: Services, held: HeldForm, request: FastifyRequest): Promise<ReceivedForm> {
  const { fields, parts } = await partsOf(request, held);
  const bad = unkeepableIn(
    fields,
    parts.map(({ name }) => name),
  );
  if (bad) throw bad;
  const { lapsed, ...before } = carried(services, fields);
  const files = [...before.files];
  const errors: Record<string, string> = { ...before.errors };
  const refuse = (purpose: string, ...words: readonly string[]) => {
    errors[purpose] = [errors[purpose], ...words].filter(Boolean).join('；');
  };
  for (const { purpose, name, bytes } of parts) {
    if (!isPurpose(purpose)) continue;
    if (bytes === 'many' || files.length >= FILE_LIMITS.files)
      refuse(purpose, `最多上传 ${FILE_LIMITS.files} 个文件，「${name}」没有收下，请合并或者删去不需要的`);
    else if (bytes === 'full') refuse(purpose, `现在上传的人很多，「${name}」没有收下，请过一分钟再试`);
    else
      try {
        const file = await keepFile(services, { purpose, name, bytes }, held.keep);
        if (!files.some(({ hash }) => hash === file.hash)) files.push(file);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        refuse(purpose, ...error.reasons);
      }
  }
  return { body: fields, files, lapsed, errors };
}

interface Part {
  readonly purpose: string;
  readonly name: string;
  /** Or why it was not read: more files than may come, or no room for it now. */
  readonly bytes: Buffer | 'many' | 'full';
}

async function partsOf(
  request: FastifyRequest,
  held: HeldForm,
): Promise<{ fields: Record<string, unknown>; parts: Part[] }> {
  const fields: Record<string, unknown> = {};
  const parts: Part[] = [];
  try {
    for await (const part of request.parts({ limits: PARTS, throwFileSizeLimit: false } as never)) {
      if (part.type === 'file') {
        const { filename = '', fieldname } = part as MultipartFile;
        const read = parts.filter((one) => typeof one.bytes !== 'string').length;
        const bytes = await bytesOf(part.file, held, read);
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

/** What is not held is read past, so that the fields behind it are not lost. */
async function bytesOf(file: AsyncIterable<Buffer>, held: HeldForm, read: number): Promise<Part['bytes']> {
  const chunks: Buffer[] = [];
  let not: 'many' | 'full' | undefined;
  for await (const chunk of file) {
    if (read >= FILE_LIMITS.files) not = 'many';
    else if (!not && !held.take(chunk.length)) not = 'full';
    if (not) chunks.length = 0;
    else chunks.push(chunk);
  }
  return not ?? Buffer.concat(chunks);
}

function addField(fields: Record<string, unknown>, name: string, value: unknown): void {
  if (!Object.hasOwn(fields, name)) Object.defineProperty(fields, name, { value, enumerable: true, writable: true });
  else fields[name] = [fields[name], value].flat();
}

/** The files the page carried along, without those that are to be dropped; what has waited too long is to be sent once more. */
function carried(services: Services, body: Readonly<Record<string, unknown>>): ReceivedForm {
  const dropped = new Set(textsOf(body, 'drop'));
  const named = textsOf(body, 'file')
    .flatMap((token) => fileOfToken(services, token) ?? [])
    .filter(({ id }, i, all) => !dropped.has(id) && all.findIndex((one) => one.id === id) === i)
    .slice(0, FILE_LIMITS.files);
  const lapsed = named.filter((file) => !stillWaits(services, file));
  return {
    body,
    files: named.filter((file) => stillWaits(services, file)),
    lapsed,
    errors: Object.fromEntries(
      Object.keys(UPLOAD_PURPOSES).flatMap((purpose) => {
        const names = lapsed.filter((file) => file.purpose === purpose).map(({ name }) => `「${name}」`);
        return names.length > 0
          ? [[purpose, `${names.join('、')}上传已超过 ${KEPT_HOURS} 小时，没有保留，请重新上传`]]
          : [];
      }),
    ),
  };
}

function textsOf(body: Readonly<Record<string, unknown>>, name: string): string[] {
  const value = Object.hasOwn(body, name) ? body[name] : [];
  return [value]
    .flat()
    .filter((one) => typeof one === 'string')
    .slice(0, 20);
}
