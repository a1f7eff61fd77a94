import { EntityName } from '../../common';

/** Whether a person or group did it; services act too. */
export function isPerson(subject: string): boolean {
  return /^(user|group):/.test(subject);
}

/** Who did it, by name. */
export function Actor({ subject }: { subject: string }) {
  return isPerson(subject) ? (
    <EntityName entityRef={subject} />
  ) : (
    <>{subject.replace(/^plugin:/, '')}</>
  );
}
