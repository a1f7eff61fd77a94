import { createConditionExports } from '@backstage/plugin-permission-node';
import { incidentPermissionResourceRef } from './incidentResource';
import { incidentRules } from './rules/index';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: incidentPermissionResourceRef,
  rules: incidentRules,
});

/**
 * The rules as conditions, for the policies of those who run a Backstage, such as
 * `incidentConditions.isMember({ claims: user.info.ownershipEntityRefs })`.
 *
 * @public
 */
export const incidentConditions = conditions;

/**
 * Makes a conditional decision of incident conditions.
 *
 * @public
 */
export const createIncidentConditionalDecision = createConditionalDecision;
