import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import type { IncidentsReader } from '../incidents/store/IncidentsStore';
import type { ReadAccess } from '../incidents/store/records';
import { type Hidden, namesHidden } from './redactServices';

/** The keys of other incidents that an entry names. */
function namedIn({ data }: TimelineEntry): string[] {
  const { mergedInto, mergedFrom } = (data ?? {}) as Record<string, unknown>;
  return [mergedInto, mergedFrom].filter(key => typeof key === 'string');
}

/**
 * Redacts entries that name an incident which the caller may not read, or a service that is hidden from them. An incident may
 * have been restricted after it was named. The hashes stay, so that the chain can still be verified.
 */
export async function redactTimeline(
  entries: readonly TimelineEntry[],
  access: ReadAccess,
  reader: IncidentsReader,
  hidden: Hidden,
): Promise<TimelineEntry[]> {
  const named = entries.flatMap(namedIn);
  const readable = await reader.readableKeys([...new Set(named)], access);
  return entries.map(entry => {
    const mayBeNamed = namedIn(entry).every(key => readable.has(key));
    if (mayBeNamed && !namesHidden(entry, hidden)) return entry;
    const { data: _data, salt: _salt, ...covered } = entry;
    return { ...covered, withheld: true };
  });
}
