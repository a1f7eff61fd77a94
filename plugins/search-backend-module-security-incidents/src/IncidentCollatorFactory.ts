import type {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import {
  INCIDENT_SEARCH_TYPE,
  incidentReadPermission,
  type IncidentSearchDocument,
  type IncidentSummary,
  RSIT_CLASS_LABELS,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentsService } from 'backstage-plugin-security-incidents-node';
import type { Readable } from 'node:stream';
import { collate, type CollatorContext } from './collate';

const PAGE_SIZE = 200;

/** Search checks the permission for the incident that a document names. */
type IndexedIncident = IncidentSearchDocument & IndexableDocument;

function toDocument(
  incident: IncidentSummary,
  pagePath: string,
): IndexedIncident {
  const { id, key, title, status, severity, priority, reportedAt } = incident;
  const kind = incident.classification?.class;
  return {
    title: `${key} ${title}`,
    text: kind ? RSIT_CLASS_LABELS[kind] : '',
    location: `${pagePath}/${key}`,
    authorization: { resourceRef: id },
    key,
    status,
    severity,
    priority,
    reportedAt,
  };
}

/**
 * Reads incidents for the search index. Restricted and TLP:RED incidents are never indexed. The permission to read incidents
 * decides about each result.
 *
 * Names of services are not indexed: not everybody who may read an incident may see each of its services.
 */
export class IncidentCollatorFactory implements DocumentCollatorFactory {
  readonly type = INCIDENT_SEARCH_TYPE;
  readonly visibilityPermission = incidentReadPermission;

  constructor(
    private readonly options: CollatorContext & {
      incidents: Pick<IncidentsService, 'listIncidents'>;
    },
  ) {}

  async getCollator(): Promise<Readable> {
    const { auth, incidents, pagePath } = this.options;
    return collate({
      auth,
      readPage: (cursor, options) =>
        incidents.listIncidents(
          { visibility: ['open'], limit: PAGE_SIZE, cursor },
          options,
        ),
      toDocument: incident =>
        incident.tlp === 'RED' ? undefined : toDocument(incident, pagePath),
      placeholder: { title: 'Security incidents', location: pagePath },
    });
  }
}
