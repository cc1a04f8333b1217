import { Block, ClockExplanation } from '#workbench/kit/index.ts';
import type { PanelProps } from '../panels.ts';

/** How the day by which it must be answered is found: rule, start, days left out, days counted. */
export function Clock({ request, matter: { clock } }: PanelProps) {
  if (!request.confirmedOn)
    return (
      <Block title="答复期限">
        <p>还没有确认收到，答复期限没有起算。</p>
      </Block>
    );
  if (clock.explanation.length === 0) return null;
  return (
    <Block title="答复期限">
      <ClockExplanation clock={clock} folded={clock.state === 'stopped'} />
    </Block>
  );
}
