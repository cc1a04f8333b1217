import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';
import { Stop } from './project.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Gives the path of a Chromium, with Chinese fonts on the machine; installs both by apt where root may. */
export async function ensureBrowser() {
  const given = process.env.SUNLIT_CHROMIUM;
  if (given && !existsSync(given)) throw new Stop(`SUNLIT_CHROMIUM 指向的 ${given} 不存在；请改正路径，或删去这个变量`);
  const found = () => given ?? PLACES.find((place) => existsSync(place));
  const missing = [...(found() ? [] : ['chromium']), ...(hasChineseFonts() ? [] : ['fonts-wqy-microhei'])];
  if (missing.length > 0) await installByApt(missing);
  const browser = found();
  if (browser) return browser;
  throw new Stop('安装后仍没有找到 Chromium；请用 SUNLIT_CHROMIUM 给出它的路径');
}

/** Without one every Chinese character is drawn as an empty box, and nothing says so. Only Linux can lack them. */
function hasChineseFonts() {
  if (process.platform !== 'linux') return true;
  const { status, stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '';
}

async function installByApt(packages) {
  const names = packages.join(' ');
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Stop(
      `浏览器测试缺少 ${packages.join('、')}；请先安装（Debian、Ubuntu：sudo apt-get install ${names}），或用 SUNLIT_CHROMIUM 指定已有的 Chromium`,
    );
  }
  await step(`安装浏览器测试所需的 ${packages.join('、')}`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const tool = (...args) => run('apt-get', ['-qq', '-y', ...args], { env, output: 'keep' });
    const update = await tool('update');
    const result = await tool('install', '--no-install-recommends', ...packages);
    if (result.code === 0) return;
    process.stderr.write(update.output + result.output);
    throw new Stop(`apt-get 没有装上 ${packages.join('、')}；请查看上面的原因，或自行安装后再试`);
  });
}
