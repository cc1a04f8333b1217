import type { Opener } from '#commons/redaction/index.ts';
import type { Claim } from '#platform/claims.ts';

/** Opens a file, as `open` does, for work that was taken up: with each page that is asked for the worker says that it still goes on. */
export const openUnder =
  (claim: Claim, open: Opener): Opener =>
  (file, work) =>
    open(file, (engine, sizes) =>
      work(
        {
          async ask(call, ask) {
            await claim.renew();
            return engine.ask(call, ask);
          },
        },
        sizes,
      ),
    );

/** Said of what was taken up again and again and never came to an end. */
export const NEVER_ENDED =
  '这份材料处理了三次都没有完成，可能内容过于复杂或者已经损坏：请用原来的软件重新导出 PDF 后再上传，仍不行的请联系系统管理员';
