import { Block, Facts, Loaded, useRead } from '#workbench/kit/index.ts';
import type { OfferedAnswers } from '../contract.ts';

/** Whether offering what is published already spares people an application (`/requests/new` offers it while they write). */
export function Offered() {
  const read = useRead<OfferedAnswers>('/api/requests/offered-answers');
  return (
    <Loaded query={read}>
      {({ shown, opened, found, anyway, before }) => (
        <Block title="申请以前（本年）">
          <p className="muted">填写时推荐的已公开信息</p>
          <Facts
            facts={[
              ['推荐', `${shown} 次`],
              ['打开', `${opened} 次`],
              ['找到了，没有再申请', `${found} 次`],
              ['看过以后仍然申请', `${anyway} 次`],
            ]}
          />
          <p className="muted table-note">申请以前的四个问题</p>
          <Facts
            facts={[
              ['看了', `${before.shown} 次`],
              ['搜索', `${before.sought} 次`],
              [
                '改走其他渠道',
                before.left
                  .filter(({ times }) => times > 0)
                  .map(({ label, times }) => `${label} ${times} 次`)
                  .join('；') || '0 次',
              ],
              ['看过以后仍然申请', `${before.goneOn} 次`],
            ]}
          />
        </Block>
      )}
    </Loaded>
  );
}
