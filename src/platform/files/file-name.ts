/** As long as most file systems and letters can bear. */
const LONGEST = 120;

/**
 * A name fit to show and to offer: the last part of a path, without control, invisible or direction-turning characters
 * (which can make `exe.txt` look like `txt.exe`) and without characters that Windows refuses. Given the extension of what
 * the file is, the name ends with it. Never empty.
 */
export function cleanFileName(name: string, extension?: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const visible = last
    .replace(UNSEEN, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const dot = visible.lastIndexOf('.');
  const hasSuffix = dot > 0 && /^[a-z0-9]{1,8}$/i.test(visible.slice(dot + 1));
  const stem = hasSuffix ? visible.slice(0, dot) : visible;
  const own = hasSuffix ? visible.slice(dot + 1) : '';
  const suffix = own || extension || '';
  const room = LONGEST - (suffix === '' ? 0 : suffix.length + 1);
  const short = [...stem].slice(0, room).join('').trimEnd() || '未命名';
  return suffix === '' ? short : `${short}.${suffix}`;
}

/** Control, format (bidirectional marks, zero-width), surrogate halves, line separators. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
