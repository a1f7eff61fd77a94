import type {
  AttachDetectionRequest,
  CreateDetectionRuleRequest,
  CreateMappingPatternRequest,
  CreateSuppressionRequest,
  DecideDetectionsRequest,
  DeclineProposalRequest,
  DetectionDecisionResult,
  DetectionDetails,
  DetectionPage,
  DetectionRule,
  DetectionRules,
  DetectionSourceDetails,
  DetectionSourceStatus,
  DetectionSummary,
  DetectionSuppression,
  DismissDetectionRequest,
  EntityWatch,
  IncidentDetections,
  MapDetectionRequest,
  MappingPattern,
  MuteSourceRequest,
  PageRequest,
  PromoteDetectionRequest,
  TestEventResult,
  TryPayloadRequest,
  TryPayloadResult,
  UpdateDetectionRuleRequest,
  UpdateMappingPatternRequest,
  UpdateSuppressionRequest,
} from '../model';
import type { DetectionFilterValues } from '../queries';
import type { CallOptions } from './SecurityIncidentsApi';

/** Filters, order and page of `GET /detections`. @public */
export type DetectionQuery = DetectionFilterValues &
  PageRequest & {
    /** `severity`: most severe first, then oldest first; `age`: oldest first. Defaults to `severity`. */
    orderBy?: 'severity' | 'age';
  };

/** Calls about detections, their sources and their rules. @public */
export interface DetectionsApi {
  /** A page of the inbox. */
  listDetections(
    query?: DetectionQuery,
    options?: CallOptions,
  ): Promise<DetectionPage>;
  /** One detection with what was found out about it. */
  getDetection(id: string, options?: CallOptions): Promise<DetectionDetails>;
  /** Reports an incident from a detection. */
  promoteDetection(
    id: string,
    request: PromoteDetectionRequest,
    options?: CallOptions,
  ): Promise<DetectionSummary>;
  /** Attaches a detection to an open incident. */
  attachDetection(
    id: string,
    request: AttachDetectionRequest,
    options?: CallOptions,
  ): Promise<DetectionSummary>;
  /** Dismisses a detection with a disposition. */
  dismissDetection(
    id: string,
    request: DismissDetectionRequest,
    options?: CallOptions,
  ): Promise<DetectionSummary>;
  /** Says that a detection does not belong to a proposed incident, or takes that back. */
  declineProposal(
    id: string,
    request: DeclineProposalRequest,
    options?: CallOptions,
  ): Promise<DetectionSummary>;
  /** Names the service of a detection. */
  mapDetection(
    id: string,
    request: MapDetectionRequest,
    options?: CallOptions,
  ): Promise<DetectionSummary>;
  /** Takes back a decision: the detection is new again, and no longer attached. */
  undoDetectionDecision(
    id: string,
    options?: CallOptions,
  ): Promise<DetectionSummary>;
  /** Decides about many detections, each alone. */
  decideDetections(
    request: DecideDetectionsRequest,
    options?: CallOptions,
  ): Promise<{ results: DetectionDecisionResult[] }>;
  /** Sources with their health, most urgent first. */
  listDetectionSources(
    query?: { hours?: 24 | 168 },
    options?: CallOptions,
  ): Promise<{ items: DetectionSourceStatus[] }>;
  /** One source with its last deliveries. */
  getDetectionSource(
    id: string,
    options?: CallOptions,
  ): Promise<DetectionSourceDetails>;
  /** Sends a test event that goes the whole way. */
  testDetectionSource(
    id: string,
    options?: CallOptions,
  ): Promise<TestEventResult>;
  /** Mutes the alarms of a source until a time, or ends that. */
  muteDetectionSource(
    id: string,
    request: MuteSourceRequest,
    options?: CallOptions,
  ): Promise<DetectionSourceDetails>;
  /** How detections find their service, what is suppressed, and what happens by itself. */
  getDetectionRules(options?: CallOptions): Promise<DetectionRules>;
  createDetectionRule(
    request: CreateDetectionRuleRequest,
    options?: CallOptions,
  ): Promise<DetectionRule>;
  updateDetectionRule(
    id: string,
    request: UpdateDetectionRuleRequest,
    options?: CallOptions,
  ): Promise<DetectionRule>;
  deleteDetectionRule(
    id: string,
    options?: CallOptions,
  ): Promise<{ id: string }>;
  createMappingPattern(
    request: CreateMappingPatternRequest,
    options?: CallOptions,
  ): Promise<MappingPattern>;
  updateMappingPattern(
    id: string,
    request: UpdateMappingPatternRequest,
    options?: CallOptions,
  ): Promise<MappingPattern>;
  deleteMappingPattern(
    id: string,
    options?: CallOptions,
  ): Promise<{ id: string }>;
  createDetectionSuppression(
    request: CreateSuppressionRequest,
    options?: CallOptions,
  ): Promise<DetectionSuppression>;
  updateDetectionSuppression(
    id: string,
    request: UpdateSuppressionRequest,
    options?: CallOptions,
  ): Promise<DetectionSuppression>;
  /** Ends a suppression now. */
  endDetectionSuppression(
    id: string,
    options?: CallOptions,
  ): Promise<DetectionSuppression>;
  /** Explains what would happen with a payload. Nothing is stored. */
  tryDetectionPayload(
    request: TryPayloadRequest,
    options?: CallOptions,
  ): Promise<TryPayloadResult>;
  /** Which sources watch a service, and what waits about it. */
  getEntityWatch(
    entityRef: string,
    options?: CallOptions,
  ): Promise<EntityWatch>;
  /** The detections of an incident. */
  getIncidentDetections(
    idOrKey: string,
    options?: CallOptions,
  ): Promise<IncidentDetections>;
}
