/**
 * A header that makes a browser save the file under its Chinese name (RFC 6266 with the `filename*` of RFC 8187), with a plain
 * name for clients that know no better. Give a name that `cleanFileName` has cleaned.
 */
export function contentDisposition(name: string): string {
  const extension = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '';
  const plain = /^[\w .()-]+$/.test(name) ? name : `download${extension}`;
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
