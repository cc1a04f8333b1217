const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';
const SAY_AGAIN_AFTER_MS = 15_000;

let taken = 0;
/** Steps that have begun and not ended: where there are several, each line says which it is about. */
let underway = 0;
/** @type {NodeJS.WritableStream} */
let out = process.stdout;

/** For commands whose own output is read by programs: progress goes to the error stream. */
export function keepStdoutClean() {
  out = process.stderr;
}

/** The number of the next step; what we start goes on counting from it. */
export const nextStep = () => taken + 1;

/** Says what begins, from time to time that it goes on, and how long it took. A failure is for the caller to explain. */
export async function step(label, work) {
  taken += 1;
  underway += 1;
  const mark = CIRCLED[taken - 1] ?? `(${taken})`;
  const which = () => (underway > 1 ? `${mark} ` : '   ');
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
  out.write(`${mark} ${label} …\n`);
  const alive = setInterval(() => out.write(`${which()}仍在进行，已用 ${seconds()} 秒\n`), SAY_AGAIN_AFTER_MS);
  try {
    const result = await work();
    out.write(`${which()}完成，${seconds()} 秒\n`);
    return result;
  } finally {
    underway -= 1;
    clearInterval(alive);
  }
}
