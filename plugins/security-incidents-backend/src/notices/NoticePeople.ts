import type { Directory } from '../catalog/Directory';
import type { DirectoryReader } from '../catalog/DirectoryReader';
import type { IncidentDetails } from '../incidents/store/records';
import type { IncidentRecord } from '../kernel/records';
import { notifiesMembersOnly } from '../serviceLevels/recipients';

/** The people behind some refs who may be notified of an incident, and the names of everybody. */
export interface FoundPeople {
  people: string[];
  directory: Directory;
}

/**
 * Finds the people behind users and groups. Of a restricted incident, an exercise or a test, only members are notified.
 *
 * @param named - refs that only names are needed of
 * @throws Error when the catalog is unavailable
 */
export async function findPeople(
  refs: readonly string[],
  named: readonly string[],
  {
    incident,
    members,
  }: Pick<IncidentDetails, 'members'> & {
    incident: IncidentRecord;
  },
  reader: DirectoryReader,
): Promise<FoundPeople> {
  const membersOnly = notifiesMembersOnly(incident);
  const directory = await reader.read([
    ...refs,
    ...named,
    ...(membersOnly ? members.map(({ principalRef }) => principalRef) : []),
  ]);
  const people = [...new Set(refs.flatMap(ref => directory.getPeople(ref)))];
  if (!membersOnly) return { people, directory };
  const readers = new Set(
    directory.getUsers(members.map(({ principalRef }) => principalRef)),
  );
  return { people: people.filter(person => readers.has(person)), directory };
}
