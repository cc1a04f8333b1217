/** What stands behind a name on the command line (`--count 2000`), or the usual. */
export function numberGiven(name: string, usual: number): number {
  const at = process.argv.indexOf(name);
  return at < 0 ? usual : Number(process.argv[at + 1]) || usual;
}
