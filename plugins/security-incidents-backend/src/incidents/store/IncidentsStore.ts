import type {
  EntityCounts,
  IncidentQuery,
  Page,
  RollUpRow,
  SeverityCounts,
  StoredChainEntry,
} from 'backstage-plugin-security-incidents-common';
import type {
  EscalationsQueue,
  EscalationsReader,
  EscalationsWriter,
} from '../../serviceLevels/store/EscalationsStore';
import type { FoundBy } from './foundBy';
import type { HistoryReader } from '../../reports/store/HistoryReader';
import type { IncidentViews } from './IncidentViews';
import type { IncidentResource } from '../../authorization/incidentResource';
import type { PlanTaskRecord } from '../../responsePlans/store/planRecords';
import type {
  PlanRunsReader,
  PlanRunsWriter,
} from '../../responsePlans/store/PlanRunsStore';
import type { TransactionOptions } from '../../kernel/store';
import type { RecordPages } from './RecordPages';
import type {
  AffectedRecord,
  EntityScope,
  IncidentDetails,
  IncidentRecord,
  ListedRecord,
  MemberRecord,
  NewIncidentRecord,
  ReadAccess,
  RoleRecord,
  StepRecord,
} from './records';

/** An incident with what a row of a list shows. */
export interface ListedIncident {
  incident: ListedRecord;
  affected: AffectedRecord[];
  roles: RoleRecord[];
}

/** What a timeline entry is made from; the store chains it. */
export interface NewTimelineEntry {
  at: string;
  actor: string;
  action: string;
  data: Record<string, unknown>;
}

/** A request that was done before under the same key. */
export interface IdempotentResult {
  requestHash: string;
  incidentId: string;
  resultId?: string;
}

/** Numbers of one entity and everything below it. */
export interface EntityFigures {
  open: { total: number; bySeverity: SeverityCounts };
  total: number;
  lastClosedAt?: string;
}

/** What can be read, in or out of a transaction. */
export interface IncidentsReader {
  readonly plans: PlanRunsReader;
  readonly escalations: EscalationsReader;
  list(query: IncidentQuery, access: ReadAccess): Promise<Page<ListedIncident>>;
  /** The items of {@link IncidentsReader.list} alone, for who has no use for the total. */
  listFirst(
    query: IncidentQuery,
    access: ReadAccess,
  ): Promise<ListedIncident[]>;
  /**
   * Open and started tasks of the incidents that {@link IncidentsReader.listFirst} answers, by `seq`, without waiting for them;
   * those without any are not in it.
   */
  getUnfinishedTasksOfFirst(
    query: IncidentQuery,
    access: ReadAccess,
  ): Promise<Map<number, PlanTaskRecord[]>>;
  findIncident(
    idOrKey: string,
    access: ReadAccess,
  ): Promise<IncidentRecord | undefined>;
  /** Which of the keys the caller may read. */
  readableKeys(
    keys: readonly string[],
    access: ReadAccess,
  ): Promise<Set<string>>;
  getDetails(incident: IncidentRecord): Promise<IncidentDetails>;
  /** Every service that was ever linked, those that were unlinked included. */
  getLinkedRefs(incident: IncidentRecord): Promise<string[]>;
  /** Every service by which such a list finds an incident, whoever asks for it. */
  getServicesFoundBy(filters: FoundBy): Promise<string[]>;
  /** Which of the incidents, by `seq`, one of the principals is a member of. */
  getMemberships(
    seqs: readonly number[],
    principals: readonly string[],
  ): Promise<Set<number>>;
  /** What the permission rules look at. */
  getResource(incident: IncidentRecord): Promise<IncidentResource>;
  /** By `seq` of the incident; those without such a step are not in it. */
  countContainmentSteps(
    incidents: readonly ListedRecord[],
  ): Promise<Map<number, number>>;
  getSteps(incident: IncidentRecord): Promise<StepRecord[]>;
  getTimeline(incident: IncidentRecord): Promise<StoredChainEntry[]>;
  getEntityFigures(
    entityRef: string,
    access: ReadAccess,
  ): Promise<EntityFigures>;
  getEntityCounts(
    entityRefs: readonly string[],
    access: ReadAccess,
  ): Promise<EntityCounts[]>;
  getRollUp(
    scopeRef: string,
    limit: number,
    access: ReadAccess,
  ): Promise<RollUpRow[]>;
  /** Whether one of the entities had another real incident of the class since a time, restricted ones aside. */
  hasRepeat(filter: {
    entityRefs: readonly string[];
    class: string;
    since: string;
    notSeq?: number;
  }): Promise<boolean>;
  findIdempotentResult(
    actor: string,
    operation: string,
    key: string,
  ): Promise<IdempotentResult | undefined>;
  /** Links whose snapshot could not be taken when they were made. */
  findPendingSnapshots(
    limit: number,
  ): Promise<Array<{ incidentId: string; entityRef: string }>>;
}

/** All writes of one change; they happen together or not at all. */
export interface IncidentsTransaction extends IncidentsReader {
  readonly plans: PlanRunsWriter;
  readonly escalations: EscalationsWriter;
  nextKey(prefix: string, year: number): Promise<string>;
  insertIncident(record: NewIncidentRecord): Promise<IncidentRecord>;
  /** Reads an incident and keeps others from changing it until the transaction ends. */
  lockIncident(
    idOrKey: string,
    access: ReadAccess,
  ): Promise<IncidentRecord | undefined>;
  updateIncident(seq: number, changes: Partial<IncidentRecord>): Promise<void>;
  saveAffected(seq: number, affected: AffectedRecord): Promise<void>;
  removeAffected(seq: number, entityRef: string, at: string): Promise<void>;
  saveScopes(
    seq: number,
    entityRef: string,
    scopes: readonly EntityScope[],
  ): Promise<void>;
  insertRole(seq: number, role: RoleRecord): Promise<void>;
  renounceRole(seq: number, role: string, at: string): Promise<void>;
  saveMember(seq: number, member: MemberRecord): Promise<void>;
  removeMember(
    seq: number,
    principalRef: string,
    source: MemberRecord['source'],
  ): Promise<void>;
  insertStep(seq: number, step: StepRecord): Promise<void>;
  /** Appends to the chain of a locked incident and moves its head. */
  appendEntry(
    incident: IncidentRecord,
    entry: NewTimelineEntry,
  ): Promise<StoredChainEntry>;
  /** Says anew what an incident is found by: words that people wrote, and words of the names of its services. */
  saveSearchWords(
    seq: number,
    words: readonly string[],
    names: ReadonlyMap<string, readonly string[]>,
  ): Promise<void>;
  saveIdempotentResult(
    actor: string,
    operation: string,
    key: string,
    result: IdempotentResult & { createdAt: string },
  ): Promise<void>;
}

/** The one place where the record is kept. */
export interface IncidentsStore extends IncidentsReader {
  readonly history: HistoryReader;
  readonly pages: RecordPages;
  readonly views: IncidentViews;
  readonly escalations: EscalationsQueue;
  /** Removes idempotency keys that were made before a time; returns how many. */
  forgetKeysBefore(time: string): Promise<number>;
  transaction<T>(
    work: (tx: IncidentsTransaction) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
}
