import type { ColumnLine } from '../column-contract.ts';
import type { Newsroom } from './newsroom.ts';

/** The openness office at its columns, as its screens see them. `room` is asked for late: it is opened before the tests. */
export function columnDesk(room: () => Newsroom) {
  const officer = () => room().who('openness-officer', 'jx-finance');
  const browse = async () => room().browse(await officer());
  const lines = async () => (await (await browse()).get('/api/columns')).json<ColumnLine[]>();
  const read = async (key: string) => {
    const line = (await lines()).find((one) => one.key === key);
    if (!line) throw new Error(`no column ${key}`);
    return line;
  };
  return { officer, browse, lines, read };
}
