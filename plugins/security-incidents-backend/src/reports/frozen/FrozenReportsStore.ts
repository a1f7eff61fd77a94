import type {
  ChangedRecord,
  IncidentStatus,
  ReportPeriod,
  ReportScope,
  Tlp,
} from 'backstage-plugin-security-incidents-common';
import type { ReadAccess } from '../../incidents/store/records';

/** A frozen report without its content. */
export interface FrozenRecord {
  id: string;
  name: string;
  period: ReportPeriod;
  scope: ReportScope;
  readers: string[];
  marking: Tlp;
  madeAt: string;
  madeBy?: string;
  scheduleKey?: string;
  incidents: number;
  restricted: number;
  sha256: string;
  supersedes?: string;
}

/** A record as it was when a report was frozen. */
export interface FrozenIncident {
  seq: number;
  status: IncidentStatus;
  chainLength: number;
  chainHead: string;
}

/** Where a page of frozen reports starts. */
export interface FrozenPosition {
  madeAt: string;
  id: string;
}

/** Stores frozen reports. */
export interface FrozenReportsStore {
  /** @returns false when a report with the same schedule key or predecessor was stored before */
  insert(
    record: FrozenRecord,
    content: string,
    incidents: readonly FrozenIncident[],
  ): Promise<boolean>;
  hasScheduleKey(key: string): Promise<boolean>;
  /** Newest first; only reports of which the reader may read every record. */
  list(
    access: ReadAccess,
    limit: number,
    after?: FrozenPosition,
  ): Promise<{ items: FrozenRecord[]; total: number }>;
  get(
    id: string,
    access: ReadAccess,
  ): Promise<(FrozenRecord & { content: string }) | undefined>;
  /** The report that replaced each of some reports. */
  getSuccessors(ids: readonly string[]): Promise<Map<string, string>>;
  /** Records of a report with entries that it does not have. */
  findChanged(
    id: string,
    limit: number,
  ): Promise<{ total: number; items: ChangedRecord[] }>;
}
