import type {
  EntityCounts,
  IncidentQuery,
  MergedIncident,
  NextDue,
  Page,
  RollUpRow,
  SeverityCounts,
  StoredChainEntry,
} from 'backstage-plugin-security-incidents-common';
import type {
  EvidenceReader,
  EvidenceUploadsStore,
  EvidenceWriter,
} from '../../evidence/store/EvidenceStore';
import type { DetectionsWriter } from '../../detections/store/DetectionsStore';
import type {
  EscalationsQueue,
  EscalationsReader,
  EscalationsWriter,
} from '../../serviceLevels/store/EscalationsStore';
import type {
  NoticesQueue,
  NoticesWriter,
} from '../../notices/store/NoticesStore';
import type {
  ObligationsReader,
  ObligationsWriter,
} from '../../obligations/store/ObligationsStore';
import type { MyReportsReader } from '../../myReports/store/MyReportsReader';
import type {
  IncidentReviewReader,
  IncidentReviewWriter,
  ReviewRegister,
  ReviewWorkStore,
} from '../../reviews/store/ReviewsStore';
import type { EntityFilters } from './entityFilters';
import type { MyWorkStore } from '../../myWork/store/MyWorkStore';
import type { GapExplanationsWriter } from '../../reports/store/DatabaseGapExplanations';
import type { HistoryReader } from '../../reports/store/HistoryReader';
import type { IncidentViews } from './IncidentViews';
import type { IncidentResource } from '../../authorization/incidentResource';
import type { PlanTaskRecord } from '../../responsePlans/store/planRecords';
import type {
  PlanRunsReader,
  PlanRunsWriter,
} from '../../responsePlans/store/PlanRunsStore';
import type { TransactionOptions } from '../../kernel/store';
import type { VerificationReader } from '../../verification/DatabaseVerification';
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

/** An incident as a list shows it. */
export interface ListedIncident {
  incident: ListedRecord;
  affected: AffectedRecord[];
  roles: RoleRecord[];
  nextDue?: NextDue;
  isMajorProposed?: boolean;
}

/** A timeline entry before the store chains it. */
export interface NewTimelineEntry {
  at: string;
  actor: string;
  action: string;
  data: Record<string, unknown>;
}

/** The result of an earlier request with the same idempotency key. */
export interface IdempotentResult {
  requestHash: string;
  incidentId: string;
  resultId?: string;
}

/** The numbers of one entity and everything below it. */
export interface EntityFigures {
  open: { total: number; bySeverity: SeverityCounts };
  total: number;
  lastClosedAt?: string;
}

/** Reads inside or outside a transaction. */
export interface IncidentsReader {
  readonly plans: PlanRunsReader;
  readonly escalations: EscalationsReader;
  readonly reviews: IncidentReviewReader;
  readonly obligations: ObligationsReader;
  list(query: IncidentQuery, access: ReadAccess): Promise<Page<ListedIncident>>;
  /** A page of {@link IncidentsReader.list} without the total, to walk all of a list. */
  listPage(
    query: IncidentQuery,
    access: ReadAccess,
  ): Promise<{ items: ListedIncident[]; nextCursor?: string }>;
  /** The items of {@link IncidentsReader.list} without the total. */
  listFirst(
    query: IncidentQuery,
    access: ReadAccess,
  ): Promise<ListedIncident[]>;
  /**
   * Open and started tasks of the incidents that {@link IncidentsReader.listFirst} returns, by `seq`. Incidents without such
   * tasks are left out.
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
  /** Incidents that were merged into one, by key; at most {@link MAX_MERGED_INCIDENTS}. */
  getMergedIncidents(
    incidentId: string,
    access: ReadAccess,
  ): Promise<MergedIncident[]>;
  /** What each linked entity counts for. */
  getScopes(incident: IncidentRecord): Promise<Map<string, EntityScope[]>>;
  /** Every entity that was ever linked, including unlinked ones. */
  getLinkedRefs(incident: IncidentRecord): Promise<string[]>;
  /** The affected entities by which these filters find incidents, for any caller. */
  getMatchingEntities(filters: EntityFilters): Promise<string[]>;
  /** The incidents, by `seq`, of which one of the principals is a member. */
  getMemberships(
    seqs: readonly number[],
    principals: readonly string[],
  ): Promise<Set<number>>;
  /** What the permission rules look at. */
  getResource(incident: IncidentRecord): Promise<IncidentResource>;
  /** The same of several incidents, by `seq`. */
  getResources(
    incidents: readonly ListedRecord[],
  ): Promise<Map<number, IncidentResource>>;
  /** By `seq`, without incidents that have no such step. */
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
  /** Whether one of the entities had another real, unrestricted incident of the class since a time. */
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
  /** Links whose snapshot the catalog did not provide yet. */
  findPendingSnapshots(
    limit: number,
  ): Promise<Array<{ incidentId: string; entityRef: string }>>;
}

/** The writes of one change, all or none. */
export interface IncidentsTransaction extends IncidentsReader {
  readonly plans: PlanRunsWriter;
  readonly escalations: EscalationsWriter;
  readonly reviews: IncidentReviewWriter;
  readonly notices: NoticesWriter;
  readonly obligations: ObligationsWriter;
  readonly detections: DetectionsWriter;
  readonly evidence: EvidenceWriter;
  readonly gaps: GapExplanationsWriter;
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
  /** Appends to the chain of a locked incident; the head moves at the end of the transaction. */
  appendEntry(
    incident: IncidentRecord,
    entry: NewTimelineEntry,
  ): Promise<{ seq: number }>;
  /**
   * Erases the data of an entry and the texts that repeat it; the next entry records the rows that are left.
   *
   * @returns the texts that were erased from rows
   */
  eraseEntry(seq: number, entry: StoredChainEntry): Promise<string[]>;
  /** Replaces the words by which an incident is found: those that people wrote, and those of its entities' names. */
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

/** The store of the record. */
export interface IncidentsStore extends IncidentsReader {
  readonly history: HistoryReader;
  readonly pages: RecordPages;
  readonly reviewRegister: ReviewRegister;
  readonly reviewWork: ReviewWorkStore;
  readonly myReports: MyReportsReader;
  readonly views: IncidentViews;
  readonly work: MyWorkStore;
  readonly evidence: EvidenceReader;
  readonly evidenceUploads: EvidenceUploadsStore;
  readonly verification: VerificationReader;
  readonly escalations: EscalationsQueue;
  readonly notices: NoticesQueue;
  /** Deletes idempotency keys older than a time; returns how many. */
  forgetKeysBefore(time: string): Promise<number>;
  transaction<T>(
    work: (tx: IncidentsTransaction) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
}
