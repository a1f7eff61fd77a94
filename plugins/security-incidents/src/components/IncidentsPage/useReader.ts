import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import type { IncidentQuery } from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import type { IncidentFilters } from '../../hooks';

/**
 * Narrows queries to the views "Mine" and "My teams" of the reader.
 *
 * @returns a function that gives the narrowed query, or `undefined` when nothing can match; an empty filter would match
 *   everything
 */
export function useReader() {
  const identityApi = useApi(identityApiRef);
  return useCallback(
    async <Q extends IncidentQuery>(
      query: Q,
      view: IncidentFilters['view'],
    ): Promise<Q | undefined> => {
      if (view === 'all') return query;
      const { userEntityRef, ownershipEntityRefs } =
        await identityApi.getBackstageIdentity();
      if (view === 'mine') return { ...query, involved: [userEntityRef] };
      const teams = ownershipEntityRefs.filter(ref => ref.startsWith('group:'));
      const owner = query.owner
        ? query.owner.filter(ref => teams.includes(ref))
        : teams;
      return owner.length > 0 ? { ...query, owner } : undefined;
    },
    [identityApi],
  );
}
