import { type ReactNode, useEffect, useRef } from 'react';
import { Breadcrumb } from 'antd';
import { Link } from 'react-router';
import { useArrival } from './focus.ts';

export interface Crumb {
  readonly label: string;
  readonly to?: string;
}

/**
 * The frame of every screen: one h1 (also the window's title), where it stands, what can be done here.
 * On arrival the heading takes the focus, so that a screen reader says where one is.
 */
export function Page({
  title,
  crumbs = [],
  lead,
  actions,
  children,
}: {
  readonly title: string;
  /** The way here, without the page itself. */
  readonly crumbs?: readonly Crumb[];
  /** A sentence or a line of facts under the title. */
  readonly lead?: ReactNode;
  /** Buttons at the right of the title, the main one first. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · 阳光药监工作台`;
  }, [title]);
  useArrival(heading);
  return (
    <article className="page">
      {crumbs.length > 0 && (
        <Breadcrumb
          items={crumbs.map(({ label, to }) => ({ key: label, title: to ? <Link to={to}>{label}</Link> : label }))}
        />
      )}
      <header className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <div className="page-lead">{lead}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </article>
  );
}

/** A titled block of a page. `count` stands beside the title; `extra` at its right end. */
export function Block({
  title,
  count,
  extra,
  children,
}: {
  readonly title: string;
  readonly count?: number;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="block" aria-label={title}>
      <header className="block-head">
        <h2>
          {title}
          {count !== undefined && <span className="block-count">{count}</span>}
        </h2>
        {extra}
      </header>
      {children}
    </section>
  );
}
