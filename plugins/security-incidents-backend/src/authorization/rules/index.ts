import { affectsEntity } from './affectsEntity';
import { hasSeverity } from './hasSeverity';
import { hasStatus } from './hasStatus';
import { isExercise } from './isExercise';
import { isMember } from './isMember';
import { isOpen } from './isOpen';
import { isReporter } from './isReporter';
import { ownsAffectedEntity } from './ownsAffectedEntity';
import { tlpAtMost } from './tlpAtMost';

/**
 * What a policy can make its decisions on incidents depend on.
 *
 * @public
 */
export const incidentRules = {
  affectsEntity,
  hasSeverity,
  hasStatus,
  isExercise,
  isMember,
  isOpen,
  isReporter,
  ownsAffectedEntity,
  tlpAtMost,
};
