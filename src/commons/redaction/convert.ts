import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { invalid } from '#kernel/errors.ts';

/** Makes a PDF of a Word or Excel file, as it would be printed. */
type Converter = (bytes: Uint8Array, extension: 'docx' | 'xlsx') => Promise<Uint8Array>;

const WITHIN_MS = 120_000;
const LARGEST = 200 * 1024 * 1024;

/**
 * By LibreOffice where it is installed (`given`: SUNLIT_SOFFICE, else where it is usually put), in a folder and profile of its own that go away
 * afterwards: macros are off, links are not followed, nothing but what is printed comes out. Refuses in one sentence where it is not installed,
 * takes too long, or makes nothing of the file.
 */
export function converter(given: string | undefined): Converter {
  return async (bytes, extension) => {
    const program = given ?? USUAL_PLACES.find(runs);
    if (!program) throw invalid({ file: NOT_INSTALLED });
    const folder = await mkdtemp(path.join(tmpdir(), 'sunlit-convert-'));
    try {
      const profile = path.join(folder, 'profile');
      await mkdir(path.join(profile, 'user'), { recursive: true });
      await writeFile(path.join(profile, 'user/registrymodifications.xcu'), CAREFUL);
      await writeFile(path.join(folder, `file.${extension}`), bytes);
      await run(program, folder, profile, extension);
      return await made(path.join(folder, 'file.pdf'));
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

function run(program: string, folder: string, profile: string, extension: 'docx' | 'xlsx'): Promise<void> {
  const filter = extension === 'docx' ? 'writer_pdf_Export' : 'calc_pdf_Export';
  return new Promise((resolve, reject) => {
    execFile(
      program,
      [
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
        timeout: WITHIN_MS,
        killSignal: 'SIGKILL',
        env: { HOME: folder, TMPDIR: folder, PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
        maxBuffer: 1_000_000,
      },
      (error) => (error ? reject(invalid({ file: FAILED })) : resolve()),
    );
  });
}

async function made(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes || bytes.length === 0 || bytes.length > LARGEST) throw invalid({ file: FAILED });
  return bytes;
}
