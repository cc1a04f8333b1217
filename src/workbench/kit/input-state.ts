/** What every input says of itself to eye and ear: which words describe it, and whether something is wrong with it. */
export const inputState = ({
  invalid = false,
  describedBy,
}: {
  readonly invalid?: boolean | undefined;
  readonly describedBy?: string | undefined;
}): Readonly<{ 'aria-describedby': string | undefined; 'aria-invalid': boolean; status?: 'error' }> => ({
  'aria-describedby': describedBy,
  'aria-invalid': invalid,
  ...(invalid && { status: 'error' as const }),
});
