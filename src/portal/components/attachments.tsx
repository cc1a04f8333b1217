export interface AttachmentLink {
  readonly href: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** Files to take along, each with its type and size, so that nobody downloads blindly. */
export function Attachments({ items }: { readonly items: readonly AttachmentLink[] }) {
  if (items.length === 0) return null;
  return (
    <section className="attachments" aria-labelledby="attachments-title">
      <h2 id="attachments-title">附件</h2>
      <ul>
        {items.map(({ href, name, size }) => (
          <li key={href}>
            <a href={href} download={name}>
              {name}
            </a>
            <span className="aside">
              {typeOf(name)}，{sizeText(size)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const typeOf = (name: string): string => (/\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? '文件').toUpperCase();

/** `812 字节`, `34 KB`, `2.6 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  const kilobytes = Math.round(bytes / 1024);
  return kilobytes < 1000 ? `${kilobytes} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
