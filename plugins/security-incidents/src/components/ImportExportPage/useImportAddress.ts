import { useCallback } from 'react';
import { useAppLocation, useAppSearchParams } from '../../navigation';

const IMPORT = 'import';

/** The import that the address names, so that a reload and a link show the same one. */
export function useImportAddress() {
  const [params, setParams] = useAppSearchParams();
  const { pathname } = useAppLocation();
  const goTo = useCallback(
    (id: string | undefined) =>
      setParams(current => {
        const next = new URLSearchParams(current);
        if (id === undefined) next.delete(IMPORT);
        else next.set(IMPORT, id);
        return next;
      }),
    [setParams],
  );
  const hrefOf = useCallback(
    (id: string) => `${pathname}?${new URLSearchParams({ [IMPORT]: id })}`,
    [pathname],
  );
  return { id: params.get(IMPORT) ?? undefined, goTo, hrefOf };
}
