import type {
  ImportedIncident,
  ImportYear,
  IncidentImport,
  IncidentProvenance,
  PageRequest,
} from 'backstage-plugin-security-incidents-common';
import type { ReadAccess } from '../../authorization/ReadAccess';
import type { LookedUpEntity } from '../../catalog/EntityLookup';
import type { IncidentRecord } from '../../kernel/records';
import type { ResolvedNames, SourcedIncident } from '../prepared';

/** An import as it is stored. Progress is known to the instance that runs it. */
export type ImportRecord = Omit<IncidentImport, 'progress'>;

/** What an import needs when it runs, until it has ended. */
export interface StoredImport {
  record: ImportRecord;
  content: Buffer;
  request: StoredImportRequest;
}

export interface StoredImportRequest {
  /** `ImportOptions`, as they were sent. */
  options: unknown;
  /** What the catalog said to who started it. */
  names: ResolvedNames;
}

/** What is recorded with each incident of an import. */
export interface ImportBatch {
  record: ImportRecord;
  incidents: readonly SourcedIncident[];
  names: ResolvedNames;
  entities: ReadonlyMap<string, LookedUpEntity>;
  keyPrefix: string;
  /** Time of the record. */
  at: string;
  toPriority(
    incident: SourcedIncident,
    services: readonly ImportedService[],
  ): {
    priority?: IncidentRecord['priority'];
    priorityInputs: IncidentRecord['priorityInputs'];
  };
  /** Throws when the import was stopped. */
  throwIfStopped(): void;
  progress(phase: 'writing' | 'finishing', done: number): void;
}

/** A service of an imported incident. */
export interface ImportedService {
  entityRef: string;
  isKnown: boolean;
}

export interface ImportsStore {
  insert(imported: StoredImport): Promise<void>;
  listPage(page: PageRequest): Promise<{
    items: ImportRecord[];
    totalItems: number;
    nextCursor?: string;
  }>;
  find(id: string): Promise<ImportRecord | undefined>;
  /** The last import of a file with this content that is done. */
  findDone(sha256: string): Promise<ImportRecord | undefined>;
  /** Whether an import waits or runs; of a file with this content, if it is given. */
  countActive(sha256?: string): Promise<number>;
  /** Those of some keys that a source has imported already. */
  findImported(
    source: string,
    keys: readonly string[],
  ): Promise<ReadonlySet<string>>;
  /** Last numbers of keys by year; years without any are absent. */
  getLastNumbers(
    years: readonly number[],
  ): Promise<ReadonlyMap<number, number>>;
  /** Claims the oldest import that waits, or whose instance has not been heard of. */
  claim(now: string, until: string): Promise<StoredImport | undefined>;
  /** Keeps a claim. */
  extend(id: string, until: string): Promise<void>;
  /**
   * Records all incidents of an import, and that it is done, in one transaction.
   *
   * @throws ConflictError when it was cancelled meanwhile
   */
  record(batch: ImportBatch): Promise<void>;
  /** Ends an import of which nothing is stored; false when it had ended before. */
  end(
    id: string,
    end: { state: 'failed' | 'cancelled'; at: string; problem?: string },
  ): Promise<boolean>;
  /** Incidents of an import that the caller may read, in the order of the file. */
  listIncidents(
    id: string,
    page: PageRequest,
    access: ReadAccess,
  ): Promise<{
    items: ImportedIncident[];
    totalItems: number;
    nextCursor?: string;
  }>;
  /** The years and keys of the incidents of an import that the caller may read. */
  getReadableYears(
    record: Pick<ImportRecord, 'id' | 'years'>,
    access: ReadAccess,
  ): Promise<ImportYear[]>;
  /** Where an incident comes from; undefined when it was reported here. */
  getProvenance(seq: number): Promise<IncidentProvenance | undefined>;
}
