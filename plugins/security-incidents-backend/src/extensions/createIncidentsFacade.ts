import { InputError } from '@backstage/errors';
import {
  changeTaskSchema,
  createIncidentSchema,
  type IncidentQuery,
  isStorableText,
  recordStepSchema,
  transitionSchema,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentsService } from 'backstage-plugin-security-incidents-node';
import type { AuthorizedServices } from '../createAuthorizedServices';
import { parseFields, parseQuery } from '../http/validate';
import { incidentListQuery } from '../incidents/routes';
import { reviewTextsQuery } from '../reviews/schemas';

/** A query in the form in which it arrives over HTTP, so that one schema validates both. */
function toParameters({ orderBy, ...query }: IncidentQuery) {
  return {
    ...query,
    ...(query.limit !== undefined && { limit: String(query.limit) }),
    ...(orderBy && { orderBy: `${orderBy.field}:${orderBy.direction}` }),
  };
}

function assertId(name: string, value: string) {
  if (!isStorableText(value)) throw new InputError(`${name}: is no valid id`);
}

/** The authorized services as other backend plugins call them. It validates requests as the HTTP API does. */
export function createIncidentsFacade(
  services: Pick<
    AuthorizedServices,
    'incidents' | 'planRuns' | 'entities' | 'reviews'
  >,
): IncidentsService {
  const { incidents, planRuns, entities, reviews } = services;
  return {
    async createIncident(request, options) {
      const body = parseFields(createIncidentSchema, request);
      return (await incidents.create(body, options)).value;
    },
    async listIncidents(query, options) {
      return incidents.list(
        parseQuery(incidentListQuery, toParameters(query)),
        options,
      );
    },
    async getIncident(idOrKey, options) {
      assertId('idOrKey', idOrKey);
      return incidents.get(idOrKey, options);
    },
    async transitionIncident(idOrKey, request, options) {
      assertId('idOrKey', idOrKey);
      return incidents.transition(
        idOrKey,
        parseFields(transitionSchema, request),
        options,
      );
    },
    async recordStep(idOrKey, request, options) {
      assertId('idOrKey', idOrKey);
      const body = parseFields(recordStepSchema, request);
      return (await incidents.recordStep(idOrKey, body, options)).value;
    },
    async getPlanRuns(idOrKey, options) {
      assertId('idOrKey', idOrKey);
      return planRuns.getPlanRuns(idOrKey, options);
    },
    async changeTask(idOrKey, taskId, request, options) {
      assertId('idOrKey', idOrKey);
      assertId('taskId', taskId);
      return planRuns.changeTask(
        idOrKey,
        taskId,
        parseFields(changeTaskSchema, request),
        options,
      );
    },
    async listReviewTexts(query, options) {
      return reviews.listReviewTexts(
        parseQuery(reviewTextsQuery, toParameters(query)),
        options,
      );
    },
    async getEntityOverview(entityRef, options) {
      assertId('entityRef', entityRef);
      return entities.getEntityOverview(
        entityRef.toLocaleLowerCase('en-US'),
        options,
      );
    },
  };
}
