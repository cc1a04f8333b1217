import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Workbench } from './shell/workbench.tsx';
import { passNonce } from './nonce.ts';
import './workbench.css';

const place = document.getElementById('root');
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
passNonce(nonce);
if (place)
  createRoot(place).render(
    <StrictMode>
      <Workbench nonce={nonce} />
    </StrictMode>,
  );
