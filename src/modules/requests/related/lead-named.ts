/** The request into which one is merged: whether it may lead is decided while it stands still. */
export const leadNamed = (step: string, fields: unknown): readonly string[] => {
  const { intoId } = (fields ?? {}) as { readonly intoId?: unknown };
  return step === 'merge' && typeof intoId === 'string' ? [intoId] : [];
};
