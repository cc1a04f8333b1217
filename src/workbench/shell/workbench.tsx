import { QueryClientProvider } from '@tanstack/react-query';
import { App as Dialogs, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { queryClient } from '../kit/query.ts';
import { screens } from '../screens.ts';
import { Broken, Missing } from './elsewhere.tsx';
import { Frame } from './frame.tsx';
import { DensityContext, useDensity } from './density.ts';
import { ScreenOutlet } from './screen-outlet.tsx';
import { SessionGate } from './session-gate.tsx';
import { theme } from './theme.ts';

const router = createBrowserRouter(
  [
    {
      element: (
        <SessionGate>
          <Frame />
        </SessionGate>
      ),
      errorElement: <Broken />,
      children: [
        ...screens.map((screen) => ({
          path: screen.path,
          element: <ScreenOutlet screen={screen} />,
          errorElement: <Broken />,
        })),
        { path: '*', element: <Missing /> },
      ],
    },
  ],
  { basename: '/workbench' },
);

/** The application: words and tokens, dialogs, answers kept, addresses. `nonce` lets the styles made at run time pass. */
export function Workbench({ nonce }: { readonly nonce: string }) {
  const density = useDensity();
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      csp={{ nonce }}
      componentSize={density.size}
      button={{ autoInsertSpace: false }}
      getPopupContainer={placeFor}
    >
      <DensityContext value={density}>
        <Dialogs message={{ maxCount: 3, top: 60 }}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Dialogs>
      </DensityContext>
    </ConfigProvider>
  );
}

/** What opens from the page lies in the page's own landmark; what opens from a dialog lies above the dialog. */
function placeFor(trigger?: HTMLElement): HTMLElement {
  return trigger?.closest<HTMLElement>('main, .top') ?? document.body;
}
