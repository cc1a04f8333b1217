/** Comments by full name: `public.matter`, `public.matter.waiting_role`. */
export interface Comments {
  readonly tables: ReadonlyMap<string, string>;
  readonly columns: ReadonlyMap<string, string>;
}

/**
 * Reads what migrations say about tables and columns: the lines of `--` directly above `create table`, and directly above a
 * column within it. A comment followed by an empty line, or by anything else, is about something else.
 */
export function commentsOf(migrations: readonly string[]): Comments {
  const tables = new Map<string, string>();
  const columns = new Map<string, string>();
  for (const text of migrations) {
    let above: string[] = [];
    let within: string | undefined;
    for (const line of text.split('\n')) {
      const comment = /^\s*--\s?(.*)$/.exec(line)?.[1];
      if (comment !== undefined) {
        if (!/^-+ /.test(comment)) above.push(comment.trim());
        continue;
      }
      const opened = /^create table (?:if not exists )?(?:(\w+)\.)?(\w+) \(/.exec(line);
      const column = /^\s+(\w+)\s+\w/.exec(line)?.[1];
      if (opened) {
        within = `${opened[1] ?? 'public'}.${opened[2]}`;
        if (above.length > 0) tables.set(within, above.join(' '));
      } else if (line.startsWith(')')) within = undefined;
      else if (within && column && above.length > 0) columns.set(`${within}.${column}`, above.join(' '));
      above = [];
    }
  }
  return { tables, columns };
}
