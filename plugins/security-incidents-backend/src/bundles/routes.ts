import {
  bundleOptionsShape,
  INCIDENT_FILTERS,
  incidentReadPermission,
  OPTIONAL_BUNDLE_PARTS,
  reportsExportPermission,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { json, streamedFile } from '../http/answers';
import { incidentId, toFilterShape } from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import { exporting, reading } from '../integrations/audit';
import type { RequestContext } from '../kernel/contexts';
import type { BundlesService } from './BundlesService';
import { bundleContentsSchema } from './schemas';

const tag = 'bundles';
const params = z.strictObject({ id: incidentId });
const permissions = [incidentReadPermission, reportsExportPermission];
const options = {
  ...bundleOptionsShape,
  ...toFilterShape({
    without: {
      kind: 'word',
      values: OPTIONAL_BUNDLE_PARTS,
      description:
        'Part that stays out. Of evidence, the list with its hashes stays in.',
    },
  }),
};
const one = z.strictObject(options);
const many = z.strictObject({
  ...toFilterShape(INCIDENT_FILTERS),
  ...options,
});
const contents = json(bundleContentsSchema, {
  description: 'What the bundle would hold for the caller.',
  example: {
    incidents: 1,
    exercises: 0,
    merged: 0,
    entries: 16,
    marking: 'AMBER',
    keyOnly: [],
    parts: [{ part: 'verifier', files: 3, sizeBytes: 22_000 }],
    sizeBytes: 22_000,
    signing: { state: 'unsigned' },
  },
});
const bundle = streamedFile('application/zip', {
  description:
    'A zip file that is made while it is sent. When it cannot be completed, the connection breaks off.',
  example: 'PK',
});
const WRONG = 'A record or a file does not verify; the message names it.';

/** Auditor bundles: records that prove themselves. */
export function createBundleRoutes(
  service: BundlesService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/incidents/:id/bundle',
      id: 'getBundle',
      tag,
      summary: 'Export an incident as an auditor bundle',
      description:
        'A zip file with the record, the timeline, evidence, a printable report, forms for other tools and a verifier that needs nothing else. What the caller may not read is not in it. An incident marked TLP:RED is in it by key only, unless `tlpRedReason` says why.',
      permissions,
      audit: exporting('bundle'),
      params,
      query: one,
      answer: bundle,
      errors: { 409: WRONG },
      handle: ({ params: { id }, query, context }) =>
        service.getBundle(id, query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/incidents/:id/bundle/contents',
      id: 'getBundleContents',
      tag,
      summary: 'Describe the auditor bundle of an incident',
      permissions,
      audit: reading('bundle-contents'),
      params,
      query: one,
      answer: contents,
      handle: ({ params: { id }, query, context }) =>
        service.getContents(id, query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reports/bundle',
      id: 'getBundleOfMany',
      tag,
      summary: 'Export incidents as an auditor bundle',
      description:
        'All incidents that match the filters, at most 500. Those marked TLP:RED are in it by key only, unless `tlpRedReason` says why.',
      permissions,
      audit: exporting('bundle'),
      query: many,
      answer: bundle,
      errors: { 409: WRONG },
      handle: ({ query: { tlpRedReason, without, ...query }, context }) =>
        service.getBundleOfMany(query, { tlpRedReason, without }, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reports/bundle/contents',
      id: 'getBundleOfManyContents',
      tag,
      summary: 'Describe an auditor bundle of incidents',
      permissions,
      query: many,
      answer: contents,
      handle: ({ query: { tlpRedReason, without, ...query }, context }) =>
        service.getContentsOfMany(query, { tlpRedReason, without }, context),
    }),
  ];
}
