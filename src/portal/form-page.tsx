import type { ReactNode } from 'react';
import { type Crumb, PortalPage } from './layout.tsx';
import type { SiteFacts } from './site-facts.ts';

/** What the pages of one form for the public have in common: what it is called, where it begins, and what it stands under. */
export interface PublicForm {
  readonly name: string;
  readonly path: string;
  readonly under: Crumb;
  /** Key of the section of the navigation it belongs to. */
  readonly section?: string;
}

/** A page of a form: the empty one, one of its later steps, or what it answers. Search engines keep none of them. */
export function FormPage({
  site,
  form: { name, path, under, section },
  step,
  children,
}: {
  readonly site: SiteFacts;
  readonly form: PublicForm;
  /** Left out: the form itself. */
  readonly step?: string;
  readonly children: ReactNode;
}) {
  return (
    <PortalPage
      site={site}
      title={step ? `${step} - ${name}` : name}
      path={path}
      section={section}
      unlisted
      breadcrumb={[under, ...(step ? [{ label: name, href: path }, { label: step }] : [{ label: name }])]}
    >
      <div className="frame narrow">{children}</div>
    </PortalPage>
  );
}
