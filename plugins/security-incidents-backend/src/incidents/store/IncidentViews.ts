import type {
  IncidentView,
  Page,
  PageRequest,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from './records';

/** Who read restricted incidents. */
export interface IncidentViews {
  /** Keeps the first view of each hour. */
  save(incident: IncidentRecord, view: IncidentView): Promise<void>;
  /** Newest first. */
  list(
    incident: IncidentRecord,
    page: PageRequest,
  ): Promise<Page<IncidentView>>;
}
