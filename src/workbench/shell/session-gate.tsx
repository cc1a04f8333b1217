import type { ReactNode } from 'react';
import { MustChangePassword, SignIn } from '#commons/identity/workbench/index.tsx';
import { NotClassified } from '../kit/not-classified.tsx';
import { queryClient } from '../kit/query.ts';
import { useSession } from '../kit/session.ts';
import { Failed, Loading } from '../kit/states.tsx';
import mark from '../mark.svg';

/** Lets in who has signed in; everybody else signs in at the address they came for and then stands there. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  if (session.error && !session.data) return <Failed problem={session.error} retry={() => void session.refetch()} />;
  if (!session.data) return <Loading />;
  if (session.data.signedIn && !session.data.mustChangePassword) return <>{children}</>;
  return (
    <div className="sign-in">
      <main className="sign-in-card">
        <img src={mark} alt="" width="48" height="48" />
        <h1>阳光药监工作台</h1>
        {session.data.signedIn ? <MustChangePassword /> : <SignIn onSignedIn={() => void queryClient.resetQueries()} />}
        <NotClassified />
      </main>
    </div>
  );
}
