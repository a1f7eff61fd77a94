import type { AuthService } from '@backstage/backend-plugin-api';
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
import { Readable } from 'node:stream';
import { orPlaceholder } from './orPlaceholder';

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
    private readonly options: {
      auth: Pick<AuthService, 'getOwnServiceCredentials'>;
      incidents: Pick<IncidentsService, 'listIncidents'>;
      /** Path of the plugin's pages in the app. */
      pagePath: string;
    },
  ) {}

  async getCollator(): Promise<Readable> {
    const page = {
      title: 'Security incidents',
      location: this.options.pagePath,
    };
    return Readable.from(orPlaceholder(this.#read(), page));
  }

  async *#read(): AsyncGenerator<IndexedIncident> {
    const { auth, incidents, pagePath } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    let cursor: string | undefined;
    do {
      const page = await incidents.listIncidents(
        { visibility: ['open'], limit: PAGE_SIZE, cursor },
        { credentials },
      );
      for (const incident of page.items) {
        if (incident.tlp !== 'RED') yield toDocument(incident, pagePath);
      }
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
  }
}
