import { useQuery } from '@tanstack/react-query';
import type { Nobody, WhoAmI } from '#commons/identity/contract.ts';
import { api, connection } from './api.ts';
import type { ApiProblem } from './problem.ts';

/** Who is signed in: the person, posts, roles. */
export type Me = WhoAmI;

export const SESSION = '/api/session';

/** The session as it is now; read once and kept until sign-in or sign-out. */
export function useSession() {
  return useQuery<WhoAmI | Nobody, ApiProblem>({
    queryKey: [SESSION],
    queryFn: async () => {
      const session = await api.get<WhoAmI | Nobody>(SESSION);
      connection.formToken = session.signedIn ? session.formToken : '';
      return session;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The person signed in. Screens are shown only to somebody; elsewhere use `useSession`. */
export function useMe(): Me {
  const { data } = useSession();
  if (!data?.signedIn) throw new Error('useMe outside of a session');
  return data;
}

/** Does this person hold any of these roles? With none named: yes. For what to offer; the server decides what is done. */
export function can(me: Me, ...roles: readonly string[]): boolean {
  return roles.length === 0 || roles.some((role) => me.roles.includes(role));
}
