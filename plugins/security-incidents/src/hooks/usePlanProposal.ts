import { ANNOTATION_EDIT_URL, type Entity } from '@backstage/catalog-model';
import { configApiRef, useApi } from '@backstage/core-plugin-api';

/** The scaffolder template that proposes plans, as a path of the app or a URL; undefined where the app names none. */
export function usePlanTemplate(): string | undefined {
  return useApi(configApiRef).getOptionalString(
    'securityIncidents.planTemplate',
  );
}

/** Where a change of a plan is proposed: the file, or the template where the file has no edit URL. */
export function usePlanProposal(plan: Entity): string | undefined {
  const template = usePlanTemplate();
  return plan.metadata.annotations?.[ANNOTATION_EDIT_URL] ?? template;
}
