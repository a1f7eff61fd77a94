import {
  importCreatePermission,
  incidentReadPermission,
  saveImportMappingSchema,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { json } from '../http/answers';
import { jsonBody } from '../http/body';
import { listPageShape, pathText, toFilterShape } from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import { importing } from '../integrations/audit';
import type { RequestContext } from '../kernel/contexts';
import { importBody } from './body';
import type { ImportsService } from './ImportsService';
import {
  exampleImport,
  exampleImported,
  exampleMapping,
  exampleReport,
  importedIncidentsSchema,
  importPageSchema,
  importRefusedSchema,
  importReportSchema,
  importSchema,
  savedMappingSchema,
  savedMappingsSchema,
} from './schemas';

const tag = 'imports';
const permissions = [importCreatePermission];
const params = z.strictObject({ id: pathText.describe('Id of the import.') });
const mappingParams = z.strictObject({
  id: pathText.describe('Id of the mapping.'),
});
const dryRun = toFilterShape({
  dryRun: {
    kind: 'flag',
    description: '`true` checks the file and stores nothing.',
  },
});

/** Mappings that people save for the next file. */
function createMappingRoutes(service: ImportsService<RequestContext>): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/imports/mappings',
      id: 'listImportMappings',
      tag,
      summary: 'List the mappings that the caller saved, by name',
      permissions,
      answer: json(savedMappingsSchema, {
        description: 'At most 50.',
        example: { items: [exampleMapping] },
      }),
      handle: ({ context }) => service.listMappings(context),
    }),
    defineRoute({
      method: 'post',
      path: '/imports/mappings',
      id: 'saveImportMapping',
      tag,
      summary: 'Save a mapping for the next file with the same columns',
      description:
        'A mapping of the same name is replaced. Only who saved it sees it.',
      permissions,
      body: jsonBody(saveImportMappingSchema, {
        example: {
          name: exampleMapping.name,
          mapping: exampleMapping.mapping,
        },
      }),
      answer: json(savedMappingSchema, {
        description: 'The mapping.',
        example: exampleMapping,
      }),
      errors: { 409: 'The caller has as many mappings as one may have.' },
      handle: ({ body, context }) => service.saveMapping(body, context),
    }),
    defineRoute({
      method: 'delete',
      path: '/imports/mappings/:id',
      id: 'deleteImportMapping',
      tag,
      summary: 'Delete a saved mapping',
      description: 'Save what is answered to undo it.',
      permissions,
      params: mappingParams,
      answer: json(savedMappingSchema, {
        description: 'What it was.',
        example: exampleMapping,
      }),
      errors: { 404: 'The caller has no such mapping.' },
      handle: ({ params: { id }, context }) =>
        service.deleteMapping(id, context),
    }),
  ];
}

/** Imports of incidents from files. */
export function createImportRoutes(
  service: ImportsService<RequestContext>,
): Route[] {
  return [
    ...createMappingRoutes(service),
    defineRoute({
      method: 'post',
      path: '/imports/incidents',
      id: 'importIncidents',
      tag,
      summary: 'Import incidents from a CSV or JSON file',
      description:
        'A dry run says what would happen, with findings for rows and columns. An import takes a file without errors: all rows that are not left out, or none. It runs on after the answer; follow it with `GET /imports/{id}`. Incidents are closed or dismissed, keep the times of the file, and are recorded now.',
      permissions,
      audit: importing('incidents'),
      query: z.strictObject(dryRun),
      body: importBody,
      answer: json(importReportSchema, {
        description: 'What the import does, or would do.',
        example: exampleReport,
      }),
      errors: {
        409: 'The file is not the one that `options.sha256` names, or is being imported already.',
      },
      errorSchemas: { 400: importRefusedSchema },
      handle: ({ query, body, context }) =>
        query.dryRun
          ? service.check(body, context)
          : service.start(body, context),
    }),
    defineRoute({
      method: 'get',
      path: '/imports',
      id: 'listImports',
      tag,
      summary: 'List imports, newest first',
      permissions,
      query: z.strictObject(listPageShape),
      answer: json(importPageSchema, {
        description: 'A page of imports, and what can be imported.',
        example: {
          items: [exampleImport],
          totalItems: 1,
          pageInfo: {},
          formats: [{ format: 'csv', title: 'CSV' }],
          maxBytes: 20 * 1024 ** 2,
        },
      }),
      handle: ({ query, context }) => service.list(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/imports/:id',
      id: 'getImport',
      tag,
      summary: 'Get an import and its progress',
      permissions,
      params,
      answer: json(importSchema, {
        description: 'The import.',
        example: exampleImport,
      }),
      errors: { 404: 'No such import.' },
      handle: ({ params: { id }, context }) => service.get(id, context),
    }),
    defineRoute({
      method: 'get',
      path: '/imports/:id/incidents',
      id: 'listImportedIncidents',
      tag,
      summary: 'List the incidents that an import made',
      description:
        'In the order of the file, as far as the caller may read them.',
      permissions: [importCreatePermission, incidentReadPermission],
      params,
      query: z.strictObject(listPageShape),
      answer: json(importedIncidentsSchema, {
        description: 'A page of incidents, each with its row of the file.',
        example: exampleImported,
      }),
      errors: { 404: 'No such import.' },
      handle: ({ params: { id }, query, context }) =>
        service.listIncidents(id, query, context),
    }),
    defineRoute({
      method: 'post',
      path: '/imports/:id/cancel',
      id: 'cancelImport',
      tag,
      summary: 'Stop an import that is not done',
      description: 'Nothing of it is kept.',
      permissions,
      audit: importing('cancel'),
      params,
      body: jsonBody(z.strictObject({}), { example: {} }),
      answer: json(importSchema, {
        description: 'The stopped import.',
        example: { ...exampleImport, state: 'cancelled' },
      }),
      errors: { 404: 'No such import.', 409: 'The import has ended.' },
      handle: ({ params: { id }, context }) => service.cancel(id, context),
    }),
  ];
}
