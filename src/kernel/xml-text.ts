/**
 * The text without what XML 1.0 forbids (section 2.2: control characters but tab and line ends, halves of characters). One of them,
 * pasted unseen into a title, breaks a feed for every reader and an Excel file as a whole.
 */
export const xmlText = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
