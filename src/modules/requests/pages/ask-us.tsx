import type { SiteFacts } from '#portal/index.ts';
import type { OfficeFacts } from '../guide/office-facts.ts';

/** Whom to call, and what to keep to oneself while calling; where the office states no telephone, how to reach the site. */
export function AskUs({ site, office }: { readonly site: SiteFacts; readonly office: OfficeFacts }) {
  const { phone, hours } = office;
  const way = phone ? (
    <>
      请打电话 <Telephone number={phone} />
      {hours && `（${hours}）`}
    </>
  ) : (
    `请联系我们：${site.contact}`
  );
  return (
    <p className="ask-us">
      不清楚怎么办，或者上网有困难：{way}，说出回执编号就可以。不要把查询码告诉任何人，工作人员不会问您要。
    </p>
  );
}

/** To be pressed on a telephone; whatever words stand beside the digits. */
export const Telephone = ({ number }: { readonly number: string }) => (
  <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>
);
