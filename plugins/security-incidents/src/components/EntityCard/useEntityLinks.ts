import { useRouteRef } from '../../navigation';
import { parseEntityRef } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { Severity } from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';

/** Where the incidents of an entity are listed: its own tab, narrowed as the number that leads there says. */
export function useEntityLinks() {
  const entityRoute = useRouteRef(entityRouteRef);
  return useCallback(
    (entityRef: string, only?: { open: boolean; severity?: Severity }) => {
      const tab = `${entityRoute(
        parseEntityRef(entityRef),
      )}/security-incidents`;
      if (!only) return tab;
      const params = new URLSearchParams({ open: String(only.open) });
      if (only.severity) params.set('severity', only.severity);
      return `${tab}?${params}`;
    },
    [entityRoute],
  );
}
