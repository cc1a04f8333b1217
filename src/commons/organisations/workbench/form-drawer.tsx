import type { ComponentProps } from 'react';
import { type DrawerForm, FormDrawer as Drawer } from '#workbench/kit/index.ts';

export type RegisterForm = DrawerForm;

const RENEWS = ['/api/units', '/api/people', '/api/unit-classes', '/api/delegations', '/api/hand-over'];

/** One act on the register as a form at the right. What others see of the register is read anew when it is done. */
export const FormDrawer = (props: Omit<ComponentProps<typeof Drawer>, 'renews'>) => (
  <Drawer {...props} renews={RENEWS} />
);
