import {
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  keepPreviousData,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { App } from 'antd';
import { type Query, api } from './api.ts';
import { type ApiProblem, problemOf } from './problem.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays a refusal; only an unreached server is worth asking again.
      retry: (times, error) => problemOf(error).offline && times < 2,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** Reads an address of the office API and keeps the answer under it: `useRead<Todo>('/api/todo')`. Pass `null` to wait; `keep` shows the last answer while the next page is read. */
export function useRead<T>(
  path: string | null,
  query: Query = {},
  { keep = false } = {},
): UseQueryResult<T, ApiProblem> {
  return useQuery<T, ApiProblem>({
    queryKey: [path, query],
    queryFn: ({ signal }) => api.get<T>(path ?? '', query, signal),
    enabled: path !== null,
    ...(keep && { placeholderData: keepPreviousData }),
  });
}

/** Reads several addresses of one kind; what is not there, or may not be seen, is undefined in its place. */
export function useReads<T>(paths: readonly string[]): readonly (T | undefined)[] {
  return useQueries({
    queries: paths.map((path) => ({
      queryKey: [path, {}],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get<T>(path, {}, signal),
    })),
  }).map(({ data }) => data);
}

export interface Write {
  /** Said when it is done: 「已指派」. */
  readonly done?: string;
  /** Addresses whose answers are asked for anew; each also stands for all below it. */
  readonly refresh?: readonly string[];
}

/** A write by one press of a button. Problems are told at once; forms show theirs themselves, see `SchemaForm`. */
export function useWrite<T, V = void>(
  write: (value: V) => Promise<T>,
  { done, refresh = [] }: Write = {},
): UseMutationResult<T, ApiProblem, V> {
  const { message } = App.useApp();
  const renew = useRefresh();
  return useMutation<T, ApiProblem, V>({
    mutationFn: write,
    onSuccess: () => {
      if (done) void message.success(done);
      return renew(...refresh);
    },
    onError: (error) => void message.error(problemOf(error).reasons.join('；'), 6),
  });
}

/** Asks anew for everything read from these addresses and below. */
export function useRefresh(): (...paths: readonly string[]) => Promise<void> {
  const client = useQueryClient();
  return (...paths) =>
    client.invalidateQueries({
      predicate: ({ queryKey: [path] }) => paths.some((above) => String(path).startsWith(above)),
    });
}
