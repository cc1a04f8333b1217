import type { DemoDocument } from '../document.ts';
import { plainFile } from './made-files.ts';
import { FILM_SIZE, film, risingSteps } from './made-film.ts';

/** Seconds each step is shown for. */
const LONG = 6;
const STEPS = [
  '第一步，归集数据：许可、检查、检验、执法的数据汇到一处。',
  '第二步，建立档案：一家企业一份档案，随时更新。',
  '第三步，监测预警：发现异常，先提醒企业自查。',
  '第四步，协同处置：需要查处的，相关处室同时接到任务。',
] as const;

const at = (seconds: number) => `00:00:${String(seconds).padStart(2, '0')}.000`;
const captions = `WEBVTT\n\n${STEPS.map((line, nth) => `${at(nth * LONG)} --> ${at((nth + 1) * LONG)}\n${line}\n`).join('\n')}`;

/** Four steps in four colours, without sound: a film small enough to be made while the demonstration is. */
export const SMART_FILM: NonNullable<DemoDocument['film']> = {
  name: '智慧监管四步.mp4',
  bytes: film(
    risingSteps(
      [
        [200, 140, 118],
        [160, 148, 112],
        [120, 156, 106],
        [70, 160, 108],
      ],
      LONG,
    ),
  ),
  ...FILM_SIZE,
  title: '智慧监管四步（24 秒，无声，有字幕）',
  captions: { name: '智慧监管四步.vtt', bytes: plainFile(captions) },
  transcript: ['画面上，四级颜色由浅到深的台阶从左到右依次出现，一级比一级高。', ...STEPS],
};
