import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';
import { Stop } from './project.mjs';

/** The one that has no windows: the same pages for two thirds of the work, which is minutes of a gate. */
const SHELL = { place: '/usr/bin/chromium-headless-shell', package: 'chromium-headless-shell' };
const PLACES = [
  SHELL.place,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const FONTS = 'fonts-wqy-microhei';

/**
 * Gives the path of a Chromium, with Chinese fonts on the machine; installs both by apt where root may. One with windows that is there already
 * serves where the other cannot be had.
 */
export async function ensureBrowser() {
  const given = process.env.SUNLIT_CHROMIUM;
  if (given && !existsSync(given)) throw new Stop(`SUNLIT_CHROMIUM 指向的 ${given} 不存在；请改正路径，或删去这个变量`);
  const found = () => given ?? PLACES.find((place) => existsSync(place));
  const fonts = hasChineseFonts() ? [] : [FONTS];
  if (mayInstall()) {
    const shell = given || existsSync(SHELL.place) ? [] : [SHELL.package];
    const there = found() !== undefined && fonts.length === 0;
    const installed = await installByApt([...shell, ...fonts], there);
    // Ubuntu has no such package.
    if (!installed && !there) await installByApt([...(found() ? [] : ['chromium']), ...fonts]);
  } else {
    const missing = [...(found() ? [] : ['chromium']), ...fonts];
    if (missing.length > 0) throw new Stop(toInstall(missing));
  }
  const browser = found();
  if (browser && hasChineseFonts()) return browser;
  throw new Stop(toInstall([...(browser ? [] : ['chromium']), ...(hasChineseFonts() ? [] : [FONTS])]));
}

/** Without one every Chinese character is drawn as an empty box, and nothing says so. Only Linux can lack them. */
function hasChineseFonts() {
  if (process.platform !== 'linux') return true;
  const { status, stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '';
}

const mayInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

const toInstall = (packages) =>
  `浏览器测试缺少 ${packages.join('、')}；请先安装（Debian、Ubuntu：sudo apt-get install ${packages.join(' ')}），或用 SUNLIT_CHROMIUM 指定已有的 Chromium`;

/** Says whether they are there now; what apt said is printed unless all goes on without them. */
async function installByApt(packages, quiet = false) {
  if (packages.length === 0) return true;
  return await step(`安装浏览器测试所需的 ${packages.join('、')}`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const tool = (...args) => run('apt-get', ['-qq', '-y', ...args], { env, output: 'keep' });
    const update = await tool('update');
    const result = await tool('install', '--no-install-recommends', ...packages);
    if (result.code !== 0 && !quiet) process.stderr.write(update.output + result.output);
    return result.code === 0;
  });
}
