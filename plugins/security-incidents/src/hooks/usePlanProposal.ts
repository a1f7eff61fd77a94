import {
  ANNOTATION_EDIT_URL,
  type Entity,
  parseEntityRef,
} from '@backstage/catalog-model';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { useExternalRouteRef } from '../navigation';
import { planTemplateRouteRef } from '../routes';

/**
 * The scaffolder template that proposes plans, as a path of the app or a URL; undefined where the app names none, or names
 * one and has no page for it.
 */
export function usePlanTemplate(): string | undefined {
  const template = useApi(configApiRef).getOptionalString(
    'securityIncidents.planTemplate',
  );
  const templateRoute = useExternalRouteRef(planTemplateRouteRef);
  if (!template || !/^template:(?!\/)/i.test(template)) return template;
  const { namespace, name } = parseEntityRef(template);
  return templateRoute?.({ namespace, templateName: name });
}

/** Where a change of a plan is proposed: the file, or the template where the file has no edit URL. */
export function usePlanProposal(plan: Entity): string | undefined {
  const template = usePlanTemplate();
  return plan.metadata.annotations?.[ANNOTATION_EDIT_URL] ?? template;
}
