import type { IncidentStatus } from 'backstage-plugin-security-incidents-common';

export type StatusChanges = ReadonlyArray<{
  at: string;
  from?: IncidentStatus;
  to: IncidentStatus;
}>;

/** Whether an incident came back after it was closed; undefined if it never was closed. */
export function wasReopened(changes: StatusChanges): boolean | undefined {
  const first = changes.findIndex(({ to }) => to === 'closed');
  if (first < 0) return undefined;
  return changes.slice(first + 1).some(({ from }) => from === 'closed');
}
