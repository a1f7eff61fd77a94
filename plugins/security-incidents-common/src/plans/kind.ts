/* The kind `ResponsePlan` as other catalog code names it. It stays free of schemas, so that a frontend can import it. */

/** `apiVersion` of the kind. @public */
export const RESPONSE_PLAN_API_VERSION = 'security-incidents/v1alpha1';
/** `kind` of a response plan. @public */
export const RESPONSE_PLAN_KIND = 'ResponsePlan';

/** Relations between a plan and the entities that it names. @public */
export const RELATION_RESPONSE_PLAN_FOR = 'responsePlanFor';
/** The other direction of {@link RELATION_RESPONSE_PLAN_FOR}. @public */
export const RELATION_HAS_RESPONSE_PLAN = 'hasResponsePlan';

/** Annotation with the day on which a plan was last tested outside this record, such as `2026-06-18`. @public */
export const ANNOTATION_LAST_TESTED = 'security-incidents/last-tested';
