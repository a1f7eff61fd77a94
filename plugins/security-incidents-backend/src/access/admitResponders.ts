import type { IncidentChange } from '../incidents/IncidentChange';

/** Makes the people on duty members of a report that is sent as sensitive; nobody else could find it. */
export async function admitResponders(
  change: IncidentChange,
  responders: readonly string[],
): Promise<void> {
  const { tx, incident, actor, at } = change;
  if (incident.visibility !== 'restricted' || incident.mode !== 'real') return;
  for (const principalRef of responders) {
    await tx.saveMember(incident.seq, {
      principalRef,
      source: 'manual',
      addedAt: at,
      addedBy: actor,
    });
    await change.log('member.added', {
      principalRef,
      source: 'manual',
      because: 'responders',
    });
  }
}
