import type { RoleAssignment } from 'backstage-plugin-security-incidents-common';
import type { IncidentResource } from '../authorization/incidentResource';
import type { ReadAccess } from '../authorization/ReadAccess';
import type { IncidentRecord } from './records';

/** A timeline entry before the store chains it. */
interface NewEntry {
  at: string;
  actor: string;
  action: string;
  data: Record<string, unknown>;
}

/** The result of an earlier request with the same idempotency key. */
interface IdempotentResult {
  requestHash: string;
  incidentId: string;
  resultId?: string;
}

/** The people of an incident, as far as the kernel needs them. */
export interface IncidentPeople {
  members: ReadonlyArray<{ principalRef: string }>;
  roles: RoleAssignment[];
}

/** What the kernel needs of a transaction; features add their own tables to it. */
export interface KernelTransaction<
  Details extends IncidentPeople = IncidentPeople,
> {
  findIncident(
    idOrKey: string,
    access: ReadAccess,
  ): Promise<IncidentRecord | undefined>;
  /** Reads an incident and keeps others from changing it until the transaction ends. */
  lockIncident(
    idOrKey: string,
    access: ReadAccess,
  ): Promise<IncidentRecord | undefined>;
  getDetails(incident: IncidentRecord): Promise<Details>;
  /** What permission rules look at. */
  getResource(incident: IncidentRecord): Promise<IncidentResource>;
  updateIncident(seq: number, changes: Partial<IncidentRecord>): Promise<void>;
  /**
   * Appends to the chain of a locked incident. The head moves at the end of the transaction.
   *
   * @returns the number of the entry in its chain
   */
  appendEntry(
    incident: IncidentRecord,
    entry: NewEntry,
  ): Promise<{ seq: number }>;
  findIdempotentResult(
    actor: string,
    operation: string,
    key: string,
  ): Promise<IdempotentResult | undefined>;
  saveIdempotentResult(
    actor: string,
    operation: string,
    key: string,
    result: IdempotentResult & { createdAt: string },
  ): Promise<void>;
}

export interface TransactionOptions {
  /** Id or key of the incident that the transaction locks. Transactions on one incident run one after another. */
  incident?: string;
}

/** What the kernel needs of the database. */
export interface KernelStore<Tx extends KernelTransaction> {
  getDetails(incident: IncidentRecord): Promise<IncidentPeople>;
  transaction<T>(
    work: (tx: Tx) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
}
