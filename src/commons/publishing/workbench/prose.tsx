import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import { type CleanNode, cleanHtml } from './safe-html.ts';

/** A document's body as the portal shows it. Elements are made one by one from the allow-list; no HTML is put on the page. */
export function Prose({ html }: { readonly html: string }) {
  const nodes = useMemo(() => cleanHtml(html), [html]);
  return <div className="prose">{nodes.map(rendered)}</div>;
}

function rendered(node: CleanNode, at: number): ReactNode {
  if (typeof node === 'string') return <Fragment key={at}>{node}</Fragment>;
  const { tag, attributes, children } = node;
  const { colspan, rowspan, datetime, ...rest } = attributes;
  const named = {
    ...rest,
    ...(colspan && { colSpan: Number(colspan) || 1 }),
    ...(rowspan && { rowSpan: Number(rowspan) || 1 }),
    ...(datetime && { dateTime: datetime }),
    ...(tag === 'a' && { target: '_blank', rel: 'noreferrer' }),
  };
  if (VOID.has(tag)) return createElement(tag, { key: at, ...named });
  // White space between rows is no content of a table.
  const inside = TABLE_PARTS.has(tag) ? children.filter((child) => typeof child !== 'string') : children;
  return createElement(tag, { key: at, ...named }, inside.map(rendered));
}

const VOID = new Set(['br', 'hr', 'img']);
const TABLE_PARTS = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr']);
