import { Block, Facts, Loaded, useRead } from '#workbench/kit/index.ts';
import type { OfferedAnswers } from '../contract.ts';

/** Whether offering what is published already spares people an application (`/requests/new` offers it while they write). */
export function Offered() {
  const read = useRead<OfferedAnswers>('/api/requests/offered-answers');
  return (
    <Loaded query={read}>
      {({ shown, opened, found, anyway, before }) => (
        <Block title="申请前推荐已公开信息的效果（本年）">
          <Facts
            facts={[
              ['推荐', `${shown} 次`],
              ['打开推荐的信息', `${opened} 次`],
              ['找到了，没有再申请', `${found} 次`],
              ['看过推荐，仍然申请', `${anyway} 次`],
              ['看了申请前的四个问题', `${before.shown} 次`],
              ['从那里去搜索', `${before.sought} 次`],
              [
                '从那里去了其他渠道',
                before.left
                  .filter(({ times }) => times > 0)
                  .map(({ label, times }) => `${label} ${times} 次`)
                  .join('；') || '0 次',
              ],
              ['看过以后继续申请', `${before.goneOn} 次`],
            ]}
          />
        </Block>
      )}
    </Loaded>
  );
}
