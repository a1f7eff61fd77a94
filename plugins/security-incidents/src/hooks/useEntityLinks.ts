import type { Severity } from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import { useEntityTabLink, useRouteRef } from '../navigation';
import { ENTITY_TAB_PATH, entityTabRouteRef, rootRouteRef } from '../routes';

/** Links to the incidents of an entity: on its own tab, or in the list of all incidents where the app has no such tab. */
export function useEntityLinks() {
  const tabLink = useEntityTabLink(entityTabRouteRef, ENTITY_TAB_PATH);
  const listLink = useRouteRef(rootRouteRef);
  return useCallback(
    (entityRef: string, only?: { open: boolean; severity?: Severity }) => {
      const tab = tabLink(entityRef);
      const params = new URLSearchParams();
      if (!tab) params.set('service', entityRef);
      if (only || !tab) params.set('open', String(only?.open ?? false));
      if (only?.severity) params.set('severity', only.severity);
      const path = tab ?? listLink();
      const query = params.toString();
      return query ? `${path}?${query}` : path;
    },
    [tabLink, listLink],
  );
}
