import { createElement, Fragment, type ReactNode } from 'react';
import { type BodyNode, elementsIn, readBody, textIn, VOID } from '#kernel/body/html.ts';
import { type BodyPlaces, laidOut } from '#kernel/body/layout.ts';
import { plainNumber } from '#kernel/body/citations.ts';
import { reactProps } from '#kernel/body/react-names.ts';
import { mediaPath } from '#kernel/body/vocabulary.ts';
import { sanitise } from '#platform/sanitise.ts';
import { bodyChart, sizeText } from '#portal/index.ts';
import { documentPath } from '../document-path.ts';
import type { AttachmentRef } from '../contract.ts';

export interface BodyProps {
  readonly html: string;
  readonly indexNumber: string;
  readonly attachments: readonly Pick<AttachmentRef, 'hash' | 'name' | 'size'>[];
  /** Where the documents are that the text cites by their numbers (`numbersCited`). */
  readonly cited?: ReadonlyMap<string, string>;
}

/**
 * The body of a document on the portal. It was cleaned when it was written and is cleaned again here, whatever the database
 * holds; elements are made one by one, so that nothing can be on the page that the layout does not know.
 */
export function Body({ html, indexNumber, attachments, cited }: BodyProps) {
  const places: BodyPlaces = {
    media: mediaPath,
    attachment: (hash) => {
      const at = attachments.findIndex((one) => one.hash === hash);
      const file = attachments[at];
      return file && { href: `${documentPath(indexNumber)}/attachments/${at + 1}`, words: kindAndSize(file) };
    },
    document: (number) => cited?.get(plainNumber(number)),
    chart: bodyChart,
  };
  return <div className="prose">{laidOut(readBody(sanitise(html)), places).map(shown)}</div>;
}

/** The numbers of documents that a body cites, spelled as documents have them. */
export const numbersCited = (html: string): readonly string[] => [
  ...new Set(
    elementsIn(readBody(html), ({ tag, attributes }) => tag === 'cite' && attributes['data-kind'] === 'document').map(
      (cite) => plainNumber(textIn(cite).trim()),
    ),
  ),
];

function kindAndSize({ name, size }: Pick<AttachmentRef, 'name' | 'size'>): string {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toUpperCase();
  return `（${[extension, sizeText(size)].filter(Boolean).join('，')}）`;
}

function shown(node: BodyNode, at: number): ReactNode {
  if (typeof node === 'string') return <Fragment key={at}>{node}</Fragment>;
  const { tag, attributes, children } = node;
  const props = { key: at, ...reactProps(attributes) };
  return VOID.has(tag) ? createElement(tag, props) : createElement(tag, props, children.map(shown));
}
