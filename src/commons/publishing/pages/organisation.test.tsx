import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { UNNAMED_SITE } from '#portal/index.ts';
import type { PublicUnit } from '../portal-units.ts';
import { UnitPage } from './organisation.tsx';

const unit = (key: string, kind: string, parentId: string | null, more: Partial<PublicUnit> = {}): PublicUnit => ({
  id: key,
  key,
  kind,
  name: key,
  parentId,
  functions: null,
  address: null,
  officeHours: null,
  phone: null,
  leaders: [],
  ...more,
});

const province = unit('省局', 'bureau', null, { address: '省城路 1 号', officeHours: '9:00-17:00' });
const register = [
  province,
  unit('法规处', 'department', '省局'),
  unit('信息中心', 'affiliated', '省局'),
  unit('某市局', 'city-bureau', '省局'),
];
const pageOf = (key: string): string => {
  const shown = register.find((one) => one.key === key) ?? province;
  return renderToStaticMarkup(<UnitPage site={UNNAMED_SITE} unit={shown} units={register} />);
};

describe('a unit', () => {
  test.each([
    ['法规处', '所属机关', true],
    ['信息中心', '主管机关', false],
    ['某市局', '业务指导机关', false],
  ])('%s calls the bureau its %s; in the house of the bureau: %s', (key, relation, housed) => {
    const html = pageOf(key);
    expect(html).toContain(`<dt>${relation}</dt>`);
    expect(html).not.toContain('上级机构');
    expect([html.includes('省城路 1 号'), html.includes('9:00-17:00')]).toEqual([housed, housed]);
  });

  test('the bureau does not count the bureaus of cities among its own', () => {
    const headings = [...pageOf('省局').matchAll(/<h2[^>]*>([^<]+)<\/h2>/g)].map(([, heading]) => heading);
    expect(headings).toEqual(['内设机构', '直属单位', '设区市机构']);
  });
});
