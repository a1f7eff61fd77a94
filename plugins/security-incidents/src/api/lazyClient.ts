/** The clients that are loaded with their first call. */
export type Clients = typeof import('./clients');
type Method = (...args: unknown[]) => unknown;

/**
 * A client that is loaded with the first call, so that pages of other plugins do not load it. When it does not load, that
 * call fails and the next one tries again.
 *
 * @param create - creates the client; all of its methods return promises
 * @param loaded - has the methods that pages of other plugins call, which need no loading
 */
export function lazyClient<T extends object>(
  create: (clients: Clients) => T,
  loaded: Partial<T> = {},
): T {
  let loading: Promise<T> | undefined;
  const load = () => {
    loading ??= import('./clients').then(create, error => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  return new Proxy({} as T, {
    get(_, name) {
      // It is not a promise itself, which the platform would wait for.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      return async (...args: unknown[]) => {
        const client = (name in loaded ? loaded : await load()) as Record<
          string,
          Method
        >;
        return client[name](...args);
      };
    },
  });
}
