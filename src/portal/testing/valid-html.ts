import { HtmlValidate } from 'html-validate';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

const validator = new HtmlValidate({ extends: ['html-validate:standard'] });

/** Every finding about a page as `line:column rule message`; an empty list means the HTML is valid. */
export async function htmlFindings(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId} ${message}`),
  );
}

/** The page tags of a page: name → content, for names that begin with a capital as the site guide writes them. */
export function pageTags(html: string): Record<string, string> {
  const tags = html.matchAll(/<meta name="([A-Z][A-Za-z]+)" content="([^"]*)"/g);
  return Object.fromEntries([...tags].map(([, name = '', content = '']) => [name, content]));
}

/** What the content security policy would refuse on a page: styles and scripts of its own, handlers in attributes. */
export function refusedByPolicy(html: string): string[] {
  const found: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('attrs' in node) {
      const { tagName, attrs } = node;
      for (const { name } of attrs) if (name === 'style' || name.startsWith('on')) found.push(`${tagName} ${name}`);
      // A data block (application/ld+json) is not run and so not a script to the policy.
      const isData = attrs.some(({ name, value }) => name === 'type' && value === 'application/ld+json');
      if (tagName === 'style' || (tagName === 'script' && !isData && !attrs.some(({ name }) => name === 'src')))
        found.push(tagName);
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(html));
  return found;
}
