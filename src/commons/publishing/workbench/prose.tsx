import { useQueries } from '@tanstack/react-query';
import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import { type Chart, chartsIn } from '#kernel/body/charts.ts';
import { type BodyNode, VOID } from '#kernel/body/html.ts';
import { laidOut } from '#kernel/body/layout.ts';
import { reactProps } from '#kernel/body/react-names.ts';
import { api, fileSize } from '#workbench/kit/index.ts';
import type { AttachmentRef } from '../contract.ts';
import { cleanHtml } from './safe-html.ts';

type Size = { readonly src: string; readonly width: number; readonly height: number };
type Drawn = Size & { readonly narrow: Size };

/** How the server draws a chart on the portal. */
export const drawnChart = (chart: Chart) => ({
  queryKey: ['drawn-chart', chart],
  queryFn: () => api.post<Drawn>('/api/drafting/chart', chart),
  staleTime: Number.POSITIVE_INFINITY,
});

/** A document's body as the portal shows it. Elements are made one by one from the allow-list; no HTML is put on the page. */
export function Prose({
  html,
  media = [],
  attachments = [],
}: {
  readonly html: string;
  readonly media?: readonly AttachmentRef[] | undefined;
  readonly attachments?: readonly AttachmentRef[] | undefined;
}) {
  const clean = useMemo(() => cleanHtml(html), [html]);
  const charts = useMemo(() => chartsIn(clean), [clean]);
  const drawn = useQueries({ queries: charts.map(drawnChart) });
  const contentOf = (file: AttachmentRef | undefined) => file && `/api/attachments/${file.id}/content`;
  let chart = 0;
  const nodes = laidOut(clean, {
    media: (hash) => contentOf(media.find((one) => one.hash === hash)),
    attachment: (hash) => {
      const file = attachments.find((one) => one.hash === hash);
      const href = contentOf(file);
      return file && href ? { href, words: `（${fileSize(file.size)}）` } : undefined;
    },
    chart: () => drawn[chart++]?.data,
  });
  return <div className="prose">{nodes.map(rendered)}</div>;
}

function rendered(node: BodyNode, at: number): ReactNode {
  if (typeof node === 'string') return <Fragment key={at}>{node}</Fragment>;
  const { tag, attributes, children } = node;
  const outside = tag === 'a' && !attributes.href?.startsWith('#') && { target: '_blank', rel: 'noreferrer' };
  const props = { key: at, ...reactProps(attributes), ...outside };
  if (VOID.has(tag)) return createElement(tag, props);
  // White space between rows is no content of a table.
  const inside = TABLE_PARTS.has(tag) ? children.filter((child) => typeof child !== 'string') : children;
  return createElement(tag, props, inside.map(rendered));
}

const TABLE_PARTS = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr']);
