import type { Permission } from '@backstage/plugin-permission-common';
import {
  ACTION_FILTERS,
  DETECTION_FILTERS,
  detectionReadPermission,
  INCIDENT_FILTERS,
  incidentReadPermission,
  OBLIGATION_FILTERS,
  obligationReadPermission,
  REVIEW_FILTERS,
  reportsExportPermission,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { streamedFile } from '../../http/answers';
import { toFilterShape } from '../../http/parameters';
import { defineRoute, type Route } from '../../http/Route';
import { exporting } from '../../integrations/audit';
import type { RequestContext } from '../../kernel/contexts';
import { EXPORT_FORMATS, type ExportFormat, type ListFile } from './ListFile';
import type { ListExportsService } from './ListExportsService';

const tag = 'reports';

const ABOUT_FORMAT: Record<ExportFormat, string> = {
  csv: 'For spreadsheets: UTF-8 with a byte order mark, without formulas. Times are in UTC.',
  json: 'An array of the objects of the list.',
};
const KEY_ONLY = 'Of what is about a TLP:RED incident it has the key only.';

function createListRoutes<Q extends z.ZodObject>(list: {
  name: string;
  /** Of the operation, such as `getIncidents`. */
  id: string;
  title: string;
  order: string;
  permissions: readonly Permission[];
  query: Q;
  examples: Record<ExportFormat, string>;
  handle(
    query: z.output<Q>,
    format: ExportFormat,
    context: RequestContext,
  ): Promise<ListFile>;
}): Route[] {
  const { name, id, title, order, permissions, query, examples } = list;
  return EXPORT_FORMATS.map(format =>
    defineRoute({
      method: 'get',
      path: `/reports/${name}.${format}`,
      id: `${id}${format === 'csv' ? 'Csv' : 'Json'}`,
      tag,
      summary: `Export ${title} as a ${format.toUpperCase()} file`,
      description: `All that match the filters, ${order}. ${ABOUT_FORMAT[format]} ${KEY_ONLY}`,
      permissions: [...permissions, reportsExportPermission],
      audit: exporting(name),
      query,
      answer: streamedFile(format === 'csv' ? 'text/csv' : 'application/json', {
        description:
          'A file that is made while it is sent. When it cannot be completed, the connection breaks off.',
        example: examples[format],
      }),
      handle: ({ query: asked, context }) =>
        list.handle(asked, format, context),
    }),
  );
}

/** Lists as files. */
export function createListExportRoutes(
  service: ListExportsService<RequestContext>,
): Route[] {
  const read = [incidentReadPermission];
  return [
    ...createListRoutes({
      name: 'incidents',
      id: 'getIncidents',
      title: 'incidents',
      order: 'oldest first',
      permissions: read,
      query: z.strictObject(toFilterShape(INCIDENT_FILTERS)),
      examples: {
        csv: 'key,title,mode,status\r\nSEC-2026-0001,Leak,real,new\r\n',
        json: '[\n{"key":"SEC-2026-0001","title":"Leak","mode":"real"}\n]\n',
      },
      handle: (query, format, context) =>
        service.exportIncidents(query, format, context),
    }),
    ...createListRoutes({
      name: 'obligations',
      id: 'getObligations',
      title: 'obligations',
      order: 'in the order in which they were raised',
      permissions: [...read, obligationReadPermission],
      query: z.strictObject(toFilterShape(OBLIGATION_FILTERS)),
      examples: {
        csv: 'incident,title,regime,rule\r\nSEC-2026-0001,Leak,gdpr,gdpr-33-1\r\n',
        json: '[\n{"state":"pending","incident":{"key":"SEC-2026-0001"}}\n]\n',
      },
      handle: (query, format, context) =>
        service.exportObligations(query, format, context),
    }),
    ...createListRoutes({
      name: 'reviews',
      id: 'getReviews',
      title: 'reviews',
      order: 'in the order of their incidents',
      permissions: read,
      query: z.strictObject(toFilterShape(REVIEW_FILTERS)),
      examples: {
        csv: 'incident,title,state\r\nSEC-2026-0001,Leak,draft\r\n',
        json: '[\n{"state":"draft","incident":{"key":"SEC-2026-0001"}}\n]\n',
      },
      handle: (query, format, context) =>
        service.exportReviews(query, format, context),
    }),
    ...createListRoutes({
      name: 'actions',
      id: 'getActions',
      title: 'improvement actions',
      order: 'in the order in which they were added',
      permissions: read,
      query: z.strictObject(toFilterShape(ACTION_FILTERS)),
      examples: {
        csv: 'incident,incident title,action\r\nSEC-2026-0001,Leak,Rotate tokens\r\n',
        json: '[\n{"title":"Rotate tokens","incident":{"key":"SEC-2026-0001"}}\n]\n',
      },
      handle: (query, format, context) =>
        service.exportActions(query, format, context),
    }),
    ...createListRoutes({
      name: 'detections',
      id: 'getDetections',
      title: 'detections',
      order: 'in the order in which they came',
      permissions: [detectionReadPermission],
      query: z.strictObject(toFilterShape(DETECTION_FILTERS)),
      examples: {
        csv: 'id,source,title\r\n7c9e6679-7425-40de-944b-e07fc1f90ae7,falco,Shell\r\n',
        json: '[\n{"sourceId":"falco","title":"Shell"}\n]\n',
      },
      handle: (query, format, context) =>
        service.exportDetections(query, format, context),
    }),
  ];
}
