import { ConflictError, NotFoundError } from '@backstage/errors';
import type { TimelineAction } from 'backstage-plugin-security-incidents-common';
import type { OutsideReads } from './OutsideReads';
import type { IncidentRecord } from './records';
import type { KernelTransaction } from './store';

/** The same message for an incident that does not exist and for one that the caller may not read. */
export function notFound(idOrKey: string): NotFoundError {
  return new NotFoundError(`No incident ${idOrKey} that you can see`);
}

/** A stale version. It names the current one, so that the client can show what changed. */
export class VersionConflictError extends ConflictError {
  name = 'ConflictError' as const;

  constructor(readonly currentVersion: number, seen: number) {
    super(
      `If-Match: version ${seen} is stale, the incident is at version ${currentVersion}`,
    );
  }
}

/** A timeline entry of a change. */
export interface AppendedEntry {
  action: TimelineAction;
  data: Record<string, unknown>;
}

/** One change of one locked incident. Its rows and timeline entries are one transaction. */
export class IncidentChange<Tx extends KernelTransaction> {
  readonly #entries: AppendedEntry[] = [];

  constructor(
    readonly tx: Tx,
    readonly incident: IncidentRecord,
    readonly actor: string,
    readonly at: string,
    private readonly reads: OutsideReads,
  ) {}

  /**
   * Returns what must not be read within the transaction. The first call rolls the transaction back, reads, and starts the
   * change again; so whatever a change does besides its transaction must bear being done again.
   *
   * @param key - names the question
   */
  readOutside<T>(key: string, read: () => Promise<T>): T {
    return this.reads.get(key, read);
  }

  /** Appends to the timeline. */
  async log(action: TimelineAction, data: Record<string, unknown>) {
    this.#entries.push({ action, data });
    return this.tx.appendEntry(this.incident, {
      at: this.at,
      actor: this.actor,
      action,
      data,
    });
  }

  /** What the change appended to the timeline so far. */
  get actions(): readonly TimelineAction[] {
    return this.#entries.map(({ action }) => action);
  }

  /** The entries that the change appended so far. */
  get entries(): readonly AppendedEntry[] {
    return this.#entries;
  }

  async set(changes: Partial<IncidentRecord>) {
    if (Object.keys(changes).length === 0) return;
    await this.tx.updateIncident(this.incident.seq, changes);
    Object.assign(this.incident, changes);
  }

  /** Makes a change that appended to the timeline a new version; returns what it appended. */
  async finish(): Promise<readonly TimelineAction[]> {
    if (this.#entries.length > 0) {
      await this.set({
        version: this.incident.version + 1,
        updatedAt: this.at,
      });
    }
    return this.actions;
  }
}

/** Updates what depends on a change, in the same transaction. Features register followers; they run in that order. */
export interface ChangeFollower<Tx extends KernelTransaction> {
  /** Follows the recording of an incident. */
  followRecording?(change: IncidentChange<Tx>): Promise<void>;
  /** Follows a change of an incident. */
  followChange(change: IncidentChange<Tx>): Promise<void>;
}
