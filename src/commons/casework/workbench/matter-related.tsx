import { Block } from '#workbench/kit/index.ts';
import type { MatterDetail } from '../contract.ts';
import { MatterTable } from './matter-table.tsx';

/** The matter this one came from, and those that came from it. */
export function Related({ detail: { parent, children } }: { readonly detail: MatterDetail }) {
  return (
    <>
      {parent && (
        <Block title="上级事项">
          <MatterTable caption="上级事项" lines={[parent]} empty="" />
        </Block>
      )}
      <Block title="下级事项" count={children.length}>
        <MatterTable caption="下级事项" lines={children} empty="没有下级事项" />
      </Block>
    </>
  );
}
