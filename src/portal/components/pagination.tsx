/** Pages as plain links, so that a crawler can follow them: first, last, and those around the current one. */
export function Pagination({
  page,
  pages,
  href,
  label = '分页',
}: {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly href: (page: number) => string;
  readonly label?: string;
}) {
  if (pages <= 1) return null;
  return (
    <nav className="pagination" aria-label={label}>
      <ul>
        {page > 1 && (
          <li>
            <a href={href(page - 1)} rel="prev">
              上一页
            </a>
          </li>
        )}
        {shownPages(page, pages).map((n, i, all) => (
          <li key={n} className={n !== 1 && n - (all[i - 1] ?? 0) > 1 ? 'gap' : undefined}>
            {n === page ? (
              <span aria-current="page">
                <span className="unseen">第</span>
                {n}
                <span className="unseen">页，当前页</span>
              </span>
            ) : (
              <a href={href(n)} aria-label={`第 ${n} 页`}>
                {n}
              </a>
            )}
          </li>
        ))}
        {page < pages && (
          <li>
            <a href={href(page + 1)} rel="next">
              下一页
            </a>
          </li>
        )}
      </ul>
      <p>
        第 {page} 页，共 {pages} 页
      </p>
    </nav>
  );
}

/** 1 … 4 5 6 … 20: never more than seven numbers. */
export function shownPages(page: number, pages: number): number[] {
  const around = [1, page - 1, page, page + 1, pages];
  if (page <= 3) around.push(2, 3, 4);
  if (page >= pages - 2) around.push(pages - 1, pages - 2, pages - 3);
  return [...new Set(around)].filter((n) => n >= 1 && n <= pages).sort((a, b) => a - b);
}
