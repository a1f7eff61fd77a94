import type {
  AttachDetectionRequest,
  DeclineProposalRequest,
  DetectionDecisionResult,
  DetectionDetails,
  DetectionFilterValues,
  DetectionPage,
  DetectionSummary,
  DismissDetectionRequest,
  IncidentDetections,
  PageRequest,
  ParsedDecideDetections,
  ParsedMapDetection,
  ParsedPromoteDetection,
} from 'backstage-plugin-security-incidents-common';

export type DetectionListRequest = DetectionFilterValues &
  PageRequest & { orderBy?: 'severity' | 'age' };

/**
 * The inbox of detections. A detection that the caller may not see is not found.
 *
 * `seen` is the version that the caller looked at; a detection that changed since is a conflict.
 */
export interface DetectionsService<Context> {
  list(query: DetectionListRequest, context: Context): Promise<DetectionPage>;
  get(id: string, context: Context): Promise<DetectionDetails>;
  /** Reports an incident from a detection. */
  promote(
    id: string,
    request: ParsedPromoteDetection,
    seen: number | undefined,
    context: Context,
  ): Promise<DetectionSummary>;
  attach(
    id: string,
    request: AttachDetectionRequest,
    seen: number | undefined,
    context: Context,
  ): Promise<DetectionSummary>;
  dismiss(
    id: string,
    request: DismissDetectionRequest,
    seen: number | undefined,
    context: Context,
  ): Promise<DetectionSummary>;
  /** Says that a detection does not belong to an incident, which is not proposed for it any more; or takes that back. */
  decline(
    id: string,
    request: DeclineProposalRequest,
    seen: number | undefined,
    context: Context,
  ): Promise<DetectionSummary>;
  map(
    id: string,
    request: ParsedMapDetection,
    seen: number | undefined,
    context: Context,
  ): Promise<DetectionSummary>;
  undo(
    id: string,
    seen: number | undefined,
    context: Context,
  ): Promise<DetectionSummary>;
  /** Decides about each detection alone. */
  decide(
    request: ParsedDecideDetections,
    context: Context,
  ): Promise<DetectionDecisionResult[]>;
  getIncidentDetections(
    idOrKey: string,
    context: Context,
  ): Promise<IncidentDetections>;
}
