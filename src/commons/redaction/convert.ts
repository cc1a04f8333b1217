import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError, invalid } from '#kernel/errors.ts';

/** Makes a PDF of a Word or Excel file, as it would be printed. */
type Converter = (bytes: Uint8Array, extension: 'docx' | 'xlsx') => Promise<Uint8Array>;

/** Ours: several times what the largest files people have need. */
export const CONVERSION = {
  withinMs: 120_000,
  /** Of processor, of memory, of any one file that it writes. */
  cpuSeconds: 180,
  memoryBytes: 4 * 1024 * 1024 * 1024,
  fileBytes: 200 * 1024 * 1024,
} as const;
type Limits = { readonly [limit in keyof typeof CONVERSION]: number };

/**
 * By LibreOffice where it is installed (`given`: SUNLIT_SOFFICE, else where it is usually put), in a folder and profile of its own that go away
 * afterwards: macros are off, links are not followed, nothing but what is printed comes out. It runs without a network where the machine lets us take
 * that away (`confinedBy`), within limits of time, memory and the size of a file, and whatever it has started ends with it. Refuses in one sentence where
 * it is not installed, goes beyond a limit, or makes nothing of the file.
 */
export function converter(given: string | undefined, limits: Limits = CONVERSION): Converter {
  return async (bytes, extension) => {
    const program = given ?? USUAL_PLACES.find(runs);
    if (!program) throw invalid({ file: NOT_INSTALLED });
    const folder = await mkdtemp(path.join(tmpdir(), 'sunlit-convert-'));
    try {
      const profile = path.join(folder, 'profile');
      await mkdir(path.join(profile, 'user'), { recursive: true });
      await writeFile(path.join(profile, 'user/registrymodifications.xcu'), CAREFUL);
      await writeFile(path.join(folder, `file.${extension}`), bytes);
      await run(program, folder, profile, extension, limits);
      return await made(path.join(folder, 'file.pdf'), limits);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

const NOT_INSTALLED =
  '本机没有安装转换软件（LibreOffice），不能处理 Word、Excel 文件：请用原来的软件导出为 PDF 后再上传';
const FAILED = '这份文件转换不成 PDF，请用原来的软件导出为 PDF 后再上传';

const USUAL_PLACES = [
  '/usr/bin/soffice',
  '/usr/local/bin/soffice',
  '/opt/libreoffice/program/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
] as const;

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The profile of a reader who trusts nothing: no macros, no links followed, no questions. */
const CAREFUL = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
`;

async function run(
  program: string,
  folder: string,
  profile: string,
  extension: 'docx' | 'xlsx',
  limits: Limits,
): Promise<void> {
  const filter = extension === 'docx' ? 'writer_pdf_Export' : 'calc_pdf_Export';
  const [command = program, ...before] = [...confinedBy(limits), program];
  const child = spawn(
    command,
    [
      ...before,
      '--headless',
      '--norestore',
      '--nolockcheck',
      '--nodefault',
      '--nofirststartwizard',
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      '--convert-to',
      `pdf:${filter}`,
      '--outdir',
      folder,
      path.join(folder, `file.${extension}`),
    ],
    {
      cwd: folder,
      stdio: 'ignore',
      // The head of a group of its own: what it starts is ended with it.
      detached: process.platform !== 'win32',
      env: { HOME: folder, TMPDIR: folder, PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
    },
  );
  const timer = setTimeout(() => endGroup(child), limits.withinMs);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', resolve);
    });
    if (code !== 0) throw invalid({ file: FAILED });
  } catch (error) {
    throw error instanceof AppError ? error : invalid({ file: FAILED });
  } finally {
    clearTimeout(timer);
    endGroup(child);
  }
}

/** Ends a program with everything it has started; what has ended already is no matter. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

/**
 * What the program is started by, so that it keeps its limits: the shell's own, which every child inherits; and a network of its own with nothing in it,
 * where the kernel allows that to whom we run as (most containers do not). On Windows there is neither.
 */
export function confinedBy({ cpuSeconds, memoryBytes, fileBytes }: Omit<Limits, 'withinMs'>): readonly string[] {
  if (process.platform === 'win32') return [];
  const limits = `ulimit -t ${cpuSeconds}; ulimit -v ${Math.ceil(memoryBytes / 1024)}; ulimit -f ${Math.ceil(fileBytes / 512)}; ulimit -c 0; exec "$@"`;
  return [...withoutNetwork(), '/bin/sh', '-c', limits, 'sh'];
}

let withoutNetworkBy: readonly string[] | undefined;
function withoutNetwork(): readonly string[] {
  withoutNetworkBy ??=
    [['unshare', '--user', '--map-current-user', '--net', '--']].find(
      ([command = '', ...rest]) => spawnSync(command, [...rest, 'true'], { timeout: 5_000 }).status === 0,
    ) ?? [];
  return withoutNetworkBy;
}

async function made(file: string, { fileBytes }: Limits): Promise<Uint8Array> {
  const is = await lstat(file).catch(() => undefined);
  if (!is?.isFile() || is.size === 0 || is.size > fileBytes) throw invalid({ file: FAILED });
  return readFile(file);
}
