import { createConditionExports } from '@backstage/plugin-permission-node';
import { incidentPermissionResourceRef } from './incidentResource';
import { incidentRules } from './rules/index';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: incidentPermissionResourceRef,
  rules: incidentRules,
});

/**
 * The rules as conditions for permission policies, such as
 * `incidentConditions.isMember({ claims: user.info.ownershipEntityRefs })`.
 *
 * @public
 */
export const incidentConditions = conditions;

/**
 * Creates a conditional decision from incident conditions.
 *
 * @public
 */
export const createIncidentConditionalDecision = createConditionalDecision;
