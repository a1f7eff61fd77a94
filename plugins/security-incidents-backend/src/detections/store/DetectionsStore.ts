import type {
  DetectionFilterValues,
  PageRequest,
  WaitingDetections,
} from 'backstage-plugin-security-incidents-common';
import type { ReadAccess } from '../../authorization/ReadAccess';
import type { IncidentRecord } from '../../kernel/records';
import type { DecisionRecord, DetectionRecord } from './records';

/** Which detections a caller may see. It is part of every query. */
export interface DetectionAccess {
  /** Services that the caller may see; undefined for all. */
  services?: readonly string[];
  /** Whether the caller may see detections without a service. */
  seesUnmapped: boolean;
  /** Incidents that the caller may read; undefined for none. A detection on another one is not there for the caller. */
  incidents?: ReadAccess;
}

/** Filters of a list, with the services that an owner stands for. */
export type DetectionListQuery = DetectionFilterValues &
  PageRequest & {
    /** `recorded` is the order in which they came, whatever the view. */
    orderBy?: 'severity' | 'age' | 'recorded';
    /** Groups and those below count by the services' owners. */
    now: string;
  };

/** The part of an incident that a detection names. */
export type NamedIncident = Pick<
  IncidentRecord,
  | 'seq'
  | 'id'
  | 'key'
  | 'title'
  | 'status'
  | 'severity'
  | 'classification'
  | 'detectedAt'
  | 'visibility'
  | 'tlp'
>;

export interface DetectionCounts {
  new: number;
  unmapped: number;
  suppressed: number;
  decidedInLast24Hours: number;
}

/** An open incident that a detection may belong to, with what it has in common. */
export interface ProposalCandidate {
  incident: NamedIncident;
  entityRefs: string[];
  /** Rules of the sources of the detections that are on it. */
  sourceRules: string[];
  /** First sight of the detections that are on it. */
  firstSeenAt: string[];
}

/** Reads what a caller may see. */
export interface DetectionsReader {
  list(
    query: DetectionListQuery,
    access: DetectionAccess,
  ): Promise<{
    items: DetectionRecord[];
    totalItems: number;
    nextCursor?: string;
  }>;
  /** A page of {@link DetectionsReader.list} without its total. */
  listPage(
    query: DetectionListQuery,
    access: DetectionAccess,
  ): Promise<{ items: DetectionRecord[]; nextCursor?: string }>;
  count(
    query: Pick<DetectionListQuery, 'source' | 'entityRef' | 'now'>,
    access: DetectionAccess,
  ): Promise<DetectionCounts>;
  /** The latest episode of a finding. */
  findLatest(
    finding: { sourceId: string; fingerprint: string },
    access: DetectionAccess,
  ): Promise<DetectionRecord | undefined>;
  find(
    id: string,
    access: DetectionAccess,
  ): Promise<DetectionRecord | undefined>;
  /** Times at which a detection was seen, oldest first, the last 200. */
  getSightings(seq: number): Promise<string[]>;
  /** The delivery that a detection came with first; its content only when the caller may see all its detections. */
  getPayload(
    detection: DetectionRecord,
    access: DetectionAccess,
  ): Promise<string | undefined>;
  /** Decided detections of the same rule of the source, newest first. */
  listHistory(
    detection: DetectionRecord,
    since: string,
    limit: number,
    access: DetectionAccess,
  ): Promise<DetectionRecord[]>;
  /** Incidents by internal key, as far as the caller may read them. */
  getIncidents(
    seqs: readonly number[],
    access: DetectionAccess,
  ): Promise<Map<number, NamedIncident>>;
  /** Detections on an incident, first seen first. */
  listOfIncident(
    seq: number,
    access: DetectionAccess,
  ): Promise<DetectionRecord[]>;
  /** Number of all detections on an incident. */
  countOfIncident(seq: number): Promise<number>;
  /** New detections about some services. */
  listNewOf(
    entityRefs: readonly string[],
    limit: number,
    access: DetectionAccess,
  ): Promise<DetectionRecord[]>;
  /** The incidents that people said each detection does not belong to, by internal key. */
  listDeclined(
    seqs: readonly number[],
  ): Promise<ReadonlyMap<number, ReadonlySet<number>>>;
  /** Counts new detections about a service that the caller may see. */
  countNewOf(entityRef: string): Promise<WaitingDetections>;
  /** Counts new detections about many services that the caller may see. Services without any are left out. */
  countNewOfEach(
    entityRefs: readonly string[],
  ): Promise<ReadonlyMap<string, WaitingDetections>>;
  /** Open incidents about some services that were detected around a time. */
  listCandidates(
    entityRefs: readonly string[],
    around: { from: string; to: string },
    access: DetectionAccess,
  ): Promise<ProposalCandidate[]>;
}

/** Writes as part of a transaction. */
export interface DetectionsWriter {
  /** Reads a detection and keeps others from changing it until the transaction ends. */
  lock(id: string): Promise<DetectionRecord | undefined>;
  update(
    before: DetectionRecord,
    changes: Partial<DetectionRecord>,
  ): Promise<DetectionRecord>;
  /** Makes decisions that create or find incidents of a service wait for each other until the transaction ends. */
  lockService(entityRef: string): Promise<void>;
  /** Like that of the reader, within the transaction and with full access. */
  listCandidates(
    entityRefs: readonly string[],
    around: { from: string; to: string },
  ): Promise<ProposalCandidate[]>;
  /** Adds to the record of decisions. */
  addDecision(decision: DecisionRecord): Promise<void>;
}
