/** What a source says of its finding now. `resolved` never closes an incident. @public */
export const DETECTION_SOURCE_STATES = [
  'firing',
  'resolved',
  'unknown',
] as const;
/** @public */
export type DetectionSourceState = (typeof DETECTION_SOURCE_STATES)[number];

/**
 * Where a detection is. `new` ones wait in the inbox, unmapped ones among them; `suppressed` and `ignored` ones are kept
 * and not shown there; the others were decided.
 *
 * @public
 */
export const DETECTION_STATUSES = [
  'new',
  'suppressed',
  'ignored',
  'promoted',
  'attached',
  'dismissed',
] as const;
/** @public */
export type DetectionStatus = (typeof DETECTION_STATUSES)[number];

/** Why a detection is dismissed. @public */
export const DISMISSAL_DISPOSITIONS = [
  'false-positive',
  'benign',
  'duplicate',
  'test',
  'accepted-risk',
  'insufficient-data',
] as const;
/** @public */
export type DismissalDisposition = (typeof DISMISSAL_DISPOSITIONS)[number];

/**
 * The ways to find the service of a detection, in the order in which they are tried. `person`: somebody chose it.
 *
 * @public
 */
export const MAPPING_WAYS = [
  'label',
  'repository',
  'kubernetes',
  'cloud',
  'pattern',
  'person',
] as const;
/** @public */
export type MappingWay = (typeof MAPPING_WAYS)[number];

/** What a rule does with a new detection. @public */
export const RULE_ACTIONS = ['create', 'attach', 'suggest', 'ignore'] as const;
/** @public */
export type RuleAction = (typeof RULE_ACTIONS)[number];

/**
 * How a source is.
 *
 * - `healthy`: its events come and are accepted.
 * - `silent`: no event came although one was expected.
 * - `rejecting`: its last deliveries were rejected.
 * - `waiting`: it never sent an event.
 * - `off`: it has no secret and refuses everything.
 * - `muted`: its alarm is muted until a time.
 *
 * @public
 */
export const SOURCE_STATES = [
  'healthy',
  'silent',
  'rejecting',
  'waiting',
  'off',
  'muted',
] as const;
/** @public */
export type SourceState = (typeof SOURCE_STATES)[number];

/**
 * What became of a delivery.
 *
 * - `accepted`: verified and kept, new or a repeat.
 * - `duplicate`: the same delivery again; nothing changed.
 * - `ignored`: a known event that is no finding; counted as accepted.
 * - `unmapped`: verified and kept, but its shape is unknown; counted as accepted.
 * - `rejected`: not verified or not readable; only counted.
 *
 * @public
 */
export const DELIVERY_OUTCOMES = [
  'accepted',
  'duplicate',
  'ignored',
  'unmapped',
  'rejected',
] as const;
/** @public */
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

/** Why a delivery is rejected. @public */
export const REJECTION_REASONS = [
  'no-secret',
  'no-signature',
  'bad-signature',
  'too-old',
  'too-large',
  'not-json',
] as const;
/** @public */
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** Longest time that a suppression lasts, in days. @public */
export const MAX_SUPPRESSION_DAYS = 30;
