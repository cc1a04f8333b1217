import type { ChangedFact } from './changed-facts.ts';

/** What is declared differently, in a table: struck through and underlined, and said for the ear. */
export function FactChanges({
  facts,
  before,
  after,
}: {
  readonly facts: readonly ChangedFact[];
  readonly before: string;
  readonly after: string;
}) {
  if (facts.length === 0) return null;
  return (
    <div className="lines lines-stacked">
      <table>
        <thead>
          <tr>
            <th scope="col">要素</th>
            <th scope="col">{before}</th>
            <th scope="col">{after}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map(({ name, before: old, after: now }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td data-label={before}>{old ? <del>{old}</del> : '（空）'}</td>
              <td data-label={after}>{now ? <ins>{now}</ins> : '（空）'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
