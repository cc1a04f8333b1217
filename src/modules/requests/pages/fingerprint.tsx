/** The hash of what was sent, and what it is good for. `copied`: with a button that takes it along. */
export function Fingerprint({ hash, copied }: { readonly hash: string; readonly copied?: boolean }) {
  return (
    <>
      <span className="fingerprint" {...(copied && { 'data-copy': hash })}>
        {hash}
      </span>
      <span className="aside">（证明您提交的内容没有被改动，平时用不到）</span>
    </>
  );
}
