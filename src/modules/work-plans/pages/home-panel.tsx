import type { HomePanel } from '#commons/publishing/index.ts';
import type { WorkCalendar } from '#kernel/calendar.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';
import { boardOf, publicPlans, publicStates } from '../board.ts';
import { counted } from './figures.ts';

/** The newest plan on the home page: how many items, how many done, how many late. Needs no working days, so no calendar. */
export const workPlanPanel: HomePanel = {
  key: 'work-plans',
  show: async (db: Db, today: LocalDate) => {
    const [plan] = await publicPlans(db);
    if (!plan) return undefined;
    const items = await boardOf(db, plan.id, today, WITHOUT_HOLIDAYS);
    return (
      <section className="block" aria-labelledby="work-plan-panel">
        <div className="block-head">
          <h2 id="work-plan-panel">工作要点落实</h2>
          <a href="/work-plans">各年度</a>
        </div>
        <div className="newest">
          <a href={`/work-plans/${plan.id}`}>{plan.title}</a>
        </div>
        <ul className="five">
          <Tile label="全部任务" items={items.length} href={`/work-plans/${plan.id}`} />
          {SHOWN.map((state) => (
            <Tile
              key={state}
              label={publicStates[state]}
              items={counted(items, state)}
              href={`/work-plans/${plan.id}?state=${state}`}
            />
          ))}
        </ul>
      </section>
    );
  },
};

const SHOWN = ['completed', 'underway', 'overdue', 'unreported'] as const;

function Tile({ label, items, href }: { readonly label: string; readonly items: number; readonly href: string }) {
  return (
    <li>
      <a href={href}>
        <span>{label}</span>
        <b>
          {items}
          <small>项</small>
        </b>
      </a>
    </li>
  );
}

/** Only states are counted here, and those look at dates alone. */
const WITHOUT_HOLIDAYS: WorkCalendar = { years: new Map(), days: new Map() };
