import type { Incident } from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import { useIncidentRecord } from './IncidentRecord';

/**
 * The incident that a card stands on, and how to read it again after a change of its own.
 *
 * @public
 */
export interface IncidentOnPage {
  /** The incident as the reader may see it; it follows what others do. */
  incident: Incident;
  /** Reads the incident and everything that belongs to it again. Rejects when the backend does not answer. */
  refresh(): Promise<void>;
}

/**
 * Gives a card of the incident page its incident. Call it in cards made with `IncidentCardBlueprint` only.
 *
 * @public
 */
export function useIncident(): IncidentOnPage {
  const { incident, reload } = useIncidentRecord();
  const refresh = useCallback(async () => {
    await reload();
  }, [reload]);
  return { incident, refresh };
}
