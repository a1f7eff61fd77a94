import type {
  Page,
  PageRequest,
  ResolutionStep,
  StoredChainEntry,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from './records';

/** Steps and timeline of one incident in pages, in the order in which they were recorded. */
export interface RecordPages {
  getSteps(
    incident: IncidentRecord,
    page: PageRequest,
  ): Promise<Page<ResolutionStep>>;
  findStep(
    incident: IncidentRecord,
    id: string,
  ): Promise<ResolutionStep | undefined>;
  getTimeline(
    incident: IncidentRecord,
    page: PageRequest,
  ): Promise<Page<StoredChainEntry>>;
}
