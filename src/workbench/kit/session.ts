import { useQuery } from '@tanstack/react-query';
import { api, connection } from './api.ts';
import type { ApiProblem } from './problem.ts';

/** Who is signed in, as GET /api/session answers. `signedIn: false` has none of the rest. */
export interface Me {
  readonly signedIn: boolean;
  readonly person?: { readonly id: string; readonly name: string };
  /** The posts held, with their units, in the words of the register; `onBehalfOf` names whom a delegation stands for. */
  readonly posts?: readonly { readonly unit: string; readonly title: string; readonly onBehalfOf?: string | null }[];
  /** Role keys held through any post or delegation. */
  readonly roles?: readonly string[];
  readonly formToken?: string;
  readonly mustChangePassword?: boolean;
  /** Minutes without an act after which the session ends. */
  readonly idleMinutes?: number;
}

export const SESSION = '/api/session';

/** The session as it is now; read once and kept until sign-in or sign-out. */
export function useSession() {
  return useQuery<Me, ApiProblem>({
    queryKey: [SESSION],
    queryFn: async () => {
      const me = await api.get<Me>(SESSION);
      connection.formToken = me.formToken ?? '';
      return me;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The person signed in. Inside a screen there always is one. */
export function useMe(): Me {
  return useSession().data ?? { signedIn: false };
}

/** Does this person hold any of these roles? With none named: yes. For what to offer; the server decides what is done. */
export function can(me: Me, ...roles: readonly string[]): boolean {
  return roles.length === 0 || roles.some((role) => me.roles?.includes(role));
}
