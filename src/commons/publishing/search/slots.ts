/**
 * So many values, the rest empty: a statement that is the same however many words were typed is planned once (`kept`). What is empty
 * must mean nothing in it.
 */
export const slots = <E extends '' | null>(values: readonly string[], size: number, empty: E): (string | E)[] =>
  Array.from({ length: size }, (_, i) => values[i] ?? empty);
