import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  ERASURE_ACTION,
  type StoredChainEntry,
  type TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { indexIncident } from '../incidents/affected';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { AuthorizedContext } from '../kernel/contexts';
import type { ErasureService } from './ErasureService';

/** @throws ConflictError when the entry holds nothing, or must stay */
function assertErasable({ seq, action, data }: StoredChainEntry): void {
  if (data === undefined) {
    throw new ConflictError(
      `seq: the content of entry ${seq} was erased before`,
    );
  }
  if (action === ERASURE_ACTION) {
    throw new ConflictError(
      `seq: entry ${seq} records an erasure, without which the chain would not verify`,
    );
  }
}

/** Shorter texts are part of too many others. */
const MIN_PART = 8;

/** Other entries that hold one of the erased texts. They are named, so that somebody can erase them too. */
function findRepeats(
  entries: readonly StoredChainEntry[],
  seq: number,
  texts: readonly string[],
): number[] {
  const repeats = (value: unknown): boolean => {
    if (typeof value === 'string') {
      return texts.some(text =>
        text.length < MIN_PART ? value === text : value.includes(text),
      );
    }
    return (
      typeof value === 'object' &&
      value !== null &&
      Object.values(value).some(repeats)
    );
  };
  return entries
    .filter(entry => entry.seq !== seq && repeats(entry.data))
    .map(entry => entry.seq);
}

export class DefaultErasureService
  implements ErasureService<AuthorizedContext>
{
  constructor(
    private readonly options: { store: IncidentsStore; calls: IncidentCalls },
  ) {}

  async eraseEntry(
    idOrKey: string,
    seq: number,
    { reason }: { reason: string },
    context: AuthorizedContext,
  ): Promise<TimelineEntry> {
    const { store, calls } = this.options;
    const found = await calls.find(idOrKey, context);
    let erasure = 0;
    await calls.changer.change(
      found.id,
      calls.getActor(context),
      context,
      async change => {
        const { tx, incident } = change;
        const entries = await tx.getTimeline(incident);
        const entry = entries.find(each => each.seq === seq);
        if (!entry) {
          throw new NotFoundError(`No entry ${seq} on ${incident.key}`);
        }
        assertErasable(entry);
        const texts = await tx.eraseEntry(incident.seq, entry);
        const { affected } = await tx.getDetails(incident);
        // The words of a review are searched.
        await indexIncident(tx, incident, affected);
        const repeatedIn = findRepeats(entries, seq, texts);
        const logged = await change.log(ERASURE_ACTION, {
          seq,
          action: entry.action,
          reason,
          ...(repeatedIn.length > 0 && { repeatedIn }),
        });
        erasure = logged.seq;
      },
      { frozen: true },
    );
    const after = await store.getTimeline(found);
    return after.find(each => each.seq === erasure)!;
  }
}
