/** What is missing before a dialog can be finished, all of it, read out at once. */
export function DialogDefects({ defects }: { readonly defects: readonly string[] }) {
  if (defects.length === 0) return null;
  return (
    <div className="piece-defects" role="alert">
      {defects.map((defect) => (
        <p key={defect}>{defect}</p>
      ))}
    </div>
  );
}
