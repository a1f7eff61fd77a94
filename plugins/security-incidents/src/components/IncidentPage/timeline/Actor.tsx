import { EntityDisplayName } from '@backstage/plugin-catalog-react';

/** Whether a person or group did it; services act too. */
export function isPerson(subject: string): boolean {
  return /^(user|group):/.test(subject);
}

/** Who did it, by name. The catalog knows people and groups only. */
export function Actor({ subject }: { subject: string }) {
  return isPerson(subject) ? (
    <EntityDisplayName entityRef={subject} hideIcon disableTooltip />
  ) : (
    <>{subject.replace(/^plugin:/, '')}</>
  );
}
